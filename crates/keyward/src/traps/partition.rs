//! A role of one partition of AWS, and a region of another: they know nothing of each other.

use keyward_profile::Step;

use super::{Severity, Sight, Trap};

/// What regions start with (AWS General Reference, "AWS service endpoints"; botocore
/// `partitions.json`), the longer first.
const PARTITIONS: [(&str, &str); 7] = [
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("us-iso-", "aws-iso"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
];

pub(super) fn look(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let Some(plan) = sight.plan else { return };
    for step in &plan.steps {
        let Step::AssumeRole(role) = step else {
            continue;
        };
        let own = plan.settings.region.as_ref();
        let region = role.region.as_deref();
        let Some(region) = region.or(own.map(|found| found.value.as_str())) else {
            continue;
        };
        let of_role = role.role_arn.value.split(':').nth(1).unwrap_or_default();
        let of_region = of(region);
        if of_role == of_region {
            continue;
        }
        let trap = Trap::new(
            "partition",
            Severity::Error,
            format!("the role is in the partition {of_role}, the region {region} in {of_region}"),
            format!("set a region of {of_role}, or correct the role's ARN"),
        );
        found.push(trap.at(&role.role_arn.location));
    }
}

fn of(region: &str) -> &'static str {
    let row = PARTITIONS
        .iter()
        .find(|(prefix, _)| region.starts_with(prefix));
    row.map_or("aws", |(_, name)| name)
}
