//! What the looks at a plan look at: the scene, the plan, and how running it went.

use std::collections::BTreeSet;

use keyward_core::{Error, Timestamp};
use keyward_profile::{Base, Location, Plan};

use super::{Scene, Severity, Trap, scene::variable};
use crate::{Probe, RulesComparison};

const KEYS: [&str; 3] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
];

pub(crate) struct Sight<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) plan: Option<&'a Plan>,
    /// Why there are no credentials, or none that AWS accepts.
    pub(crate) error: Option<&'a Error>,
    pub(crate) probe: Option<&'a Probe>,
    /// What other tools would decide.
    pub(crate) rules: Option<&'a RulesComparison>,
    pub(crate) now: Timestamp,
}

impl Sight<'_> {
    /// Whether a trap concerns a plan of these profiles: keys in the environment that are not used do not,
    /// nor do the sections of other profiles.
    pub(super) fn concerns(&self, trap: &Trap, profiles: &BTreeSet<String>) -> bool {
        let is_of_key = |place: &Location| KEYS.iter().any(|name| variable(name) == *place);
        if !trap.location.as_ref().is_some_and(is_of_key) {
            return self.scene.concerns(trap, profiles);
        }
        match self.plan {
            Some(plan) => matches!(plan.base, Base::Environment { .. }),
            None => trap.severity == Severity::Error,
        }
    }

    /// Where a key of a profile stands.
    pub(super) fn place_of(&self, profile: &str, key: &str) -> Option<Location> {
        let mut values = self.scene.values(key);
        let (_, property) = values.find(|(section, _)| section.name() == profile)?;
        Some(property.value.location.clone())
    }

    pub(super) fn aws_code(&self) -> Option<&str> {
        self.error.and_then(Error::aws_code)
    }
}
