//! What the looks at a plan look at: the scene, the plan, and how running it went.

use keyward_core::{Error, Timestamp};
use keyward_profile::{Location, Plan};

use super::Scene;
use crate::{Probe, RulesComparison};

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
