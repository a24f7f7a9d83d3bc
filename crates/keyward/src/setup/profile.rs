//! One profile of the config file: its keys set, everything else left as it is.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Document, FileKind, ProfileSet, SectionName};

use super::Proposal;
use crate::{
    Engine, aws_files,
    traps::{is_mfa_serial, is_role_arn},
};

/// What a profile shall say.
pub struct ProfileSetup {
    /// Its name.
    pub profile: ProfileName,
    /// AWS's keys and their values, such as `role_arn`.
    pub keys: Vec<(&'static str, String)>,
    /// The Identity Center session that it signs in with.
    pub sso_session: Option<SsoSessionSetup>,
}

/// An `[sso-session NAME]`.
pub struct SsoSessionSetup {
    /// Its name.
    pub name: String,
    /// `sso_start_url`, `sso_region`, …; none to use a session that is there.
    pub keys: Vec<(&'static str, String)>,
}

impl Engine {
    /// The config file with the profile added, or changed.
    ///
    /// # Errors
    /// `invalid_argument` for a value that AWS would refuse, a profile that is linked, and a
    /// `credential_process` that no tool would ask; `profile_invalid` for a file that no tool can read.
    pub fn propose_profile(&self, setup: &ProfileSetup) -> Result<Proposal> {
        check(setup)?;
        let file = self.world().paths().aws_config;
        let before = aws_files::read(self.world(), &file)?.unwrap_or_default();
        check_profile(setup, &self.profiles()?)?;
        let mut document = Document::new(&before, FileKind::Config);
        if let Some(session) = &setup.sso_session {
            let name = SectionName::SsoSession(session.name.clone());
            set_all(&mut document, &name, &session.keys)?;
        }
        set_all(
            &mut document,
            &SectionName::profile(&setup.profile),
            &setup.keys,
        )?;
        Ok(Proposal {
            file,
            before,
            after: document.into_text(),
        })
    }
}

fn set_all(
    document: &mut Document,
    section: &SectionName,
    keys: &[(&'static str, String)],
) -> Result<()> {
    if !document.has_section(section) {
        document.add_section(section)?;
    }
    keys.iter()
        .try_for_each(|(key, value)| document.set(section, key, value))
}

fn check(setup: &ProfileSetup) -> Result<()> {
    let session = setup.sso_session.iter().flat_map(|session| &session.keys);
    for (key, value) in setup.keys.iter().chain(session) {
        let (fits, form) = match *key {
            "role_arn" => (is_role_arn(value), "arn:aws:iam::123456789012:role/NAME"),
            "mfa_serial" => (
                is_mfa_serial(value),
                "arn:aws:iam::123456789012:mfa/NAME, or the number on the device",
            ),
            "region" | "sso_region" => (is_region(value), "a region, such as eu-west-1"),
            "sso_account_id" => (
                value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit()),
                "twelve digits",
            ),
            "sso_start_url" => (
                value.starts_with("https://") || value.starts_with("http://127.0.0.1:"),
                "https://…/start",
            ),
            "source_profile" | "sso_session" => {
                (ProfileName::is_valid(value), "a name without blanks")
            }
            "duration_seconds" => (
                value
                    .parse()
                    .is_ok_and(|seconds: u32| (900..=43_200).contains(&seconds)),
                "900 to 43200",
            ),
            _ => (!value.trim().is_empty(), "a text that is not empty"),
        };
        if !fits {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{key} cannot be {value:?}"),
            )
            .with_hint(format!("it is {form}")));
        }
    }
    Ok(())
}

fn is_region(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.contains('-') && text.chars().all(fits)
}

/// What is there already must not make the new keys count for nothing.
fn check_profile(setup: &ProfileSetup, set: &ProfileSet) -> Result<()> {
    let profile = &setup.profile;
    if let Some(linked) = set.keyward_section(profile.as_str()) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{}: profile \"{profile}\" is linked", linked.location()),
        )
        .with_hint(format!(
            "`keyward unlink {profile}` first, then link it again"
        )));
    }
    let wants = |key: &str| setup.keys.iter().any(|(wanted, _)| *wanted == key);
    let role = set
        .profile(profile.as_str())
        .and_then(|own| own.get("role_arn"));
    match role.filter(|_| wants("credential_process")) {
        Some(role) => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{}: profile \"{profile}\" names a role, so no tool would ask its credential_process", role.location),
        )
        .with_hint("use another profile name, or take role_arn out")),
        None => Ok(()),
    }
}
