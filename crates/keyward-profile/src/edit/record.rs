//! What is needed to undo an import: sealed in the vault beside the key.

use std::fmt;

use keyward_core::{Error, ErrorCode, Result, Secret};
use serde::{Deserialize, Serialize};

use super::splice::Chunk;
use crate::FileKind;

const VERSION: u32 = 1;

/// The undo record. Opaque outside: JSON in a [`Secret`].
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    version: u32,
    pub(super) from: From,
    pub(super) profile: String,
    /// The pointer: the value of `credential_process`, or the whole line of a `.env` file.
    pub(super) pointer: String,
    pub(super) chunks: Vec<Chunk>,
}

/// Which kind of file the lines came from.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum From {
    Aws(FileKind),
    Dotenv,
}

impl Record {
    pub(super) fn new(from: From, profile: &str, pointer: &str, chunks: Vec<Chunk>) -> Self {
        Self {
            version: VERSION,
            from,
            profile: profile.to_owned(),
            pointer: pointer.to_owned(),
            chunks,
        }
    }

    pub(super) fn seal(&self) -> Secret {
        // Its maps have string keys and its strings are UTF-8: JSON takes them all.
        Secret::new(serde_json::to_string(self).expect("a record is plain JSON"))
    }

    pub(super) fn open(record: &Secret) -> Result<Self> {
        let found: Self = serde_json::from_str(record.expose()).map_err(|_| unreadable())?;
        if found.version > VERSION {
            return Err(unreadable());
        }
        Ok(found)
    }
}

fn unreadable() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "the undo record is damaged, or a newer keyward wrote it",
    )
    .with_hint("`keyward export` still shows the key, to be put back by hand")
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "undo record of {} chunks", self.chunks.len())
    }
}
