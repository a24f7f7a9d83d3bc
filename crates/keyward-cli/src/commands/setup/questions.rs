//! What a person is asked about a new profile.

use keyward::SsoSessionSetup;
use keyward_core::{Error, ErrorCode, ProfileName, Result};

use crate::terminal;

const INSTEAD: &str = "name what you want: --role-arn, --sso-session, --process or --vault; see `keyward setup --help`";

/// The answers.
pub(super) struct Answers {
    pub(super) keys: Vec<(&'static str, String)>,
    pub(super) sso_session: Option<SsoSessionSetup>,
}

/// Asks for one kind of profile and its values; an empty answer leaves a value out.
pub(super) fn ask(profile: &ProfileName) -> Result<Answers> {
    let kind = terminal::ask(
        &format!(
            "Profile {profile} is new. What gives it credentials: role, sso, process or vault"
        ),
        INSTEAD,
    )?;
    let wanted: &[(&'static str, &str)] = match kind.trim() {
        "role" => &[
            ("role_arn", "ARN of the role"),
            ("source_profile", "Profile whose credentials assume it"),
            ("mfa_serial", "MFA device (empty for none)"),
        ],
        "sso" => return sso(),
        "process" => &[("credential_process", "Command that prints credentials")],
        "vault" => &[],
        other => {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{other:?} is none of role, sso, process and vault"),
            ));
        }
    };
    let mut keys = answers(wanted)?;
    keys.extend(answers(&[("region", "Region (empty for none)")])?);
    Ok(Answers {
        keys,
        sso_session: None,
    })
}

fn sso() -> Result<Answers> {
    let mut keys = answers(&[("sso_session", "Name of the session")])?;
    let session = keys
        .first()
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    let mut of_session = answers(&[
        (
            "sso_start_url",
            "Start URL (empty where the session is there already)",
        ),
        ("sso_region", "Region of Identity Center (empty as well)"),
    ])?;
    if !of_session.is_empty() {
        of_session.push(("sso_registration_scopes", "sso:account:access".to_owned()));
    }
    keys.extend(answers(&[
        ("sso_account_id", "Account"),
        ("sso_role_name", "Permission set"),
        ("region", "Region (empty for none)"),
    ])?);
    Ok(Answers {
        keys,
        sso_session: (!of_session.is_empty()).then_some(SsoSessionSetup {
            name: session,
            keys: of_session,
        }),
    })
}

fn answers(wanted: &[(&'static str, &str)]) -> Result<Vec<(&'static str, String)>> {
    let mut keys = Vec::new();
    for (key, question) in wanted {
        let answer = terminal::ask(question, INSTEAD)?.trim().to_owned();
        if !answer.is_empty() {
            keys.push((*key, answer));
        }
    }
    Ok(keys)
}
