//! The old key works on, until nobody can hold it any more.

use std::time::Duration;

use keyward_core::{Result, Timestamp};

use super::{
    journal::{Journal, Stage},
    run::{Progress, Run},
    signer::Signer,
    words,
};
use crate::{
    hand_over::SYNTHETIC_LIFETIME,
    iam::{KeyStatus, LastUse, is_gone},
};

/// AWS reports uses late, and somebody has to find out who it is.
const LOOK_AGAIN: Duration = Duration::from_secs(3600);

/// Deactivates it when its time is over and AWS knows of nobody who uses it still.
pub(super) async fn step(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    let until = journal.since() + journal.drain();
    if run.now() < until {
        return Ok(Progress::Waits(until));
    }
    let Some(former) = run.sealed.former().map(|key| key.access_key_id.clone()) else {
        return Err(words::damaged(run.profile));
    };
    let signer = Signer::of(run, &journal.user).await?;
    if let Some(used) = signer.iam(run).access_key_last_used(&former).await?
        && let Some(until) = still_used(run, journal, &used)
    {
        run.notes.push(words::still_used(&former, &used));
        return Ok(Progress::Waits(until));
    }
    let iam = signer.iam(run);
    match iam
        .update_access_key(signer.user(), &former, KeyStatus::Inactive)
        .await
    {
        Err(error) if !is_gone(&error) => return Err(error),
        _ => run.commit_stage(journal, Stage::Inactive)?,
    }
    Ok(Progress::Moved)
}

/// When to look again, if the key was used by somebody who cannot have it from us.
fn still_used(run: &Run<'_>, journal: &Journal, used: &LastUse) -> Option<Timestamp> {
    let ours = journal.since() + SYNTHETIC_LIFETIME.min(journal.drain());
    (used.at > ours && !run.options.despite_use)
        .then(|| (used.at + journal.drain()).max(run.now() + LOOK_AGAIN))
}
