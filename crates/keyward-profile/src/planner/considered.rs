//! What was looked at on the way to a plan: `keyward explain` prints this.

use std::fmt;

use keyward_core::{Error, ErrorCode};
use serde::Serialize;

use crate::Location;

/// One source and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Considered {
    /// The source: a [`crate::Base::name`], `profile` or `assume_role`.
    pub source: &'static str,
    /// Whether it was taken.
    pub outcome: Outcome,
    /// Why, with the variable or profile it rests on; never a secret.
    pub reason: String,
    /// The line or variable that decided it.
    pub location: Option<Location>,
}

/// What came of looking at a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is part of the plan.
    Chosen,
    /// It has nothing to give here.
    SteppedAside,
}

impl fmt::Display for Considered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.source)?;
        if let Some(location @ Location::File { .. }) = &self.location {
            write!(f, "{location}: ")?;
        }
        f.write_str(&self.reason)
    }
}

/// The list while it grows.
#[derive(Default)]
pub(super) struct Notes(pub(super) Vec<Considered>);

impl Notes {
    pub(super) fn aside(
        &mut self,
        source: &'static str,
        location: Option<&Location>,
        reason: impl Into<String>,
    ) {
        self.push(source, Outcome::SteppedAside, location, reason.into());
    }

    pub(super) fn chosen(
        &mut self,
        source: &'static str,
        location: Option<&Location>,
        reason: impl Into<String>,
    ) {
        self.push(source, Outcome::Chosen, location, reason.into());
    }

    fn push(
        &mut self,
        source: &'static str,
        outcome: Outcome,
        location: Option<&Location>,
        reason: String,
    ) {
        self.0.push(Considered {
            source,
            outcome,
            reason,
            location: location.cloned(),
        });
    }
}

/// Nobody had credentials: names each source and why it stepped aside.
///
/// Also for the engine, when the last source of a plan (the metadata service) turns out not to be
/// there.
#[must_use]
pub fn no_credentials(considered: &[Considered]) -> Error {
    let reasons: Vec<_> = considered.iter().map(ToString::to_string).collect();
    Error::new(
        ErrorCode::NoCredentials,
        format!("no credentials found: {}", reasons.join("; ")),
    )
    .with_hint(
        "store a key with `keyward add default`, name a profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    )
}
