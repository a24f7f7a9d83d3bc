//! The keyward engine: reads AWS's files, makes a plan, runs it, keeps what it got until it ages.
//!
//! ```no_run
//! # async fn example() -> keyward_core::Result<()> {
//! use keyward::{Engine, Request};
//!
//! let engine = Engine::real();
//! let credentials = engine.credentials(&Request::profile("prod".parse()?)).await?;
//! println!("{} until {:?}", credentials.access_key_id, credentials.expiration);
//! # Ok(())
//! # }
//! ```
//!
//! With the AWS SDK for Rust, hand a [`Provider`] to the client's configuration.

mod account;
mod at_hand;
mod aws;
mod aws_files;
mod cache;
mod caller_identity;
mod compare_rules;
mod console;
mod engine;
mod explain;
mod hand_over;
mod hosts;
mod http;
mod iam;
mod import;
mod json_api;
mod key_facts;
pub use keyward_core::key_id;
mod link;
mod login;
mod mfa;
mod process_document;
mod provider;
mod request;
mod revoke;
mod rotation;
mod sealed_file;
mod selecting_variables;
mod session_cache;
mod setup;
mod signed;
mod sources;
mod steps;
mod sts;
pub mod traps;
mod unlock;
mod user_files;
mod vault_access;
mod vault_keys;

pub use at_hand::AtHand;
pub use caller_identity::{CallerIdentity, Probe};
pub use compare_rules::{Difference, RulesComparison, Verdict};
pub use console::SignIn;
pub use engine::{Engine, EngineBuilder};
pub use explain::{Answer, Asked, Explanation};
pub use hand_over::{SYNTHETIC_LIFETIME, hand_over};
pub use import::{Copy, ImportReport, Imported, LeftAlone, UndoReport, Undone};
pub use key_facts::KeyFacts;
pub use keyward_core as core;
pub use keyward_profile as profile;
pub use keyward_vault as vault;
pub use login::{DevicePage, LoggedIn, LoginKeep, LoginPerson, LoginRequest, LoginWay, LoginWhat};
pub use mfa::{
    CodeFuture, Enrollment, KnownMfaDevice, MfaAnswers, MfaCode, MfaProvider, MfaQuestion,
    NewMfaDevice, is_mfa_code,
};
pub use process_document::{ProcessDocument, RESOLVING};
pub use provider::Provider;
pub use request::{Request, WebIdentitySource};
pub use revoke::{
    Principal as RevokedPrincipal, Revocation, RevocationOutcome, RevocationPart, RevocationReport,
    RevocationWhat, RevokeOptions,
};
pub use rotation::{
    AwsPlace, KeyFields, KeyHistory, LastUsed, ParameterForm, ParameterPlace, ProofProgress,
    ProofWatch, RotateOptions, RotationClock, RotationPreview, RotationReport, RotationState,
    RotationTarget, SecretPlace, SystemClock, TargetReport,
};
pub use selecting_variables::selects_credentials;
pub use setup::{ProfileSetup, Proposal, Repair, SsoSessionSetup};
pub use unlock::{
    Ask, DEFAULT_IDENTITY, Nobody, default_identity_file, passphrase_from_environment,
};
pub use vault_keys::{NewKey, check_key_id, temporary_credentials};
