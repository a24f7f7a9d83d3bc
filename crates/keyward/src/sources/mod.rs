//! The sources: a closed set, matched here and nowhere else. One file a source.

mod cognito_identity;
pub(crate) mod container;
mod credential_process;
mod environment;
mod github_actions;
pub(crate) mod imds;
pub(crate) mod login;
mod metadata_document;
mod program;
mod roles_anywhere;
mod saml;
mod secret_file;
pub(crate) mod sso;
mod static_keys;
pub(crate) mod token_document;
pub(crate) mod token_file;
pub(crate) mod token_place;
pub(crate) mod token_service;
mod vault;
mod web_identity;

pub(crate) use credential_process::run as run_command;

use std::{path::Path, sync::Arc};

pub(crate) use self::imds::LastKnown;
use keyward_core::{Credentials, Error, ErrorCode, Result, World, disk::Disk};
use keyward_profile::{Base, Section, SensitiveCommand};

use crate::{aws::Aws, vault_access::VaultAccess};

/// What sources reach for.
pub(crate) struct Reach<'a> {
    pub(crate) world: &'a World,
    pub(crate) vault: &'a Arc<VaultAccess>,
    pub(crate) aws: &'a Aws,
    pub(crate) disk: &'a Disk,
    /// Of metadata services.
    pub(crate) last_known: &'a LastKnown,
}

/// Base credentials. The planner has decided whose turn it is, so there is no "not mine" here: here
/// they are, or mine but broken. Only the metadata service, last of the default chain, may turn out
/// not to be there.
pub(crate) async fn fetch(reach: &Reach<'_>, base: &Base) -> Result<Credentials> {
    let world = reach.world;
    match base {
        Base::Environment { .. }
        | Base::Program { .. }
        | Base::Vault { .. }
        | Base::StaticKeys { .. } => at_hand(world, reach.vault, base),
        Base::CredentialProcess {
            profile,
            command,
            account_id,
        } => credential_process::fetch(world, profile, command, account_id.as_deref()).await,
        Base::WebIdentity {
            token_file,
            role_arn,
            session_name,
        } => {
            let wanted = web_identity::WebIdentity {
                token_file,
                role_arn,
                session_name: session_name.as_deref(),
            };
            web_identity::fetch(world, reach.aws, &wanted).await
        }
        Base::GithubActions(wanted) => github_actions::fetch(world, reach.aws, wanted).await,
        Base::Saml(wanted) => saml::fetch(world, reach.aws, wanted).await,
        Base::RolesAnywhere(wanted) => roles_anywhere::fetch(world, reach.aws, wanted).await,
        Base::CognitoIdentity(wanted) => cognito_identity::fetch(world, reach.aws, wanted).await,
        Base::Container { location, variable } => {
            container::fetch(world, &reach.aws.http, location, variable).await
        }
        Base::Imds { location } => {
            let found = imds::fetch(world, reach.aws, reach.last_known, location.is_some()).await;
            match location {
                Some(location) => found.map_err(|error| error.in_context(location)),
                None => found,
            }
        }
        Base::Sso {
            profile,
            session,
            account_id,
            role_name,
            region,
            start_url,
        } => {
            let wanted = sso::Sso {
                profile,
                session: session.as_deref(),
                role: account_id.as_deref().zip(role_name.as_deref()),
                region,
                start_url,
            };
            sso::fetch(reach, &wanted).await
        }
        Base::Login { profile, session } => login::fetch(reach, profile, session).await,
    }
}

/// Base credentials of those sources that need no network and no process.
///
/// # Errors
/// The source's own, or `not_supported` of any other.
pub(crate) fn at_hand(world: &World, vault: &VaultAccess, base: &Base) -> Result<Credentials> {
    match base {
        Base::Environment { .. } => environment::fetch(world, base),
        Base::Program { .. } => program::fetch(base),
        Base::Vault { name } => vault::fetch(vault, name),
        Base::StaticKeys { .. } => static_keys::fetch(base),
        _ => Err(Error::new(
            ErrorCode::NotSupported,
            format!("{}: takes time, and here nobody can wait", base.name()),
        )
        .with_hint("ask for these credentials asynchronously")),
    }
}

/// Whether fetching it costs enough to keep the answer.
pub(crate) fn is_worth_keeping(base: &Base) -> bool {
    match base {
        Base::Environment { .. }
        | Base::Program { .. }
        | Base::Vault { .. }
        | Base::StaticKeys { .. } => false,
        Base::CredentialProcess { .. }
        | Base::WebIdentity { .. }
        | Base::Saml(_)
        | Base::RolesAnywhere(_)
        | Base::CognitoIdentity(_)
        | Base::GithubActions(_)
        | Base::Sso { .. }
        | Base::Login { .. }
        | Base::Container { .. }
        | Base::Imds { .. } => true,
    }
}

/// Whether the program of a `credential_process` is keyward itself.
pub(crate) fn is_own_program(program: &str) -> bool {
    let program = Path::new(program);
    if program.file_stem().is_some_and(|stem| stem == "keyward") {
        return true;
    }
    match (program.canonicalize(), std::env::current_exe()) {
        (Ok(program), Ok(own)) => {
            own.file_stem().is_some_and(|stem| stem == "keyward")
                && own.canonicalize().is_ok_and(|own| own == program)
        }
        _ => false,
    }
}

/// Whether a section's `credential_process` leads to keyward.
pub(crate) fn is_own_pointer(section: &Section) -> bool {
    section.get("credential_process").is_some_and(|command| {
        let command = SensitiveCommand::from_secret(command.value.to_secret());
        is_own_program(command.program())
    })
}
