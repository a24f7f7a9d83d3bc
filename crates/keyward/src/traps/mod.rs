//! Traps: mistakes in AWS's files and variables that a tool passes over, or answers with words about
//! something else. One file each, pure over what was seen, so that `keyward doctor` and
//! `keyward explain` tell the same.

mod chained_role;
mod clock;
mod duplicates;
mod empty_variable;
mod example_key;
mod expired;
mod file_mode;
mod half_key;
mod ignored;
mod malformed_arn;
mod mfa_serial;
mod missing_reference;
mod no_mfa;
mod other_tools;
mod partition;
mod plaintext_key;
mod quoted_key;
mod refused_role;
mod region;
mod scene;
mod shadowed_keys;
mod sight;
mod stray_token;
mod unreadable_file;

use std::collections::BTreeSet;

use keyward_profile::Location;
use serde::Serialize;

pub use clock::skew;
pub(crate) use malformed_arn::{is_mfa_serial, is_role_arn};
pub use scene::{Scene, SeenFile};
pub(crate) use sight::Sight;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// A risk, or something that works by luck.
    Warning,
    /// It does not work, or a secret lies open.
    Error,
}

/// Something that was found, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Trap {
    /// A stable name, such as `example_key`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence without the place; never a secret, key ids shortened.
    pub message: String,
    /// The line or variable.
    pub location: Option<Location>,
    /// What to do: a command where there is one.
    pub remedy: String,
}

impl Trap {
    /// A trap without a place.
    #[must_use]
    pub fn new(
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            location: None,
            remedy: remedy.into(),
        }
    }

    /// The same with its place.
    #[must_use]
    pub fn at(mut self, location: &Location) -> Self {
        self.location = Some(location.clone());
        self
    }
}

type Look = fn(&Scene, &mut Vec<Trap>);

const LOOKS: [Look; 16] = [
    unreadable_file::look,
    duplicates::look,
    ignored::look,
    example_key::look,
    quoted_key::look,
    half_key::look,
    stray_token::look,
    missing_reference::look,
    malformed_arn::look,
    mfa_serial::look,
    region::look,
    plaintext_key::look,
    file_mode::look,
    shadowed_keys::look,
    empty_variable::look,
    no_mfa::look,
];

type LookAtPlan = fn(&Sight<'_>, &mut Vec<Trap>);

const LOOKS_AT_PLAN: [LookAtPlan; 7] = [
    expired::look,
    clock::look,
    chained_role::look,
    refused_role::look,
    partition::look,
    region::look_at_plan,
    other_tools::look,
];

impl Scene {
    /// Every trap of files and variables, the worst first.
    #[must_use]
    pub fn traps(&self) -> Vec<Trap> {
        let mut found = Vec::new();
        for look in LOOKS {
            look(self, &mut found);
        }
        worst_first(found)
    }
}

impl Sight<'_> {
    /// Every trap that concerns a plan made from these profiles, the worst first.
    pub(crate) fn traps(&self, profiles: &BTreeSet<String>) -> Vec<Trap> {
        let mut found = self.scene.traps();
        found.retain(|trap| self.concerns(trap, profiles));
        for look in LOOKS_AT_PLAN {
            look(self, &mut found);
        }
        // These two say the same of this very plan, and better.
        let is_told = |trap: &Trap| ["mfa_serial", "refused_role"].contains(&trap.code);
        if found.iter().any(is_told) {
            found.retain(|trap| trap.code != "no_mfa");
        }
        worst_first(found)
    }
}

fn worst_first(mut traps: Vec<Trap>) -> Vec<Trap> {
    traps.sort_by_key(|trap| std::cmp::Reverse(trap.severity));
    traps
}

#[cfg(test)]
mod tests;
