//! From nothing to a sealed new key.

use std::time::Duration;

use keyward_core::{Error, ErrorCode, Result};
use keyward_vault::{AccessKey, Rotation};

use super::{
    journal::{Journal, Stage},
    observe::observe,
    run::{Progress, Run},
    sealed::Sealed,
    signer::Signer,
    strangers::{self, Verdict},
    words,
};
use crate::{
    iam::{KeyStatus, ListedKey, NewKey},
    signed::is_throttling,
};

/// A key that was made may not be listed before.
const SETTLING: Duration = Duration::from_secs(15);

/// Looks at the user, its keys and the targets, and seals the intent.
pub(super) async fn begin(run: &mut Run<'_>) -> Result<Progress> {
    let seen = observe(run).await?;
    let known = vec![run.sealed.entry.access_key_id.clone()];
    let mut journal = Journal::begin(&seen.user, &seen.arn, known, run.now());
    run.options.times_into(&mut journal);
    run.commit(run.sealed.entry.clone(), Some(journal))?;
    run.fresh_intent = true;
    Ok(Progress::Moved)
}

/// Makes the key and seals it. An intent of another run may have made one already.
pub(super) async fn step(run: &mut Run<'_>, mut journal: Journal) -> Result<Progress> {
    let signer = Signer::of(run, &journal.user).await?;
    if !run.fresh_intent {
        let listed;
        (journal, listed) = clear_up(run, journal, &signer).await?;
        check_room(run, &journal, &listed)?;
        journal = journal.at(Stage::Intent, run.now());
        run.commit(run.sealed.entry.clone(), Some(journal.clone()))?;
    }
    run.fresh_intent = false;
    let made = signer.iam(run).create_access_key(signer.user()).await;
    match made {
        Ok(key) if key.user != journal.user => {
            let iam = signer.iam(run);
            iam.delete_access_key(Some(&key.user), &key.id).await?;
            Err(words::key_of_another(&key.id, &journal.user))
        }
        Ok(key) => seal(run, &journal, &signer, key).await,
        Err(error) if may_have_made_one(&error) => Err(words::unanswered(error)),
        Err(error) => {
            let journal = (!journal.orphans.is_empty()).then_some(journal);
            run.commit(run.sealed.entry.clone(), journal)?;
            Err(error)
        }
    }
}

/// Whether AWS may have acted though we have no answer of it.
fn may_have_made_one(error: &Error) -> bool {
    let throttled = error.aws_code().is_some_and(is_throttling);
    error.code() != ErrorCode::AwsRefused || (error.is_passing() && !throttled)
}

async fn seal(
    run: &mut Run<'_>,
    journal: &Journal,
    signer: &Signer,
    key: NewKey,
) -> Result<Progress> {
    let next = AccessKey {
        access_key_id: key.id.clone(),
        secret_access_key: key.secret,
    };
    let mut entry = run.sealed.entry.clone();
    let rotation = entry.rotation.get_or_insert_with(Rotation::default);
    rotation.next = Some(next);
    let pending = journal.at(Stage::Pending, run.now());
    let Err(error) = run.commit(entry, Some(pending)) else {
        return Ok(Progress::Moved);
    };
    let vault = run.engine.vault();
    let is_absent = |sealed: &Sealed| {
        sealed
            .next()
            .is_none_or(|next| next.access_key_id != key.id)
    };
    if !Sealed::read(vault, run.profile).is_ok_and(|sealed| is_absent(&sealed)) {
        // What failed may have come after the rename: then the vault has the key.
        return Err(words::perhaps_sealed(error, &key.id));
    }
    // Nobody has it and nobody ever will: away with it, rather than leave a key that works.
    let gone = signer
        .iam(run)
        .delete_access_key(signer.user(), &key.id)
        .await;
    Err(words::not_sealed(error, &key.id, gone.is_ok()))
}

/// What an intent without an answer left at AWS. The keys that were listed before that.
pub(super) async fn clear_up(
    run: &mut Run<'_>,
    mut journal: Journal,
    signer: &Signer,
) -> Result<(Journal, Vec<ListedKey>)> {
    let settled = journal.since() + SETTLING;
    run.options.clock.pause(settled.remaining(run.now())).await;
    let listed = signer.iam(run).list_access_keys(signer.user()).await?;
    for key in strangers::strangers(&journal, &listed) {
        let used = signer
            .iam(run)
            .access_key_last_used(&key.id)
            .await?
            .is_some();
        match strangers::judge(&journal, key, used) {
            Verdict::Ours => disarm(run, &mut journal, signer, key).await?,
            Verdict::Foreign => run.notes.push(words::foreign_key(&journal.user, &key.id)),
        }
    }
    Ok((journal, listed))
}

fn check_room(run: &Run<'_>, journal: &Journal, listed: &[ListedKey]) -> Result<()> {
    let mut kept = listed.iter().map(|key| &key.id);
    let in_place = &run.sealed.entry.access_key_id;
    if let Some(other) = kept.find(|id| *id != in_place && !is_deleted(run, journal, id)) {
        return Err(words::no_room(
            &journal.user,
            other,
            journal.orphans.contains(other),
        ));
    }
    Ok(())
}

fn is_deleted(run: &Run<'_>, journal: &Journal, id: &String) -> bool {
    run.options.delete_orphans && journal.orphans.contains(id)
}

/// A key of ours without a secret: it must not work, and goes if the user wants that.
async fn disarm(
    run: &mut Run<'_>,
    journal: &mut Journal,
    signer: &Signer,
    key: &ListedKey,
) -> Result<()> {
    let iam = signer.iam(run);
    iam.update_access_key(signer.user(), &key.id, KeyStatus::Inactive)
        .await?;
    if run.options.delete_orphans {
        iam.delete_access_key(signer.user(), &key.id).await?;
    }
    let note = words::orphan(&key.id, run.options.delete_orphans);
    run.notes.push(note);
    journal.orphans.push(key.id.clone());
    Ok(())
}
