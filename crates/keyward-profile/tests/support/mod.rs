//! A planner's world in a few words.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses a part of this"
)]

use std::{collections::BTreeMap, path::Path};

use keyward_core::{Error, ProfileName};
use keyward_profile::{PlanRequest, Planned, ProfileSet, Rules, SourceText, plan};

/// Files, variables and vault entries.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    pub(crate) config: String,
    pub(crate) credentials: String,
    pub(crate) env: BTreeMap<String, String>,
    pub(crate) vault: Vec<String>,
    pub(crate) rules: Rules,
}

impl Setup {
    pub(crate) fn config(text: &str) -> Self {
        Self {
            config: text.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn credentials(mut self, text: &str) -> Self {
        self.credentials = text.to_owned();
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn vault(mut self, entry: &str) -> Self {
        self.vault.push(entry.to_owned());
        self
    }

    pub(crate) fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    pub(crate) fn set(&self) -> Result<ProfileSet, Error> {
        ProfileSet::parse(
            Some(SourceText::new(Path::new("/config"), &self.config)),
            Some(SourceText::new(
                Path::new("/credentials"),
                &self.credentials,
            )),
        )
    }

    /// The plan for a profile that the program names, or for none.
    pub(crate) fn plan(&self, profile: Option<&str>) -> Result<Planned, Error> {
        let set = self.set()?;
        let profile: Option<ProfileName> = profile.map(str::parse).transpose()?;
        plan(
            &PlanRequest {
                profile: profile.as_ref(),
                env: &|name| self.env.get(name).filter(|v| !v.is_empty()).cloned(),
                rules: self.rules,
                vault: &|name| Ok(self.vault.iter().any(|entry| entry == name.as_str())),
                own_program: &|program| program.ends_with("/keyward"),
            },
            &set,
        )
    }

    pub(crate) fn fails(&self, profile: Option<&str>) -> Error {
        match self.plan(profile) {
            Ok(planned) => panic!("planned {planned:?}"),
            Err(error) => error,
        }
    }

    pub(crate) fn plans(&self, profile: Option<&str>) -> Planned {
        self.plan(profile).unwrap_or_else(|error| panic!("{error}"))
    }
}
