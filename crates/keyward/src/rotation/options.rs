//! How to rotate.

use std::{fmt, sync::Arc, time::Duration};

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::clock::{RotationClock, SystemClock};
use crate::hand_over::SYNTHETIC_LIFETIME;

/// How a key is rotated. `RotateOptions::default()` is right for nearly everybody.
#[derive(Clone)]
pub struct RotateOptions {
    /// AWS has to take the new key for so long, again and again, before anybody gets it: IAM is
    /// eventually consistent. At least ten seconds.
    pub proof: Duration,
    /// How long the old key stays active beside the new one; at least as long as anybody may hold
    /// it (see [`crate::hand_over`]).
    pub drain: Duration,
    /// How long the old key stays, inactive, before it is deleted.
    pub hold: Duration,
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
            drain: SYNTHETIC_LIFETIME + Duration::from_secs(900),
            hold: Duration::from_secs(86_400),
            delete_orphans: false,
            despite_use: false,
            sign_with: None,
            clock: Arc::new(SystemClock),
        }
    }
}

impl RotateOptions {
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
