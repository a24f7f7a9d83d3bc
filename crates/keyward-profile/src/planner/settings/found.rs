//! One setting: its variable, else the profile's key, and what it may say.

use std::{num::NonZeroU32, ops::RangeInclusive};

use keyward_core::{Error, ErrorCode, Result};

use crate::{
    Located, Location,
    planner::{PlanRequest, errors, view::View},
};

/// Looks settings up for one request.
pub(super) struct Finder<'a> {
    pub(super) request: &'a PlanRequest<'a>,
    pub(super) view: &'a View<'a>,
}

impl Finder<'_> {
    /// The first variable that is set, else the profile's key.
    pub(super) fn first(&self, variables: &[&str], key: &str) -> Option<Located<String>> {
        variables
            .iter()
            .find_map(|name| self.variable(name))
            .or_else(|| self.view.text(key).map(Located::into_owned))
    }

    pub(super) fn variable(&self, name: &str) -> Option<Located<String>> {
        Some(Located {
            value: (self.request.env)(name)?,
            location: Location::Variable {
                name: name.to_owned(),
            },
        })
    }

    /// `true` or `false`; false where nothing is said.
    pub(super) fn switch(&self, variable: &str, key: &str) -> Result<bool> {
        self.word(variable, key, &[("false", false), ("true", true)])
    }

    /// One of a few words, in any case; where nothing is said, what the first word means.
    pub(super) fn word<T: Copy>(
        &self,
        variable: &str,
        key: &str,
        words: &[(&str, T)],
    ) -> Result<T> {
        let Some(found) = self.first(&[variable], key) else {
            return Ok(words[0].1);
        };
        let meant = words
            .iter()
            .find(|(word, _)| found.value.eq_ignore_ascii_case(word));
        meant.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let hint = format!(
                "it is one of {}; the default is {}",
                known.join(", "),
                known[0]
            );
            self.wrong(key, &found).with_hint(hint)
        })
    }

    /// A whole number above zero.
    pub(super) fn count(&self, variable: &str, key: &str) -> Result<Option<u32>> {
        let Some(found) = self.first(&[variable], key) else {
            return Ok(None);
        };
        match found.value.parse::<NonZeroU32>() {
            Ok(count) => Ok(Some(count.get())),
            Err(_) => Err(self
                .wrong(key, &found)
                .with_hint("it is a whole number, 1 or more")),
        }
    }

    /// A number of seconds that the profile's key gives.
    pub(super) fn seconds(&self, key: &str, range: RangeInclusive<u32>) -> Result<Option<u32>> {
        let Some(found) = self.first(&[], key) else {
            return Ok(None);
        };
        let number = found.value.parse().ok();
        match number.filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(self.wrong(key, &found).with_hint(format!(
                "it is a number of seconds from {} to {}",
                range.start(),
                range.end()
            ))),
        }
    }

    fn wrong(&self, key: &str, found: &Located<String>) -> Error {
        if let Location::Variable { name } = &found.location {
            let message = format!("{name}: {:?} cannot be right", found.value);
            return Error::new(ErrorCode::InvalidArgument, message);
        }
        let what = format!("{key}: {:?} cannot be right", found.value);
        errors::invalid(&found.location, &self.view.name, &what)
    }
}
