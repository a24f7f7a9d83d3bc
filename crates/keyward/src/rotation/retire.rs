//! The last step: the old key is deleted, and there is one key again.

use keyward_core::Result;

use super::{
    journal::Journal,
    run::{Progress, Run},
    signer::Signer,
    words,
};

/// Deletes it when it has been inactive for long enough.
pub(super) async fn step(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    if let Some(until) = journal.next().filter(|until| run.now() < *until) {
        return Ok(Progress::Waits(until));
    }
    let Some(former) = run.sealed.former().map(|key| key.access_key_id.clone()) else {
        return Err(words::damaged(run.profile));
    };
    let signer = Signer::of(run, &journal.user).await?;
    signer
        .iam(run)
        .delete_access_key(signer.user(), &former)
        .await?;
    let mut entry = run.sealed.entry.clone();
    // What is deleted cannot come back.
    entry.revocation = entry.revoked().cloned();
    run.commit(entry, None)?;
    Ok(Progress::Done)
}
