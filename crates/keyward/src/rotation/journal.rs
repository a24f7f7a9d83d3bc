//! How far a rotation has come: what the entry keeps beside its keys. No secret.

use std::time::Duration;

use keyward_core::{Error, ErrorCode, ProfileName, Result, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    options::{DRAIN, HOLD},
    report::RotationState,
};

/// The journal of one rotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) stage: Stage,
    /// When the stage began, in seconds since 1970.
    since: i64,
    /// When the rotation began.
    started: i64,
    /// The IAM user that the keys belong to.
    pub(super) user: String,
    /// The user's ARN: what a new key has to prove to be.
    pub(super) arn: String,
    /// The ids of all keys that the user had before.
    pub(super) known: Vec<String>,
    /// Keys that came of creates whose answers were lost; deactivated, not deleted.
    #[serde(default)]
    pub(super) orphans: Vec<String>,
    /// The key that is to go, once it is known.
    #[serde(default)]
    pub(super) going_back: bool,
    /// Targets that hold the key that counts, by their texts.
    #[serde(default)]
    pub(super) written: Vec<String>,
    /// Seconds that the old key stays active, and then inactive.
    #[serde(default)]
    pub(super) drain: Option<u64>,
    #[serde(default)]
    pub(super) hold: Option<u64>,
    /// When the former key came into the vault: its age, should it come back.
    #[serde(default)]
    pub(super) former_added_at: Option<i64>,
}

/// What has been done; the next step is what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    /// `CreateAccessKey` is about to be sent, or was.
    Intent,
    /// The new key is sealed.
    Pending,
    /// AWS has known the new key for long enough.
    Proven,
    /// The new key is the entry's; targets are being written.
    Promoting,
    /// Everybody who asks gets the new key; the old one still works.
    Draining,
    /// AWS no longer takes the old key, which can be brought back.
    Inactive,
}

impl Journal {
    pub(super) fn begin(user: &str, arn: &str, known: Vec<String>, now: Timestamp) -> Self {
        Self {
            stage: Stage::Intent,
            since: now.unix(),
            started: now.unix(),
            user: user.to_owned(),
            arn: arn.to_owned(),
            known,
            orphans: Vec::new(),
            going_back: false,
            written: Vec::new(),
            drain: None,
            hold: None,
            former_added_at: None,
        }
    }

    /// How long the old key stays active beside the new one.
    pub(super) fn drain(&self) -> Duration {
        self.drain.map_or(DRAIN, Duration::from_secs)
    }

    /// When time allows the next step; none where nothing waits for it.
    pub(super) fn next(&self) -> Option<Timestamp> {
        match self.stage {
            Stage::Draining => Some(self.since() + self.drain()),
            Stage::Inactive => Some(self.since() + self.hold.map_or(HOLD, Duration::from_secs)),
            _ => None,
        }
    }

    /// The same journal, one stage on.
    pub(super) fn at(&self, stage: Stage, now: Timestamp) -> Self {
        Self {
            stage,
            since: now.unix(),
            ..self.clone()
        }
    }

    pub(super) fn since(&self) -> Timestamp {
        Timestamp::from_unix(self.since)
    }

    pub(super) fn started(&self) -> Timestamp {
        Timestamp::from_unix(self.started)
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).expect("text and numbers are always JSON")
    }

    /// # Errors
    /// `vault_newer_format`: a newer keyward wrote it.
    pub(super) fn parse(text: &str, profile: &ProfileName) -> Result<Self> {
        serde_json::from_str(text).map_err(|_| {
            Error::new(
                ErrorCode::VaultNewerFormat,
                format!("the rotation of {profile} was begun by a newer keyward"),
            )
            .with_hint("finish it with that version")
        })
    }
}

impl Stage {
    pub(super) fn state(self, going_back: bool) -> RotationState {
        match self {
            Self::Intent => RotationState::Creating,
            Self::Pending | Self::Proven | Self::Promoting if going_back => {
                RotationState::RollingBack
            }
            Self::Pending => RotationState::Proving,
            Self::Proven | Self::Promoting => RotationState::Promoting,
            Self::Draining => RotationState::Draining,
            Self::Inactive => RotationState::Inactive,
        }
    }
}
