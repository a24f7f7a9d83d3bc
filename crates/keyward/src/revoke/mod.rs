//! The moment a key has leaked: sessions are forgotten and denied, the key is deactivated.
//!
//! ```text
//! forget sealed sessions ─ deny older sessions ─ deactivate the key        signed by the key itself
//! forget sealed sessions ─ deactivate the key ─ deny older sessions        signed by another profile
//! ```
//!
//! Each part can be done again, and a refusal of one keeps no other from being tried, so that running
//! it again is always right. What a profile stands for is revoked: a role where it ends in one, else the
//! IAM user of its key.

mod clock;
mod keys;
mod options;
mod policies;
mod principal;
mod report;
mod roles;
mod run;
mod sessions;
mod signer;
mod words;

pub use options::RevokeOptions;
pub use principal::Principal;
pub use report::{RevocationOutcome, RevocationPart, RevocationReport, RevocationWhat};
pub use run::Revocation;
