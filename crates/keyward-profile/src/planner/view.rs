//! A profile as keyward sees it: the files' section with `[keyward NAME]` laid over it.

use keyward_core::{ProfileName, Result, Secret};

use super::{PlanRequest, errors};
use crate::{Located, Location, ProfileSet, Section, SensitiveCommand, set::is_sensitive};

/// One profile, ready to be asked for its keys. An empty value counts as absent.
pub(super) struct View<'a> {
    pub(super) name: ProfileName,
    own: Option<&'a Section>,
    linked: Option<&'a Section>,
}

impl<'a> View<'a> {
    pub(super) fn new(set: &'a ProfileSet, name: &ProfileName) -> Self {
        Self {
            own: set.profile(name.as_str()),
            linked: set.keyward_section(name.as_str()),
            name: name.clone(),
        }
    }

    /// Whether a file defines it.
    pub(super) fn exists(&self) -> bool {
        self.own.is_some() || self.linked.is_some()
    }

    /// Whether `keyward link` made a section for it.
    pub(super) fn is_linked(&self) -> bool {
        self.linked.is_some()
    }

    /// The first header that names it.
    pub(super) fn location(&self) -> Option<&'a Location> {
        self.own.or(self.linked).map(Section::location)
    }

    fn value(&self, key: &str) -> Option<&'a Located<crate::Value>> {
        let found = |section: &'a Section| section.get(key).filter(|it| !it.value.is_empty());
        self.linked
            .and_then(found)
            .or_else(|| self.own.and_then(found))
    }

    /// Refuses a profile in which indentation has made a line with a secret part of another value.
    pub(super) fn check(&self) -> Result<()> {
        let all = [self.own, self.linked].into_iter().flatten();
        for (key, property) in all.flat_map(Section::properties) {
            let found = &property.value;
            if found.value.as_str().is_none() && !is_sensitive(key) {
                return Err(errors::swallowed(&self.name, &found.location, key));
            }
        }
        Ok(())
    }

    /// A value that may be shown.
    pub(super) fn text(&self, key: &str) -> Option<Located<&'a str>> {
        let found = self.value(key)?;
        Some(Located {
            value: found.value.as_str()?,
            location: found.location.clone(),
        })
    }

    /// The same, without its place.
    pub(super) fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(|found| found.value.to_owned())
    }

    /// A value that may not be shown.
    pub(super) fn secret(&self, key: &str) -> Option<Located<Secret>> {
        self.value(key).map(|found| Located {
            value: found.value.to_secret(),
            location: found.location.clone(),
        })
    }

    /// Where a key stands.
    pub(super) fn location_of(&self, key: &str) -> Option<&'a Location> {
        self.value(key).map(|found| &found.location)
    }

    /// `credential_process`, without the pointer that `link` leaves for other tools.
    pub(super) fn process(
        &self,
        request: &PlanRequest<'_>,
    ) -> Result<Option<Located<SensitiveCommand>>> {
        let Some(found) = self.secret("credential_process") else {
            return Ok(None);
        };
        let command = Located {
            value: SensitiveCommand::from_secret(found.value),
            location: found.location,
        };
        if !(request.own_program)(command.value.program()) {
            return Ok(Some(command));
        }
        if self.is_linked() {
            return Ok(None);
        }
        Err(errors::recursive_process(&self.name, &command.location))
    }
}

impl Located<&str> {
    /// The same, owned.
    pub(super) fn into_owned(self) -> Located<String> {
        Located {
            value: self.value.to_owned(),
            location: self.location,
        }
    }
}
