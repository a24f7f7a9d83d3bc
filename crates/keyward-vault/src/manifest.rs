//! The manifest: which keyslots and which entries there are.
//!
//! ```text
//! keyward vault 1 <SHA-256 of all that follows>
//! {"vault":"<id>","slots":[{"id":"<id>","kind":"passphrase","sha256":"<of the keyslot file>"}]}
//! <nonce><ciphertext of the body; the lines above are bound to it>
//! ```
//!
//! The hash is no protection (the seal is), it tells damage before a passphrase is asked for.

use std::collections::BTreeMap;

use keyward_core::{ProfileName, Result, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    EntryInfo, FORMAT, SlotKind,
    entry::Entry,
    id::Id,
    seal::{Fingerprint, VaultKey},
    words::{self, damaged},
};

const MAGIC: &str = "keyward vault ";

/// What may be read without unlocking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) vault: Id,
    pub(crate) slots: Vec<SlotRecord>,
}

/// One keyslot file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SlotRecord {
    pub(crate) id: Id,
    pub(crate) kind: SlotKind,
    pub(crate) sha256: Fingerprint,
}

/// What is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    /// Grows by one with each commit.
    pub(crate) generation: u64,
    pub(crate) entries: BTreeMap<ProfileName, EntryRecord>,
}

/// One entry, in the version that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    pub(crate) id: Id,
    pub(crate) file: Id,
    pub(crate) version: u64,
    pub(crate) sha256: Fingerprint,
    access_key_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    added_at: i64,
}

#[derive(Serialize, Deserialize)]
struct SealedBody {
    generation: u64,
    entries: Vec<Named>,
}

#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    #[serde(flatten)]
    record: EntryRecord,
}

/// A manifest as it was read, not yet opened.
pub(crate) struct Envelope {
    pub(crate) header: Header,
    header_line: Vec<u8>,
    sealed: Vec<u8>,
    place: String,
}

impl Envelope {
    /// Takes the manifest apart and checks its hash. `place` names the file.
    pub(crate) fn parse(bytes: &[u8], place: &str) -> Result<Self> {
        let not_one = || damaged(place, "it is not a manifest");
        let (first, rest) = split_line(bytes).ok_or_else(not_one)?;
        let (format, hash) = parse_first(first).ok_or_else(not_one)?;
        if format > FORMAT {
            return Err(words::newer_format(place, format));
        }
        if format != FORMAT || Fingerprint::of(rest).as_str() != hash {
            return Err(damaged(place, "its bytes have changed"));
        }
        let (header_line, sealed) = split_line(rest).ok_or_else(not_one)?;
        Ok(Self {
            header: serde_json::from_slice(header_line).map_err(|_| not_one())?,
            header_line: header_line.to_owned(),
            sealed: sealed.to_owned(),
            place: place.to_owned(),
        })
    }

    /// The body, if `key` sealed it under these very lines.
    pub(crate) fn open(&self, key: &VaultKey) -> Result<Body> {
        let plaintext = key
            .open(&context(&self.header_line), &self.sealed)
            .ok_or_else(|| words::foreign_manifest(&self.place))?;
        let sealed: SealedBody = serde_json::from_slice(&plaintext)
            .map_err(|_| damaged(&self.place, "its content makes no sense"))?;
        Body::try_from(sealed).map_err(|why| damaged(&self.place, why))
    }
}

/// The bytes of a manifest file.
pub(crate) fn seal(key: &VaultKey, header: &Header, body: &Body) -> Result<Vec<u8>> {
    let header_line = serde_json::to_vec(header).expect("text is always JSON");
    let plaintext = serde_json::to_vec(&SealedBody::from(body)).expect("text is always JSON");
    let sealed = key.seal(&context(&header_line), &plaintext)?;
    let rest = [header_line.as_slice(), b"\n", &sealed].concat();
    let first = format!("{MAGIC}{FORMAT} {}\n", Fingerprint::of(&rest).as_str());
    Ok([first.as_bytes(), &rest].concat())
}

fn context(header_line: &[u8]) -> Vec<u8> {
    [
        format!("keyward manifest {FORMAT}\n").as_bytes(),
        header_line,
    ]
    .concat()
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

fn parse_first(line: &[u8]) -> Option<(u32, &str)> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix(MAGIC)?;
    let (format, hash) = line.split_once(' ')?;
    Some((format.parse().ok()?, hash))
}

impl Body {
    /// The body that follows this one.
    pub(crate) fn next(&self) -> Self {
        Self {
            generation: self.generation + 1,
            entries: self.entries.clone(),
        }
    }
}

impl From<&Body> for SealedBody {
    fn from(body: &Body) -> Self {
        let named = body.entries.iter().map(|(name, record)| Named {
            name: name.to_string(),
            record: record.clone(),
        });
        Self {
            generation: body.generation,
            entries: named.collect(),
        }
    }
}

impl TryFrom<SealedBody> for Body {
    type Error = &'static str;

    fn try_from(sealed: SealedBody) -> std::result::Result<Self, Self::Error> {
        let mut entries = BTreeMap::new();
        for Named { name, record } in sealed.entries {
            let name: ProfileName = name.parse().map_err(|_| "it holds an invalid name")?;
            entries.insert(name, record);
        }
        Ok(Self {
            generation: sealed.generation,
            entries,
        })
    }
}

impl EntryRecord {
    pub(crate) fn new(id: Id, file: Id, version: u64, bytes: &[u8], entry: &Entry) -> Self {
        Self {
            id,
            file,
            version,
            sha256: Fingerprint::of(bytes),
            access_key_id: entry.access_key_id.clone(),
            account_id: entry.account_id.clone(),
            added_at: entry.added_at.unix(),
        }
    }

    pub(crate) fn info(&self, name: &ProfileName) -> EntryInfo {
        EntryInfo {
            name: name.clone(),
            version: self.version,
            access_key_id: self.access_key_id.clone(),
            account_id: self.account_id.clone(),
            added_at: Timestamp::from_unix(self.added_at),
        }
    }
}
