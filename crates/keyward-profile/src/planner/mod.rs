//! Files and environment to a [`Plan`], or to an error that says where the fault lies.
//!
//! The default chain, in order: environment, profile, web identity by variables, container,
//! instance metadata. Each file below is one of these or a part of a profile; `rules` says where
//! tools differ.

mod cache_key;
mod cognito_identity;
mod considered;
mod credential_source;
mod default_chain;
mod environment;
mod errors;
mod github_actions;
mod login;
mod mfa;
mod process;
mod profile;
mod request;
mod role;
mod roles_anywhere;
mod rules;
mod saml;
mod selected;
mod settings;
mod sso;
mod static_keys;
mod view;
mod web_identity;

pub use considered::{Considered, Outcome, no_credentials};
pub use mfa::session_of;
pub use request::{Explained, PlanRequest, Planned};
pub use rules::{
    CredentialSource, Link, LoneRole, MetadataSwitch, ProfileSource, ROWS, Row, Rules,
};

use keyward_core::Result;

use crate::{ProfileSet, Settings};

/// Makes the plan for a request: which base credentials, which steps on top, which settings.
///
/// # Errors
/// [`keyward_core::ErrorCode`] `NoCredentials`, `ProfileNotFound`, `ProfileLoop`,
/// `PartialCredentials`, `ProfileInvalid`, `RecursiveProcess` or `InvalidArgument`, with file, line
/// and field; and whatever the vault answers.
pub fn plan(request: &PlanRequest<'_>, set: &ProfileSet) -> Result<Planned> {
    let Explained { considered, plan } = explain(request, set);
    Ok(Planned {
        plan: plan?,
        considered,
    })
}

/// The settings alone, of the profile that the request selects; it need not be in any file, and nobody
/// looks for credentials.
///
/// # Errors
/// [`keyward_core::ErrorCode::InvalidArgument`] or `ProfileInvalid`: a setting that cannot be right.
pub fn settings(request: &PlanRequest<'_>, set: &ProfileSet) -> Result<Settings> {
    let selected = selected::Selected::choose(request)?;
    settings::read(request, set, &view::View::new(set, &selected.name))
}

/// As [`plan`], but what was looked at is there beside an error too.
#[must_use]
pub fn explain(request: &PlanRequest<'_>, set: &ProfileSet) -> Explained {
    match default_chain::Search::new(request, set) {
        Ok(search) => search.run(),
        Err(error) => Explained {
            considered: Vec::new(),
            plan: Err(error),
        },
    }
}
