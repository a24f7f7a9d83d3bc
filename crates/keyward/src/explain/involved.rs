//! The profiles that have a say in a request: the selected one, and those below it.

use std::collections::BTreeSet;

use keyward_profile::Plan;

use crate::{Request, traps::Scene};

/// Empty where the environment decides alone.
pub(super) fn profiles(scene: &Scene, request: &Request, plan: Option<&Plan>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut next = match plan {
        Some(plan) => plan.profile.as_ref().map(ToString::to_string),
        None => Some(selected(scene, request)),
    };
    while let Some(name) = next {
        next = scene
            .values("source_profile")
            .find(|(profile, _)| profile.name() == name)
            .and_then(|(_, property)| property.value.value.as_str())
            .map(str::to_owned)
            .filter(|below| !names.contains(below));
        names.insert(name);
    }
    names
}

fn selected(scene: &Scene, request: &Request) -> String {
    match &request.profile {
        Some(name) => name.to_string(),
        None => scene.var("AWS_PROFILE").unwrap_or("default").to_owned(),
    }
}
