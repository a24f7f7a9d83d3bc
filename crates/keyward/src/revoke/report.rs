//! What a revocation says of itself.

use keyward_core::{Error, ProfileName, Timestamp};

/// One thing that has to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationWhat {
    /// Sessions that keyward keeps sealed on this machine, for these profiles.
    Sessions(Vec<ProfileName>),
    /// The policy that denies older sessions, on the user of this name.
    UserPolicy(String),
    /// The same on the role of this name.
    RolePolicy(String),
    /// The access key of this id.
    Key(String),
}

/// What became of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum RevocationOutcome {
    /// It is done.
    Done,
    /// AWS does not know what it is about any more.
    Gone,
    /// It was tried and refused.
    Refused(Error),
    /// It was not tried: it would have kept what failed before it from ever being done.
    NotTried,
}

/// One thing and what became of it.
#[derive(Debug)]
pub struct RevocationPart {
    /// What.
    pub what: RevocationWhat,
    /// How it went.
    pub outcome: RevocationOutcome,
}

impl RevocationPart {
    /// Whether nothing of it is left to do.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(
            self.outcome,
            RevocationOutcome::Done | RevocationOutcome::Gone
        )
    }
}

/// What was done and what was not.
#[derive(Debug)]
pub struct RevocationReport {
    /// Whose.
    pub profile: ProfileName,
    /// The user or the role.
    pub arn: String,
    /// Sessions of before are denied; none where no policy was written.
    pub cutoff: Option<Timestamp>,
    /// In the order in which it was done.
    pub parts: Vec<RevocationPart>,
    /// Roles whose sessions live on, with a profile that stands for each.
    pub roles_alive: Vec<(String, ProfileName)>,
    /// Other keys of the user that work, as far as IAM told.
    pub other_keys: Vec<String>,
}

impl RevocationReport {
    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.parts.iter().all(RevocationPart::is_done)
    }
}
