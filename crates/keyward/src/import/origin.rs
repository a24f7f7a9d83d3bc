//! Where an imported key came from: sealed in the vault with it, since it holds the original lines.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, Result, Secret};
use keyward_profile::FileKind;
use keyward_vault::Entry;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// One place that the key came from, and what puts it back there.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Origin {
    pub(super) file: PathBuf,
    pub(super) kind: OriginKind,
    record: Zeroizing<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OriginKind {
    AwsConfig,
    AwsCredentials,
    Dotenv,
    /// No key: a section that the import added so that SDKs know the profile.
    Definition,
    /// No key: a pointer that the import added to a section without credentials.
    Pointer,
}

impl OriginKind {
    /// Whether the key stood there.
    pub(super) fn holds_key(self) -> bool {
        !matches!(self, Self::Definition | Self::Pointer)
    }
}

impl From<FileKind> for OriginKind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Config => Self::AwsConfig,
            FileKind::Credentials => Self::AwsCredentials,
        }
    }
}

impl Origin {
    pub(super) fn new(file: &Path, kind: OriginKind, record: &Secret) -> Self {
        Self {
            file: std::path::absolute(file).unwrap_or_else(|_| file.to_owned()),
            kind,
            record: Zeroizing::new(record.expose().to_owned()),
        }
    }

    /// A place that only got a pointer.
    pub(super) fn without_key(config: &Path, kind: OriginKind) -> Self {
        Self::new(config, kind, &Secret::new(""))
    }

    pub(super) fn record(&self) -> Secret {
        Secret::new(self.record.as_str())
    }

    fn is_same_place(&self, other: &Self) -> bool {
        self.file == other.file && self.kind == other.kind
    }
}

/// The places that an entry came from; none for one that was added.
pub(super) fn origins(entry: &Entry) -> Result<Vec<Origin>> {
    let Some(record) = &entry.import_record else {
        return Ok(Vec::new());
    };
    serde_json::from_str(record.expose()).map_err(|_| {
        Error::new(
            ErrorCode::VaultNewerFormat,
            "the entry's import record was written by a newer keyward",
        )
        .with_hint("use the newer keyward for this")
    })
}

/// The entry with more places; one that is known already is told anew.
pub(super) fn remember(entry: &mut Entry, new: Vec<Origin>) -> Result<()> {
    let mut known = origins(entry)?;
    known.retain(|known| !new.iter().any(|new| new.is_same_place(known)));
    known.extend(new);
    let text = serde_json::to_string(&known)
        .map_err(|error| Error::new(ErrorCode::Unexpected, format!("writing JSON: {error}")))?;
    entry.import_record = Some(Secret::new(text));
    Ok(())
}
