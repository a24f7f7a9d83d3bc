//! The proved key becomes the one that everybody gets.

use keyward_core::Result;

use super::{
    journal::{Journal, Stage},
    run::{Progress, Run},
    words,
};

/// In the vault: both keys and the stage in one commit.
pub(super) fn step(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    let mut entry = run.sealed.entry.clone();
    let former = run.sealed.current();
    let Some(rotation) = &mut entry.rotation else {
        return Err(words::damaged(run.profile));
    };
    let Some(next) = rotation.next.take() else {
        return Err(words::damaged(run.profile));
    };
    rotation.former = Some(former);
    entry.access_key_id = next.access_key_id;
    entry.secret_access_key = next.secret_access_key;
    entry.added_at = run.now();
    let journal = journal.at(Stage::Promoting, run.now());
    run.commit(entry, Some(journal))?;
    Ok(Progress::Moved)
}

/// In every target: then the old key may drain.
pub(super) fn finish(run: &mut Run<'_>, journal: &Journal) -> Result<Progress> {
    run.commit_stage(journal, Stage::Draining)?;
    Ok(Progress::Moved)
}
