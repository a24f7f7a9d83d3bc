//! How to rotate.

use std::{fmt, sync::Arc, time::Duration};

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::{
    clock::{RotationClock, SystemClock},
    journal::Journal,
    targets::RotationTarget,
};

/// The longest that a program may hold the old key (`hand_over`), and a quarter of an hour.
pub(super) const DRAIN: Duration = Duration::from_secs(75 * 60);
/// Time to miss the old key.
pub(super) const HOLD: Duration = Duration::from_secs(86_400);

/// How a key is rotated. `RotateOptions::default()` is right for nearly everybody.
#[derive(Clone)]
pub struct RotateOptions {
    /// AWS has to take the new key for so long, again and again, before anybody gets it: IAM is
    /// eventually consistent. At least ten seconds.
    pub proof: Duration,
    /// How long the old key stays active beside the new one; 75 minutes where nobody says. Less than
    /// the hour for which [`crate::hand_over`] lets programs keep a key breaks those that do. A
    /// rotation remembers it.
    pub drain: Option<Duration>,
    /// How long the old key stays, inactive, before it is deleted; a day where nobody says. A rotation
    /// remembers it.
    pub hold: Option<Duration>,
    /// Further places that hold the key and get the new one; the vault's entry remembers them.
    pub targets: Vec<RotationTarget>,
    /// Places to be written no more.
    pub forget_targets: Vec<RotationTarget>,
    /// Delete keys that came of creates whose answers were lost; else they are only deactivated.
    pub delete_orphans: bool,
    /// Retire the old key though AWS reports that somebody still uses it.
    pub despite_use: bool,
    /// Sign the calls to IAM as this profile, instead of with the key itself.
    pub sign_with: Option<ProfileName>,
    /// What time it is.
    pub clock: Arc<dyn RotationClock>,
}

impl Default for RotateOptions {
    fn default() -> Self {
        Self {
            proof: Duration::from_secs(10),
            drain: None,
            hold: None,
            targets: Vec::new(),
            forget_targets: Vec::new(),
            delete_orphans: false,
            despite_use: false,
            sign_with: None,
            clock: Arc::new(SystemClock),
        }
    }
}

impl RotateOptions {
    /// The times that were named become the rotation's own.
    pub(super) fn times_into(&self, journal: &mut Journal) {
        let seconds = |time: Option<Duration>| time.map(|time| time.as_secs());
        journal.drain = seconds(self.drain).or(journal.drain);
        journal.hold = seconds(self.hold).or(journal.hold);
    }

    /// # Errors
    /// `invalid_argument`: a time that could break a program.
    pub(super) fn check(&self) -> Result<()> {
        if self.proof < Duration::from_secs(10) {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                "a new key has to prove itself for at least 10 seconds",
            )
            .with_hint("AWS needs as long to tell all its servers"));
        }
        Ok(())
    }
}

impl fmt::Debug for RotateOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RotateOptions")
            .field("proof", &self.proof)
            .field("drain", &self.drain)
            .field("hold", &self.hold)
            .finish_non_exhaustive()
    }
}
