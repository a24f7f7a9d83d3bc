//! What a code has opened, kept for every process: who comes second uses it.

use std::time::Duration;

use keyward_core::{Credentials, Error, ErrorCode, Result, disk::LockGuard};
use keyward_profile::{Base, Plan, Step};

use super::{is_of_a_person, prove::prove};
use crate::{Engine, session_cache::SessionPlace, steps};

/// A person has a minute; then a little for the call itself.
const PATIENCE: Duration = Duration::from_secs(75);

/// The credentials after step number `index`, which wants a code: kept ones, else new ones.
///
/// # Errors
/// `timeout` where another process has been asking for too long; as `prove`.
pub(crate) async fn session(
    engine: &Engine,
    plan: &Plan,
    index: usize,
    with: &Credentials,
) -> Result<Credentials> {
    let Some(place) = place(engine, plan, index).await? else {
        return prove(engine, plan, index, with).await;
    };
    if let Some(kept) = place.fresh() {
        return Ok(kept);
    }
    let _turn = turn(engine, &place).await?;
    if let Some(kept) = place.fresh() {
        return Ok(kept);
    }
    match prove(engine, plan, index, with).await {
        Ok(session) => {
            // Without it the next process asks again: untidy, no worse.
            let _ = place.write(&session);
            Ok(session)
        }
        Err(error) if is_of_a_person(&error) => place.usable().ok_or(error),
        refusal => refusal,
    }
}

/// Forgets what is kept after step number `index`, if it is the session with this key id: AWS no longer
/// takes it.
pub(crate) async fn forget(engine: &Engine, plan: &Plan, index: usize, id: &str) -> Result<()> {
    match place(engine, plan, index).await? {
        Some(place) => place.forget(id),
        None => Ok(()),
    }
}

/// Forgets what is kept after step number `index`, whatever it is. Whether there was something.
pub(crate) async fn discard(engine: &Engine, plan: &Plan, index: usize) -> Result<bool> {
    match place(engine, plan, index).await? {
        Some(place) => place.discard(),
        None => Ok(false),
    }
}

/// One process asks at a time. Whoever brings a code need not wait for another's person.
async fn turn(engine: &Engine, place: &SessionPlace) -> Result<Option<LockGuard>> {
    let patience = match engine.mfa().has_code() {
        true => Duration::ZERO,
        false => PATIENCE,
    };
    match place.turn(patience).await {
        Err(error) if error.code() == ErrorCode::FileBusy && patience.is_zero() => Ok(None),
        Err(error) if error.code() == ErrorCode::FileBusy => Err(waited()),
        turn => turn.map(Some),
    }
}

fn waited() -> Error {
    Error::new(
        ErrorCode::Timeout,
        "another keyward has been asking for a code of the same MFA device for over a minute",
    )
    .with_hint("answer it there, or give a code here with --mfa-code")
}

/// A key that was replaced is another key; any other change of its entry is none.
async fn place(engine: &Engine, plan: &Plan, index: usize) -> Result<Option<SessionPlace>> {
    let mut what = plan.cache_key(index + 1);
    if let Base::Vault { name } = &plan.base {
        what.push_str(&engine.vault().entry(name)?.access_key_id);
    }
    let source = match plan.steps[index] {
        Step::AssumeRole(_) => steps::assume_role::SOURCE,
        Step::GetSessionToken(_) => steps::get_session_token::SOURCE,
    };
    SessionPlace::of(engine, what, source).await
}
