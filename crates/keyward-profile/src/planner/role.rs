//! `role_arn` of a profile: whose credentials assume the role, and with which parameters.

use std::str::FromStr;

use keyward_core::{Error, ProfileName, Result};

use super::{errors, mfa, rules::CredentialSource, view::View};
use crate::{AssumeRole, Located, Location};

pub(super) const ARN_HINT: &str =
    "the ARN of a role looks like arn:aws:iam::123456789012:role/NAME";

/// What `source_profile` or `credential_source` name.
pub(super) enum RoleSource<'a> {
    Profile(Located<&'a str>),
    Named(Located<&'a str>),
}

/// Whose credentials assume the role; none where the profile does not say.
pub(super) fn source<'a>(
    view: &View<'a>,
    known: CredentialSource,
) -> Result<Option<RoleSource<'a>>> {
    let named = view.text("credential_source");
    let named = named.filter(|_| known != CredentialSource::Unknown);
    match (view.text("source_profile"), named) {
        (Some(profile), Some(_)) => Err(errors::invalid(
            &profile.location,
            &view.name,
            "both source_profile and credential_source are set",
        )
        .with_hint("keep the one whose credentials may assume the role")),
        (Some(profile), None) => Ok(Some(RoleSource::Profile(profile))),
        (None, Some(named)) => Ok(Some(RoleSource::Named(named))),
        (None, None) => Ok(None),
    }
}

/// The step for the role that this profile names.
pub(super) fn step(view: &View<'_>, role_arn: Located<&str>) -> Result<AssumeRole> {
    check_arn(&role_arn.location, &view.name, role_arn.value)?;
    Ok(AssumeRole {
        session_name: view.string("role_session_name"),
        external_id: view.string("external_id"),
        duration_seconds: duration(view)?,
        source_identity: view.string("source_identity"),
        tags: tags(view)?,
        transitive_tag_keys: list(view, "transitive_session_tags"),
        policy: view.string("session_policy"),
        policy_arns: list(view, "session_policy_arns"),
        mfa_serial: view.string("mfa_serial"),
        mfa_process: mfa::process(view),
        region: view.string("region"),
        profile: Some(view.name.clone()),
        role_arn: role_arn.into_owned(),
    })
}

/// Refuses what cannot be the ARN of a role.
pub(super) fn check_arn(location: &Location, profile: &ProfileName, arn: &str) -> Result<()> {
    if is_role_arn(arn) {
        return Ok(());
    }
    let what = format!("role_arn: {arn:?} is not the ARN of a role");
    Err(errors::invalid(location, profile, &what).with_hint(ARN_HINT))
}

/// `arn:PARTITION:iam::ACCOUNT:role/NAME`. How many digits an account has is left to AWS: the
/// public vectors use nine.
pub(super) fn is_role_arn(arn: &str) -> bool {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    let ["arn", partition, "iam", "", account, resource] = parts[..] else {
        return false;
    };
    let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    partition.starts_with("aws")
        && partition.chars().all(is_word)
        && !account.is_empty()
        && account.chars().all(|c| c.is_ascii_digit())
        && resource
            .strip_prefix("role/")
            .is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

/// Within what AWS STS API Reference, "AssumeRole", allows.
fn duration(view: &View<'_>) -> Result<Option<u32>> {
    let Some(found) = view.text("duration_seconds") else {
        return Ok(None);
    };
    match u32::from_str(found.value) {
        Ok(seconds @ 900..=43_200) => Ok(Some(seconds)),
        _ => Err(bad_value(view, "duration_seconds", &found)
            .with_hint("it is a number of seconds from 900 to 43200")),
    }
}

fn tags(view: &View<'_>) -> Result<Vec<(String, String)>> {
    let Some(found) = view.text("session_tags") else {
        return Ok(Vec::new());
    };
    items(found.value)
        .map(|item| match item.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                Ok((key.trim().to_owned(), value.trim().to_owned()))
            }
            _ => Err(bad_value(view, "session_tags", &found)
                .with_hint("write `session_tags = key=value, key=value`")),
        })
        .collect()
}

fn list(view: &View<'_>, key: &str) -> Vec<String> {
    view.text(key)
        .map(|found| items(found.value).map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Parts between commas or on lines of their own.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn bad_value(view: &View<'_>, key: &str, found: &Located<&str>) -> Error {
    let what = format!("{key}: {:?} cannot be right", found.value);
    errors::invalid(&found.location, &view.name, &what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_of_a_role_is_told_from_others() {
        for good in [
            "arn:aws:iam::123456789012:role/R",
            "arn:aws-us-gov:iam::123456789012:role/path/to/R",
        ] {
            assert!(is_role_arn(good), "{good}");
        }
        for bad in [
            "",
            "arn:foo",
            "R",
            "arn:aws:iam::123456789012:user/U",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam:eu-west-1:123456789012:role/R",
            "arn:aws:sts::123456789012:assumed-role/R/s",
            "arn:aws:iam::12345678901x:role/R",
            "arn:aws:iam::123456789012:role/R R",
        ] {
            assert!(!is_role_arn(bad), "{bad}");
        }
    }
}
