//! Which code of a device was given out last: none is sent twice, whichever process sends it.

use std::time::Duration;

use keyward_core::{Result, Timestamp};

use super::totp;
use crate::{Engine, sealed_file::SealedFile};

const PATIENCE: Duration = Duration::from_secs(5);

/// So many windows ahead codes are promised. A note that is further ahead was written by a clock that
/// has been set back since.
const AHEAD: i64 = 2;

/// The window whose code the caller may use, and nobody else: that of `at`, or the next one that is free.
/// `trusts` is whether the notes are by the same clock as `at`.
///
/// # Errors
/// The vault's; the disk's.
pub(super) async fn reserve(
    engine: &Engine,
    serial: &str,
    at: Timestamp,
    trusts: bool,
) -> Result<i64> {
    let note = SealedFile::of(engine, format!("mfa window {serial}"), "window").await?;
    let _turn = note.lock("taking", PATIENCE).await?;
    let last = read(&note).filter(|_| trusts);
    let window = after(last, totp::window(at));
    note.write(window.to_string().as_bytes())?;
    Ok(window)
}

fn read(note: &SealedFile) -> Option<i64> {
    std::str::from_utf8(&note.read()?).ok()?.parse().ok()
}

fn after(last: Option<i64>, here: i64) -> i64 {
    match last {
        Some(last) if (here..here + AHEAD).contains(&last) => last + 1,
        _ => here,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_used_window_leads_to_the_next_one() {
        for (last, window) in [
            (None, 100),
            (Some(99), 100),
            (Some(100), 101),
            (Some(101), 102),
            (Some(102), 100),
            (Some(5_000), 100),
        ] {
            assert_eq!(after(last, 100), window, "{last:?}");
        }
    }
}
