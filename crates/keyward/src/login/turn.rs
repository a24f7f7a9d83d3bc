//! One at a time: who comes second waits, and takes what the first one brought, a refusal too.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use keyward_core::{
    Error, ErrorCode, Result,
    disk::{Disk, LockGuard},
};
use serde_json::json;

use super::LoginPerson;
use crate::sources::{token_document::Document, token_place::TokenPlace};

const LOCK: &str = "signing-in";
const REFUSAL: &str = "refused";

/// Holds the right to ask a person. Ends when it is dropped, or with the process.
pub(super) struct Turn<'a> {
    place: &'a TokenPlace,
    disk: &'a Disk,
    _lock: LockGuard,
    /// Another process has signed in while this one waited.
    pub(super) others: bool,
}

impl<'a> Turn<'a> {
    /// # Errors
    /// `timeout` where the other one takes too long; the other one's refusal.
    pub(super) async fn take(
        place: &'a TokenPlace,
        disk: &'a Disk,
        person: &dyn LoginPerson,
        patience: Duration,
    ) -> Result<Self> {
        let turn = |lock, others| Self {
            place,
            disk,
            _lock: lock,
            others,
        };
        match place.lock(LOCK, Duration::ZERO).await {
            Err(error) if error.code() == ErrorCode::FileBusy => {}
            lock => return Ok(turn(lock?, false)),
        }
        let (since, before) = (now(), content(place));
        person.another_is_signing_in();
        let lock = place.lock(LOCK, patience).await.map_err(waited)?;
        let turn = turn(lock, content(place) != before);
        match turn.refusal_after(since) {
            Some(refusal) if !turn.others => Err(refusal),
            _ => Ok(turn),
        }
    }

    /// Leaves word for those who wait of what became of the sign-in.
    pub(super) fn over<T>(&self, outcome: &Result<T>) {
        // Without it they would ask once more: untidy, no worse.
        let _ = match outcome {
            Ok(_) => self.disk.remove(&self.refusal_file()).map(drop),
            Err(error) if is_of_a_person(error) => self.leave(error),
            Err(_) => Ok(()),
        };
    }

    fn leave(&self, error: &Error) -> Result<()> {
        let denied = error.code() == ErrorCode::LoginDenied;
        let word = json!({ "at": now().to_string(), "denied": denied, "message": error.message() });
        self.disk
            .write_atomic(&self.refusal_file(), word.to_string().as_bytes(), 0o600)
    }

    fn refusal_after(&self, since: u128) -> Option<Error> {
        let bytes = self.disk.read(&self.refusal_file()).ok()??;
        let word: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
        let at: u128 = word["at"].as_str()?.parse().ok()?;
        let code = match word["denied"].as_bool()? {
            true => ErrorCode::LoginDenied,
            false => ErrorCode::Timeout,
        };
        let message = format!("{} (in another process)", word["message"].as_str()?);
        (at >= since).then(|| Error::new(code, message).with_hint("run `keyward login` again"))
    }

    fn refusal_file(&self) -> std::path::PathBuf {
        self.place.path().with_extension(REFUSAL)
    }
}

/// What would be the same for everybody who waits.
fn is_of_a_person(error: &Error) -> bool {
    matches!(error.code(), ErrorCode::LoginDenied | ErrorCode::Timeout)
}

fn content(place: &TokenPlace) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    let token = place.read().ok().flatten();
    token.as_ref().map(Document::to_bytes)
}

fn waited(error: Error) -> Error {
    if error.code() != ErrorCode::FileBusy {
        return error;
    }
    Error::new(
        ErrorCode::Timeout,
        format!("{}: it has been signing in for too long", error.message()),
    )
    .with_hint("finish or end the other `keyward login`, then try again")
}

/// Nanoseconds of the system clock: a faked one may stand still.
fn now() -> u128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_nanos())
}
