//! `mfa_serial` in the source profile: every tool reads it beside `role_arn` alone (botocore
//! `AssumeRoleProvider`; `@aws-sdk/credential-provider-ini` `resolveAssumeRoleCredentials`).

use super::{Scene, Severity, Trap};

pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    let has = |name: &str, key: &'static str| {
        let mut values = scene.values(key);
        values.any(|(profile, _)| profile.name() == name)
    };
    for (profile, source) in scene.values("source_profile") {
        let name = profile.name();
        let below = source.value.value.as_str().unwrap_or_default();
        let is_misplaced = has(below, "mfa_serial") && !has(below, "role_arn");
        if below == name || !is_misplaced || has(name, "mfa_serial") || !has(name, "role_arn") {
            continue;
        }
        let trap = Trap::new(
            "mfa_serial",
            Severity::Warning,
            format!(
                "profile {name} has no mfa_serial: the one of its source profile {below} does not count for the role"
            ),
            format!("keyward setup {name} --mfa-serial ARN"),
        );
        found.push(trap.at(&source.value.location));
    }
}
