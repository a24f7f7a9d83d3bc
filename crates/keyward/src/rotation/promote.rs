//! The proved key becomes the one that everybody gets.

use keyward_core::Result;

use super::{
    journal::{Journal, Stage},
    run::{Progress, Run},
    targets, words,
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
    let mut journal = journal.at(Stage::Promoting, run.now());
    journal.former_added_at = Some(entry.added_at.unix());
    entry.access_key_id = next.access_key_id;
    entry.secret_access_key = next.secret_access_key;
    entry.added_at = run.now();
    run.commit(entry, Some(journal))?;
    Ok(Progress::Moved)
}

/// In every target: then the old key may drain. One that fails keeps no other from it.
pub(super) async fn finish(run: &mut Run<'_>, mut journal: Journal) -> Result<Progress> {
    let mut failed = Vec::new();
    for target in targets::of(&run.sealed.entry)? {
        let text = target.to_text();
        if journal.written.contains(&text) {
            continue;
        }
        match target.write(run).await {
            Ok(()) => {
                journal.written.push(text);
                run.commit(run.sealed.entry.clone(), Some(journal.clone()))?;
            }
            Err(error) => failed.push((target, error)),
        }
    }
    if !failed.is_empty() {
        return Err(words::targets_failed(run, &journal, &failed));
    }
    run.commit_stage(&journal, stage_of_former(run))?;
    Ok(Progress::Moved)
}

/// A former key that was revoked has nothing to drain.
fn stage_of_former(run: &Run<'_>) -> Stage {
    let entry = &run.sealed.entry;
    let former = run.sealed.former();
    match former.and_then(|key| entry.revocation_of(&key.access_key_id)) {
        Some(_) => Stage::Inactive,
        None => Stage::Draining,
    }
}
