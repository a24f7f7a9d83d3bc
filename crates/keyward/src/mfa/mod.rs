//! Codes of MFA devices: whom to ask, what to do when AWS refuses one, and one session for all who
//! stand above the same device.
//!
//! The vault may have the seed of a device and make its codes ([`seed`], [`seed_code`]), and a device may be
//! set up ([`enroll`]) and taken away ([`remove`]).
//!
//! A `GetSessionToken` session with a code carries the proof into every role above it, so a plan over a
//! long-lived key begins with one ([`share`]), sealed on disk ([`session`]). A role that wants the
//! code itself (`aws:MultiFactorAuthAge`), or stands on credentials that can have no such session, is
//! assumed with the code.

mod answers;
mod clock;
mod code;
mod command;
mod enroll;
mod half_made;
mod known;
mod new_device;
mod profile_edit;
mod proof;
mod prove;
mod refusal;
mod remove;
mod seed;
mod seed_code;
mod session;
mod share;
#[cfg(test)]
mod tests;
mod totp;
mod used;
mod user;

pub(crate) use answers::Answers;
pub use answers::{CodeFuture, MfaAnswers, MfaProvider, MfaQuestion};
pub(crate) use code::codes_from;
pub use command::is_code as is_mfa_code;
pub use enroll::Enrollment;
pub use known::KnownMfaDevice;
pub use new_device::NewMfaDevice;
pub(crate) use proof::Proof;
pub(crate) use refusal::{is_about_mfa, is_denied, is_of_a_person};
pub use seed_code::MfaCode;
pub(crate) use session::{discard, forget, session};
pub(crate) use share::share;

use keyward_core::{Credentials, Timestamp};
use keyward_profile::Step;

/// What `GetSessionToken` gives where nothing is asked for (AWS STS API Reference).
const USUAL_LIFE: i64 = 43_200;

/// A refusal of a session that was proved just now is not for the age of its proof.
const JUST_NOW: i64 = 60;

/// Whether the session of `step` was proved so long ago that a role may want a newer proof.
pub(crate) fn may_be_too_old(step: &Step, session: &Credentials, now: Timestamp) -> bool {
    let asked = match step {
        Step::GetSessionToken(session) => session.duration_seconds.map(i64::from),
        Step::AssumeRole(_) => None,
    };
    let left = session.expiration.map(|end| end.unix() - now.unix());
    left.is_none_or(|left| asked.unwrap_or(USUAL_LIFE) - left > JUST_NOW)
}
