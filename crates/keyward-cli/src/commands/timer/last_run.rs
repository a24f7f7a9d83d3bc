//! How the last `keyward rotate --all` ended, whoever started it: a timer, cron, a person. Beside the vault
//! and in plaintext, so it holds no profile name and no word of AWS's.

use std::path::PathBuf;

use keyward::Engine;
use keyward_core::{Error, Timestamp, World, disk::Disk};
use serde::{Deserialize, Serialize};

const FILE: &str = "last-rotation.json";

/// What is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct LastRun {
    /// When it ended, in seconds since 1970.
    at: i64,
    /// The stable code of each key's failure; empty where all went well.
    pub(in super::super) failures: Vec<String>,
}

impl LastRun {
    /// When it ended.
    pub(in super::super) fn at(&self) -> Timestamp {
        Timestamp::from_unix(self.at)
    }

    /// As a person reads it.
    pub(in super::super) fn in_words(&self) -> String {
        match self.failures.as_slice() {
            [] => format!("the last run, at {}, went well", self.at()),
            failures => format!(
                "the last run, at {}, failed ({}); run `keyward rotate --all --older-than 90d` to see why",
                self.at(),
                failures.join(", ")
            ),
        }
    }
}

fn place(world: &World) -> PathBuf {
    world.paths().keyward_home.join(FILE)
}

/// Remembers how a run ended. A folder that cannot be written keeps no rotation from being one.
pub(in super::super) fn remember<'a>(engine: &Engine, failures: impl Iterator<Item = &'a Error>) {
    if !engine.has_vault() {
        return;
    }
    let world = engine.world();
    let last = LastRun {
        at: world.now().unix(),
        failures: failures.map(|it| it.code().as_str().to_owned()).collect(),
    };
    if let Ok(text) = serde_json::to_vec(&last) {
        let _ = Disk::real().write_atomic(&place(world), &text, 0o600);
    }
}

/// The last run; none where there was none, or nobody can read what it left.
pub(in super::super) fn read(world: &World) -> Option<LastRun> {
    let text = Disk::real().read(&place(world)).ok()??;
    serde_json::from_slice(&text).ok()
}
