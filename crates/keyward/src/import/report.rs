//! What became of keys.

use std::path::PathBuf;

use keyward_core::{Error, ProfileName};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// One key that moved into the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// The vault entry, and the profile that points to it.
    pub profile: ProfileName,
    /// The files that held the key.
    pub files: Vec<PathBuf>,
    /// The key's id.
    pub access_key_id: String,
    /// Where its secret still stands in plaintext: comments, other names.
    pub copies: Vec<Copy>,
}

/// A line that holds a secret in plaintext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copy {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: u32,
}

/// What became of every key of the files.
#[derive(Debug, Default, Serialize)]
pub struct ImportReport {
    /// Keys that moved.
    pub imported: Vec<Imported>,
    /// Nothing to move: temporary credentials, half a pair.
    pub skipped: Vec<LeftAlone>,
    /// Long-lived keys that are still in plaintext.
    pub failed: Vec<LeftAlone>,
}

/// A profile that stayed as it was.
#[derive(Debug)]
pub struct LeftAlone {
    /// The profile, or the header of a section that AWS's tools pass over.
    pub profile: String,
    /// Why.
    pub error: Error,
}

/// One key that is back in plaintext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// The profile, no longer in the vault.
    pub profile: ProfileName,
    /// The files that hold the key again.
    pub files: Vec<PathBuf>,
    /// Files that held the key once and are no longer there.
    pub missing: Vec<PathBuf>,
}

/// What became of every key that was imported.
#[derive(Debug, Default, Serialize)]
pub struct UndoReport {
    /// Keys that are back.
    pub undone: Vec<Undone>,
    /// Keys that are still in the vault.
    pub failed: Vec<LeftAlone>,
}

impl Serialize for LeftAlone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("profile", &self.profile)?;
        let error = Why {
            code: self.error.code().as_str(),
            message: self.error.message(),
            hint: self.error.hint(),
        };
        map.serialize_entry("error", &error)?;
        map.end()
    }
}

#[derive(Serialize)]
struct Why<'a> {
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
}
