//! Rotation of an access key, as a journalled state machine in the vault's entry.
//!
//! ```text
//! observe ─ intent ─ create ─ pending ─ proven ─ promoting ─ draining ─ inactive ─ (deleted)
//! ```
//!
//! *Promoting* writes the targets too, one by one ([`targets`]).
//!
//! Each stage is sealed before the next one begins, in one commit with the keys it speaks of, so that
//! a run that died is taken up by the next. The new key has to prove itself before anybody gets it;
//! the old one works until nobody can hold it any more, and can be brought back until it is deleted.
//!
//! AWS gives `CreateAccessKey` no token by which a repeated request would be known as the same. Where
//! its answer is lost, so is that secret; the next run finds the key by what the intent remembers
//! ([`strangers`]).

mod clock;
mod create;
mod drain;
mod guard;
mod history;
mod journal;
mod observe;
mod options;
mod preview;
mod promote;
mod prove;
mod prove_with;
mod report;
mod retire;
mod rollback;
mod run;
mod sealed;
mod signer;
mod strangers;
mod targets;
#[cfg(test)]
mod tests;
mod words;

pub use clock::{RotationClock, SystemClock};
pub use history::{KeyHistory, LastUsed};
pub use options::{ProofWatch, RotateOptions};
pub use preview::RotationPreview;
pub use prove::ProofProgress;
pub use report::{RotationReport, RotationState, TargetReport};
pub use targets::{
    AwsPlace, KeyFields, ParameterForm, ParameterPlace, RotationTarget, SecretPlace,
};
