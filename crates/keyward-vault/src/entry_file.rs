//! A sealed entry: one line that says what it is, then nonce and ciphertext.
//!
//! The line is not trusted, it is compared: what was sealed is bound to the line that the manifest
//! expects. It only lets us say *how* a file is wrong.

use keyward_core::{Error, Result};

use crate::{
    FORMAT,
    entry::Entry,
    id::Id,
    manifest::EntryRecord,
    seal::VaultKey,
    words::{self, damaged},
};

/// The file's bytes.
pub(crate) fn seal(
    key: &VaultKey,
    vault: &Id,
    id: &Id,
    version: u64,
    entry: &Entry,
) -> Result<Vec<u8>> {
    let line = line(vault, id, version);
    let sealed = key.seal(line.as_bytes(), &entry.to_plaintext())?;
    Ok([line.as_bytes(), &sealed].concat())
}

/// The entry in `bytes`, if they are what the manifest's record says. `place` names the file.
pub(crate) fn open(
    key: &VaultKey,
    vault: &Id,
    record: &EntryRecord,
    bytes: &[u8],
    place: &str,
) -> Result<Entry> {
    let expected = line(vault, &record.id, record.version);
    let Some(sealed) = bytes.strip_prefix(expected.as_bytes()) else {
        return Err(difference(bytes, vault, record, place));
    };
    if !record.sha256.matches(bytes) {
        return Err(damaged(place, "its bytes have changed"));
    }
    key.open(expected.as_bytes(), sealed)
        .and_then(|plaintext| Entry::from_plaintext(&plaintext))
        .ok_or_else(|| damaged(place, "it does not open with the vault's key"))
}

fn line(vault: &Id, id: &Id, version: u64) -> String {
    format!("keyward entry {FORMAT} {vault} {id} {version}\n")
}

/// What is wrong with a file that starts with another line than the manifest's.
fn difference(bytes: &[u8], vault: &Id, record: &EntryRecord, place: &str) -> Error {
    let Some(found) = Line::parse(bytes) else {
        return damaged(place, "it is not an entry of a vault");
    };
    if found.format > FORMAT {
        return words::newer_format(place, found.format);
    }
    if found.vault != *vault {
        return damaged(place, "it is an entry of another vault");
    }
    if found.id != record.id {
        return damaged(place, "it is another entry, swapped or renamed");
    }
    if found.version < record.version {
        return damaged(place, "it is an older version of the entry, put back");
    }
    damaged(place, "it is not the version that the manifest names")
}

struct Line {
    format: u32,
    vault: Id,
    id: Id,
    version: u64,
}

impl Line {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut words = line.strip_prefix("keyward entry ")?.split(' ');
        Some(Self {
            format: words.next()?.parse().ok()?,
            vault: Id::parse(words.next()?)?,
            id: Id::parse(words.next()?)?,
            version: words.next()?.parse().ok()?,
        })
    }
}
