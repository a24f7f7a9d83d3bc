//! `role_arn` and `mfa_serial` that AWS would refuse by their form.

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (key, fits, form) in [
        (
            "role_arn",
            is_role_arn as fn(&str) -> bool,
            "arn:aws:iam::123456789012:role/NAME",
        ),
        (
            "mfa_serial",
            is_mfa_serial,
            "arn:aws:iam::123456789012:mfa/NAME, or the number on the device",
        ),
    ] {
        for (profile, property) in scene.values(key) {
            let value = property.value.value.as_str().unwrap_or_default();
            if fits(value) {
                continue;
            }
            let trap = Trap::new(
                "malformed_arn",
                Severity::Error,
                format!(
                    "{key} of profile {} cannot be right: {value:?}",
                    profile.name()
                ),
                format!(
                    "write it as {form}; `keyward setup {} --repair` mends blanks and quotes",
                    profile.name()
                ),
            );
            found.push(trap.at(&property.value.location));
        }
    }
}

/// `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME` (AWS IAM User Guide, "IAM identifiers").
#[must_use]
pub(crate) fn is_role_arn(text: &str) -> bool {
    iam_resource(text).is_some_and(|resource| {
        resource
            .strip_prefix("role/")
            .is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
    })
}

/// The ARN of a virtual or hardware device, or a hardware device's number (AWS STS API Reference,
/// "AssumeRole": 9 to 256 characters of `[\w+=/:,.@-]`).
#[must_use]
pub(crate) fn is_mfa_serial(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_+=/:,.@-".contains(c);
    if !(9..=256).contains(&text.len()) || !text.chars().all(fits) {
        return false;
    }
    if !text.starts_with("arn") {
        return true;
    }
    iam_resource(text).is_some_and(|resource| {
        ["mfa/", "u2f/", "sms-mfa/"].iter().any(|kind| {
            resource
                .strip_prefix(kind)
                .is_some_and(|name| !name.is_empty())
        })
    })
}

fn iam_resource(arn: &str) -> Option<&str> {
    let mut parts = arn.splitn(6, ':');
    let is_arn = parts.next() == Some("arn");
    let partition = parts.next()?;
    let is_iam = parts.next() == Some("iam") && parts.next() == Some("");
    let account = parts.next()?;
    let resource = parts.next()?;
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |c: char| c.is_ascii_graphic() && !"\"'".contains(c);
    (is_arn && is_iam && is_account && partition.starts_with("aws") && resource.chars().all(fits))
        .then_some(resource)
}
