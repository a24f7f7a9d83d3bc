//! Regions that are none, missing, or read by some tools alone.

use keyward_profile::Location;

use super::{Scene, Severity, Sight, Trap, scene::variable};

const VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// Of files and variables: what cannot be a region's name.
pub(super) fn look(scene: &Scene, found: &mut Vec<Trap>) {
    for (profile, property) in scene.values("region") {
        let value = property.value.value.as_str().unwrap_or_default();
        let whose = format!("region of profile {}", profile.name());
        found.extend(judged(&whose, value, &property.value.location));
    }
    for name in VARIABLES {
        if let Some(value) = scene.var(name) {
            found.extend(judged(name, value, &variable(name)));
        }
    }
}

fn judged(whose: &str, value: &str, place: &Location) -> Option<Trap> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (what, remedy) = if let Some(region) = region_of_zone(value) {
        (
            "is an availability zone",
            format!("write the region: {region}"),
        )
    } else if !value.chars().all(fits) {
        (
            "is not the name of a region",
            "write it in small letters, as eu-central-1, without quotes".to_owned(),
        )
    } else {
        return None;
    };
    let message = format!("{whose}: {value:?} {what}");
    Some(Trap::new("region", Severity::Error, message, remedy).at(place))
}

/// `us-east-1` of `us-east-1a`.
fn region_of_zone(value: &str) -> Option<&str> {
    let region = value.strip_suffix(|c: char| c.is_ascii_lowercase())?;
    let (area, number) = region.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && area.contains('-')).then_some(region)
}

/// Of a plan: no region, or one that others do not see.
pub(super) fn look_at_plan(sight: &Sight<'_>, found: &mut Vec<Trap>) {
    let Some(plan) = sight.plan else { return };
    let var = |name| sight.scene.var(name);
    match (&plan.settings.region, var("AWS_REGION"), var("AWS_DEFAULT_REGION")) {
        (None, None, Some(default)) => found.push(
            Trap::new(
                "region",
                Severity::Warning,
                format!("AWS_DEFAULT_REGION ({default}) is read by the AWS CLI and boto3 alone; SDKs for JavaScript have no region"),
                format!("export AWS_REGION={default}"),
            )
            .at(&variable("AWS_DEFAULT_REGION")),
        ),
        (None, ..) => found.push(Trap::new(
            "region",
            Severity::Notice,
            "no region is set: a client of SDK for JavaScript v3 without one of its own stops with \"Region is missing\"",
            "export AWS_REGION=…, or `keyward setup PROFILE --region …`",
        )),
        (Some(_), Some(one), Some(other)) if one != other => found.push(
            Trap::new(
                "region",
                Severity::Notice,
                format!("AWS_REGION is {one} and AWS_DEFAULT_REGION {other}: the AWS CLI and boto3 take the latter"),
                "set one, or both to the same",
            )
            .at(&variable("AWS_DEFAULT_REGION")),
        ),
        _ => {}
    }
}
