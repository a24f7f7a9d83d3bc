//! The change of the config file: shown, asked about, written.

use keyward::{Engine, Proposal};
use keyward_core::Result;

use crate::{commands::setup::shown, screen, terminal};

const QUESTION: &str = "Write this into the profile? [y/N]";

/// Whether it was written. What changes nothing is written already.
pub(super) fn write(
    engine: &Engine,
    proposals: &[Proposal],
    yes: bool,
    json: bool,
) -> Result<bool> {
    if proposals.iter().all(|it| it.before() == it.after()) {
        return Ok(true);
    }
    show(proposals, json);
    if !yes && !terminal::agrees(QUESTION, "add --yes to write without a question")? {
        return Ok(false);
    }
    engine.write_proposals(proposals)?;
    Ok(true)
}

/// As a diff, where a person reads.
pub(super) fn show(proposals: &[Proposal], json: bool) {
    if !json {
        let diffs = proposals.iter().map(shown);
        diffs.for_each(|diff| screen::print(diff.trim_end()));
    }
}
