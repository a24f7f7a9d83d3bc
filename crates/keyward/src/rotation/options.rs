//! How to rotate.

use std::{fmt, sync::Arc, time::Duration};

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::{
    clock::{RotationClock, SystemClock},
    journal::Journal,
    prove::ProofProgress,
    targets::RotationTarget,
};
use crate::mfa::MfaAnswers;

/// The longest that a program may hold the old key (`hand_over`), and a quarter of an hour.
pub(super) const DRAIN: Duration = Duration::from_secs(75 * 60);
/// Time to miss the old key.
pub(super) const HOLD: Duration = Duration::from_secs(86_400);
/// A longer time is a mistake.
const LONGEST: Duration = Duration::from_secs(365 * 86_400);

/// Who is told how far a proof has come.
pub type ProofWatch = Arc<dyn Fn(&ProofProgress) + Send + Sync>;

/// How a key is rotated. `RotateOptions::default()` is right for nearly everybody.
#[derive(Clone)]
pub struct RotateOptions {
    /// AWS has to take the new key for so long, again and again, before anybody gets it: IAM is
    /// eventually consistent. At least ten seconds.
    pub proof: Duration,
    /// How long the old key stays active beside the new one; 75 minutes where nobody says. Less than
    /// [`crate::hand_over`] lets programs keep a key for breaks those that do, and is refused but with
    /// `despite_use`. A rotation remembers it.
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
    /// Retire the old key though AWS reports that somebody still uses it, or though programs may still
    /// hold it.
    pub despite_use: bool,
    /// A command line that the new key has to pass too, with the key in its environment: it ends with 0.
    /// The vault's entry remembers it.
    pub prove_with: Option<String>,
    /// Ask for no such command any more.
    pub forget_proof: bool,
    /// Told of each question while a key proves itself.
    pub watch: Option<ProofWatch>,
    /// Refuse a key of any other account.
    pub account_id: Option<String>,
    /// Sign the calls to IAM as this profile, instead of with the key itself.
    pub sign_with: Option<ProfileName>,
    /// Codes of the MFA device of whoever signs, where a policy asks for MFA.
    pub mfa: MfaAnswers,
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
            prove_with: None,
            forget_proof: false,
            watch: None,
            account_id: None,
            sign_with: None,
            mfa: MfaAnswers::default(),
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

    /// `held`: how long a program may hold the old key.
    ///
    /// # Errors
    /// `invalid_argument`: it would stop working before.
    pub(super) fn check_drain(&self, held: Duration) -> Result<()> {
        if self.despite_use || self.drain.is_none_or(|drain| drain >= held) {
            return Ok(());
        }
        let seconds = held.as_secs();
        let (time, flag) = match seconds % 60 {
            0 => (
                format!("{} minutes", seconds / 60),
                format!("{}m", seconds / 60),
            ),
            _ => (format!("{seconds} seconds"), format!("{seconds}s")),
        };
        Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("programs may hold the old key for {time}, and it would stop working before"),
        )
        .with_hint(format!(
            "let it drain for as long (`--drain {flag}`); where no program holds it, add --despite-use"
        )))
    }

    /// # Errors
    /// `invalid_argument`: a time that cannot be meant.
    pub(super) fn check(&self) -> Result<()> {
        let invalid = |message: String| Error::new(ErrorCode::InvalidArgument, message);
        if self.proof < Duration::from_secs(10) {
            let message = "a new key has to prove itself for at least 10 seconds".to_owned();
            return Err(invalid(message).with_hint("AWS needs as long to tell all its servers"));
        }
        let times = [self.drain, self.hold].into_iter().flatten();
        if times.max() > Some(LONGEST) {
            let message = "an old key stays for a year at most".to_owned();
            return Err(invalid(message).with_hint("days, not years: 24h, 7d, 30d"));
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
