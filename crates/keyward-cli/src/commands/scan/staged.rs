//! `--staged`: what the next commit would hold.

use std::path::Path;

use keyward_core::Result;
use keyward_scan::{Outcome, Skipped, scan};

use crate::git;

pub(super) fn scanned() -> Result<Outcome> {
    let top = git::top(Path::new("."))?;
    let staged = git::staged(&top)?;
    let ignored = keyward_scan::Ignored::of(&top);
    let mut outcome = Outcome::default();
    git::contents(&top, &staged, |file, content| {
        if ignored.has(&file.path) {
            return;
        }
        let Some(content) = content else {
            return outcome.skipped.push(Skipped {
                path: Some(file.path.clone()),
                why: "it is too large, or git does not have it".to_owned(),
            });
        };
        outcome.files += 1;
        outcome.bytes += content.len() as u64;
        let found = scan(content).into_iter();
        outcome
            .findings
            .extend(found.map(|finding| (file.path.clone(), finding)));
    })?;
    Ok(outcome)
}
