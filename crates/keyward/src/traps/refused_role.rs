//! AWS refused a role, and the profile names no MFA device: the trust policy may want one.

use keyward_core::Error;
use keyward_profile::Step;

use super::{Severity, Sight, Trap};

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    if sight.aws_code() != Some("AccessDenied") {
        return;
    }
    // The step that was refused is the one that the message names.
    let message = sight.error.map(Error::message).unwrap_or_default();
    let steps = sight.plan.map(|plan| plan.steps.as_slice());
    let refused = steps
        .unwrap_or_default()
        .iter()
        .find_map(|step| match step {
            Step::AssumeRole(role) if message.contains(&role.role_arn.value) => Some(role),
            _ => None,
        });
    let Some(role) = refused.filter(|role| role.mfa_serial.is_none()) else {
        return;
    };
    let profile = role
        .profile
        .as_ref()
        .map_or("PROFILE", |name| name.as_str());
    let caller = sight.probe.and_then(|probe| probe.caller.as_ref().ok());
    let by = caller.map_or(String::new(), |caller| format!(" to {}", caller.arn));
    let trap = Trap::new(
        "refused_role",
        Severity::Notice,
        format!(
            "{} is refused{by}; its trust policy may want MFA, and no mfa_serial is set",
            role.role_arn.value
        ),
        format!(
            "if it does: keyward setup {profile} --mfa-serial ARN; else let the trust policy name the caller"
        ),
    );
    found.push(trap.at(&role.role_arn.location));
}
