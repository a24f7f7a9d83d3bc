//! Other tools that would decide otherwise here: the table of rules, applied.

use keyward_profile::{Base, Plan, Step};

use super::{Severity, Sight, Trap};
use crate::Verdict;

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let Some([own, others @ ..]) = sight.rules.map(|rules| rules.verdicts.as_slice()) else {
        return;
    };
    let told: Vec<String> = others
        .iter()
        .filter(|other| winner(other) != winner(own))
        .map(told)
        .collect();
    if !told.is_empty() {
        found.push(Trap::new(
            "other_tools",
            Severity::Notice,
            format!("not every tool decides as here: {}", told.join("; ")),
            "keyward explain --rules tells why; name the profile in the program where it matters",
        ));
    }
}

/// Region aside: a look of its own tells that.
fn winner(verdict: &Verdict) -> Option<(&Base, &[Step])> {
    let plan = verdict.plan.as_ref()?;
    Some((&plan.base, &plan.steps))
}

fn told(verdict: &Verdict) -> String {
    let tool = match verdict.rules {
        "cli" => "the AWS CLI and boto3",
        "js-v2" => "SDK for JavaScript v2",
        other => other,
    };
    match &verdict.plan {
        Some(plan) => format!("{tool} would use {}", what(plan)),
        None => format!("{tool} would find nothing"),
    }
}

fn what(plan: &Plan) -> String {
    let base = plan.base.name();
    match plan.steps.last() {
        Some(Step::AssumeRole(role)) => format!("{} by {base}", role.role_arn.value),
        Some(Step::GetSessionToken(_)) => format!("a session of {base}"),
        None => base.to_owned(),
    }
}
