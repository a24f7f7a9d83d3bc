//! Back to the former key, as long as it is there.

use keyward_core::{Result, Timestamp};

use super::{
    create,
    journal::{Journal, Stage},
    prove,
    run::{Progress, Run},
    sealed,
    signer::Signer,
    words,
};
use crate::iam::KeyStatus;

/// Turns the rotation around; what follows is the way of every rotation, with the keys changed over.
pub(super) async fn begin(run: &mut Run<'_>) -> Result<()> {
    let Some(journal) = run.sealed.journal.clone() else {
        return Err(words::nothing_to_roll_back(run.profile));
    };
    match journal.stage {
        Stage::Intent => give_up(run, journal).await,
        Stage::Pending | Stage::Proven => turn_around(run, journal),
        Stage::Promoting | Stage::Draining | Stage::Inactive if journal.going_back => Ok(()),
        Stage::Promoting | Stage::Draining | Stage::Inactive => change_over(run, journal).await,
    }
}

/// Nothing was made, or its secret is lost.
async fn give_up(run: &mut Run<'_>, journal: Journal) -> Result<()> {
    let signer = Signer::of(run, &journal.user).await?;
    create::clear_up(run, journal, &signer).await?;
    run.commit(run.sealed.entry.clone(), None)
}

/// From here on no run promotes the new key.
fn turn_around(run: &mut Run<'_>, mut journal: Journal) -> Result<()> {
    journal.going_back = true;
    run.commit(run.sealed.entry.clone(), Some(journal))
}

/// Nobody has the new key yet.
pub(super) async fn drop_next(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    let Some(next) = run.sealed.next().map(|key| key.access_key_id.clone()) else {
        return Err(words::damaged(run.profile));
    };
    let signer = Signer::of(run, &journal.user).await?;
    signer
        .iam(run)
        .delete_access_key(signer.user(), &next)
        .await?;
    run.commit(run.sealed.entry.clone(), None)?;
    Ok(Progress::Done)
}

/// The former key counts again, once AWS takes it.
async fn change_over(run: &mut Run<'_>, mut journal: Journal) -> Result<()> {
    let Some(former) = run.sealed.former().cloned() else {
        return Err(words::damaged(run.profile));
    };
    let id = &former.access_key_id;
    if run.sealed.entry.revocation_of(id).is_some() {
        return Err(words::former_revoked(run.profile, id));
    }
    if journal.stage == Stage::Inactive {
        let signer = Signer::of(run, &journal.user).await?;
        let on = signer.iam(run);
        on.update_access_key(signer.user(), &former.access_key_id, KeyStatus::Active)
            .await?;
    }
    prove::prove(run, &journal, &sealed::credentials(&former)).await?;
    let mut entry = run.sealed.entry.clone();
    if let Some(rotation) = &mut entry.rotation {
        rotation.former = Some(run.sealed.current());
    }
    entry.access_key_id = former.access_key_id;
    entry.secret_access_key = former.secret_access_key;
    if let Some(added_at) = journal.former_added_at {
        entry.added_at = Timestamp::from_unix(added_at);
    }
    journal.going_back = true;
    journal.written.clear();
    let journal = journal.at(Stage::Promoting, run.now());
    run.commit(entry, Some(journal))
}
