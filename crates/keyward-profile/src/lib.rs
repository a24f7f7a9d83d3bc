//! AWS's shared config and credentials files, as values: text in, [`ProfileSet`] out, then a
//! [`Plan`] that says what to do, and lossless edits of the same files. No I/O, no async.
//!
//! Syntax and precedence are AWS's own (AWS SDKs and Tools Reference Guide, "Shared config and
//! credentials files").

mod edit;
mod plan;
mod planner;
mod set;
mod settings;
mod settings_only;
mod shell;
mod source;
mod syntax;

pub use edit::{
    Document, KeyPair, Repeated, Taken, credential_process_pointer, dotenv_key,
    dotenv_profile_line, has_key, has_long_lived_key, key_of, keys_in_ignored_sections, lines_with,
    link, merged, profiles_with_keys, put_back, put_back_dotenv, repeated, replace_dotenv_key,
    replace_key, selects_credentials, take_dotenv, take_keys, unlink,
};
pub use plan::{
    AssumeRole, Base, CognitoId, CognitoIdentity, CognitoLogin, GetSessionToken, GithubActions,
    Located, Location, Plan, RolesAnywhere, Saml, SensitiveCommand, Step,
};
pub use planner::{
    Considered, CredentialSource, Explained, Link, LoneRole, MetadataSwitch, Outcome, PlanRequest,
    Planned, ProfileSource, ROWS, Row, Rules, explain, no_credentials, plan, session_of, settings,
};
pub use set::{Profile, ProfileSet, Property, Section, Value, Warning};
pub use settings::{MetadataSettings, RetryMode, Service, Settings};
pub use settings_only::settings_only;
pub use source::{FileKind, FileText, SourceText, decode};
pub use syntax::SectionName;
