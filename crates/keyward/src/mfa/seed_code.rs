//! Codes from seeds of the vault, each given out once.

use std::sync::Arc;

use keyward_core::{Error, ErrorCode, Result, Secret, Timestamp};
use keyward_vault::MfaSeed;

use super::{totp, used};
use crate::Engine;

/// Beyond this, AWS's clock and ours are not in the same windows.
const SKEW: i64 = 60;

/// A code that the vault made, given out once.
#[derive(Clone, Debug)]
pub struct MfaCode {
    /// The device.
    pub serial: String,
    /// Six digits.
    pub code: Secret,
    /// When AWS takes it: now, or in a moment where the code of this moment was given out already.
    pub from: Timestamp,
    /// When the next one comes.
    pub until: Timestamp,
}

/// A code for AWS, waited for where those up to now were given out. `skew` is by how many seconds AWS's
/// clock is ahead of ours, as far as that is known.
pub(super) async fn waited_for(engine: &Engine, mfa: &MfaSeed, skew: i64) -> Result<Secret> {
    let made = next(engine, mfa, skew).await?;
    let wait = made.from.remaining(engine.world().now());
    if !wait.is_zero() {
        let (ask, serial) = (Arc::clone(engine.person()), mfa.serial.clone());
        ask.mfa_wait(&serial, wait);
        tokio::time::sleep(wait).await;
    }
    Ok(made.code)
}

/// The next code that was not given out, with the instants between which AWS takes it.
///
/// # Errors
/// The vault's; the disk's.
pub(super) async fn next(engine: &Engine, mfa: &MfaSeed, skew: i64) -> Result<MfaCode> {
    let here = shifted(engine.world().now(), skew);
    let window = used::reserve(engine, &mfa.serial, here, skew.abs() < SKEW).await?;
    let mut made = code_of(&mfa.serial, &mfa.seed, window)?;
    made.from = shifted(made.from, -skew);
    made.until = shifted(made.until, -skew);
    Ok(made)
}

/// Two codes that follow each other, of a device that is being set up: this moment's and the next.
pub(super) async fn two_codes(
    engine: &Engine,
    serial: &str,
    seed: &Secret,
) -> Result<[MfaCode; 2]> {
    let here = engine.world().now();
    let windows = if engine.has_vault() {
        // Whatever was noted is of a former device of that name.
        let first = used::reserve(engine, serial, here, false).await?;
        [first, used::reserve(engine, serial, here, true).await?]
    } else {
        [totp::window(here), totp::window(here) + 1]
    };
    let [first, second] = windows.map(|window| code_of(serial, seed, window));
    Ok([first?, second?])
}

fn code_of(serial: &str, seed: &Secret, window: i64) -> Result<MfaCode> {
    let code = totp::code(seed, window).ok_or_else(|| {
        Error::new(
            ErrorCode::VaultDamaged,
            format!("the seed of {serial} is not Base32"),
        )
    })?;
    Ok(MfaCode {
        serial: serial.to_owned(),
        code,
        from: totp::start(window),
        until: totp::start(window + 1),
    })
}

fn shifted(at: Timestamp, by: i64) -> Timestamp {
    Timestamp::from_unix(at.unix() + by)
}
