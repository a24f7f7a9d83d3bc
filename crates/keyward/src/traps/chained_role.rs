//! `duration_seconds` above an hour for a role that is assumed with a role's credentials: role chaining
//! lasts an hour at most (IAM User Guide, "Methods to assume a role").

use keyward_profile::{AssumeRole, Base, Location, Plan, Step};

use super::{Severity, Sight, Trap};

const LIMIT: u32 = 3600;

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let Some(plan) = sight.plan else { return };
    for (at, step) in plan.steps.iter().enumerate() {
        if let Step::AssumeRole(role) = step
            && let Some(seconds) = role.duration_seconds.filter(|seconds| *seconds > LIMIT)
            && (is_chained(plan, at) || says_so(sight))
        {
            found.push(trap(role, seconds).at(&place(sight, role)));
        }
    }
}

/// Whether what stands below a step is certain to be a role's session.
fn is_chained(plan: &Plan, at: usize) -> bool {
    let is_role = |step: &Step| matches!(step, Step::AssumeRole(_));
    plan.steps[..at].iter().any(is_role)
        || matches!(
            plan.base,
            Base::WebIdentity { .. }
                | Base::GithubActions(_)
                | Base::Saml(_)
                | Base::RolesAnywhere(_)
                | Base::CognitoIdentity(_)
                | Base::Sso { .. }
                | Base::Container { .. }
                | Base::Imds { .. }
        )
}

/// A session in the environment may be a role's too: only AWS knows.
fn says_so(sight: &Sight<'_>) -> bool {
    let says = |error: &keyward_core::Error| error.message().contains("role chaining");
    sight.error.is_some_and(says)
}

fn place(sight: &Sight<'_>, role: &AssumeRole) -> Location {
    let named = role.profile.as_ref();
    named
        .and_then(|profile| sight.place_of(profile.as_str(), "duration_seconds"))
        .unwrap_or_else(|| role.role_arn.location.clone())
}

fn trap(role: &AssumeRole, seconds: u32) -> Trap {
    Trap::new(
        "chained_role",
        Severity::Error,
        format!(
            "{} is to last {seconds} s, but a role that is assumed with a role's credentials lasts an hour at most",
            role.role_arn.value
        ),
        "set duration_seconds (DurationSeconds in a program) to 3600 or leave it out; keyward renews the session",
    )
}
