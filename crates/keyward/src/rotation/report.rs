//! What a rotation says of itself.

use keyward_core::{ProfileName, Timestamp};
use serde::Serialize;

/// Where a rotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RotationState {
    /// A new key is being made.
    Creating,
    /// The new key is there, and not known well enough yet.
    Proving,
    /// The new key is being put in place.
    Promoting,
    /// The old key is being put back in place.
    RollingBack,
    /// The new key is in place everywhere; the old one still works.
    Draining,
    /// The old key no longer works, and can be brought back.
    Inactive,
    /// One key, and nothing left to do.
    Done,
}

/// A place beside the vault, and which key it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TargetReport {
    /// As it was named; of a command the first word.
    pub target: String,
    /// The id of the key that keyward saw or put there last; where writing the new one failed, it may be
    /// there already.
    pub access_key_id: String,
}

/// How far a run brought a rotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RotationReport {
    /// Whose key.
    pub profile: ProfileName,
    /// Where it stands now.
    pub state: RotationState,
    /// The id of the key that programs get.
    pub access_key_id: String,
    /// The id of the other one, as long as there is one.
    pub other_access_key_id: Option<String>,
    /// Whether that other one was revoked: it never comes back.
    pub former_revoked: bool,
    /// When the next run can go on; none where nothing is left to do.
    pub next: Option<Timestamp>,
    /// Whether the former key comes back.
    pub going_back: bool,
    /// Places beside the vault that get the key.
    pub targets: Vec<TargetReport>,
    /// What a person should know: who still uses the old key, which key is nobody's.
    pub notes: Vec<String>,
}
