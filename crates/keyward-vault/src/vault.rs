//! The vault. Each operation that changes it has a file of its own.

mod add_slot;
mod create;
mod new_slot;
mod open;
mod put;
mod remove;
mod session;
mod undo;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use keyward_core::{Error, ErrorCode, ProfileName, Result, disk::Disk};

use crate::{
    Entry, EntryInfo, FORMAT, SlotKind, entry_file,
    manifest::{self, Body, EntryRecord, Envelope, Header},
    os_keyring,
    seal::VaultKey,
    store::{Blob, Directory, Store},
    words,
};

/// What may be known of a vault without unlocking it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VaultInfo {
    /// 32 hexadecimal digits, random, the same for the vault's whole life.
    pub id: String,
    /// The version of the format.
    pub format: u32,
    /// The ways to unlock it, one for each keyslot.
    pub slots: Vec<SlotKind>,
}

/// Whether there is a vault in `home` (KEYWARD_HOME), be it damaged.
#[must_use]
pub fn exists(home: &Path) -> bool {
    let store = Directory::new(home, &Disk::real());
    match store.get(Blob::Manifest) {
        Ok(Some(_)) | Err(_) => true,
        Ok(None) => store.has_entries().unwrap_or(true),
    }
}

/// What may be known of the vault in `home` without unlocking it.
///
/// # Errors
/// `VaultNotFound`, `VaultNewerFormat`, `VaultDamaged` or `FileUnreadable`.
pub fn info(home: &Path, disk: &Disk) -> Result<VaultInfo> {
    let envelope = read_envelope(&Directory::new(home, disk), home)?;
    Ok(envelope.header.info())
}

/// An unlocked vault.
///
/// It shows the state of its last read or write; [`Vault::refresh`] sees what other processes wrote
/// since. Every change is made under a lock, on the state as it then is: two processes that write at
/// once lose nothing.
pub struct Vault {
    home: PathBuf,
    disk: Disk,
    store: Box<dyn Store>,
    key: VaultKey,
    header: Header,
    body: Body,
    unlocked_by: SlotKind,
    /// Whether the keyring keeps the highest generation for us.
    witnessed: bool,
}

impl Vault {
    /// The names of the entries, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<ProfileName> {
        self.body.entries.keys().cloned().collect()
    }

    /// The entries without their secrets, sorted by name.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryInfo> {
        let entries = self.body.entries.iter();
        entries.map(|(name, record)| record.info(name)).collect()
    }

    /// One entry without its secrets.
    #[must_use]
    pub fn entry(&self, name: &ProfileName) -> Option<EntryInfo> {
        self.body.entries.get(name).map(|record| record.info(name))
    }

    /// Whether there is an entry under this name.
    #[must_use]
    pub fn contains(&self, name: &ProfileName) -> bool {
        self.body.entries.contains_key(name)
    }

    /// What may be known of this vault without unlocking it.
    #[must_use]
    pub fn info(&self) -> VaultInfo {
        self.header.info()
    }

    /// What opened it, or the first keyslot of a vault that was just made.
    #[must_use]
    pub fn unlocked_by(&self) -> SlotKind {
        self.unlocked_by
    }

    /// Opens an entry.
    ///
    /// # Errors
    /// `VaultDamaged` where its file is missing, changed, swapped or older than the manifest says.
    pub fn get(&self, name: &ProfileName) -> Result<Option<Entry>> {
        let Some(record) = self.body.entries.get(name) else {
            return Ok(None);
        };
        if let Some(entry) = self.read_entry(record)? {
            return Ok(Some(entry));
        }
        // Another process may have replaced the entry since we read the manifest.
        match self.current_body()?.entries.get(name) {
            None => Ok(None),
            Some(record) => match self.read_entry(record)? {
                Some(entry) => Ok(Some(entry)),
                None => Err(words::missing(&self.store.place(Blob::Entry(&record.file)))),
            },
        }
    }

    /// Sees what other processes wrote.
    ///
    /// # Errors
    /// `VaultNotFound`, `VaultForeign` or `VaultRolledBack` where the folder is no longer what was
    /// opened; `VaultDamaged`.
    pub fn refresh(&mut self) -> Result<()> {
        let envelope = read_envelope(self.store.as_ref(), &self.home)?;
        let body = self.accept(&envelope)?;
        self.header = envelope.header;
        self.body = body;
        Ok(())
    }

    fn current_body(&self) -> Result<Body> {
        self.accept(&read_envelope(self.store.as_ref(), &self.home)?)
    }

    /// Opens a manifest, if it is of this vault and no older than what we have.
    fn accept(&self, envelope: &Envelope) -> Result<Body> {
        let found = &envelope.header.vault;
        if *found != self.header.vault {
            return Err(words::foreign(format!(
                "{} is now vault {found}, and was {}",
                self.home.display(),
                self.header.vault
            )));
        }
        let body = envelope.open(&self.key)?;
        refuse_rollback(&self.home, &body, self.body.generation)?;
        Ok(body)
    }

    fn read_entry(&self, record: &EntryRecord) -> Result<Option<Entry>> {
        let blob = Blob::Entry(&record.file);
        let Some(bytes) = self.store.get(blob)? else {
            return Ok(None);
        };
        let place = self.store.place(blob);
        entry_file::open(&self.key, &self.header.vault, record, &bytes, &place).map(Some)
    }

    /// Makes this the state of the vault: the one commit. Needs the lease.
    fn commit(&mut self, header: Header, body: Body) -> Result<()> {
        let bytes = manifest::seal(&self.key, &header, &body)?;
        write_manifest(self.store.as_ref(), &bytes).map_err(|failed| failed.error)?;
        self.header = header;
        self.body = body;
        self.tidy_up();
        Ok(())
    }

    /// What may fail without harm: the next commit does it again.
    fn tidy_up(&self) {
        let _ = self.store.sweep(&self.header, &self.body);
        if self.witnessed {
            let _ = os_keyring::raise(&self.header.vault, self.body.generation);
        }
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("id", &self.header.vault.as_str())
            .field("home", &self.home)
            .field("entries", &self.body.entries.len())
            .finish_non_exhaustive()
    }
}

impl Header {
    pub(crate) fn info(&self) -> VaultInfo {
        VaultInfo {
            id: self.vault.to_string(),
            format: FORMAT,
            slots: self.slots.iter().map(|slot| slot.kind).collect(),
        }
    }
}

fn read_envelope(store: &dyn Store, home: &Path) -> Result<Envelope> {
    let place = store.place(Blob::Manifest);
    match store.get(Blob::Manifest)? {
        Some(bytes) => Envelope::parse(&bytes, &place),
        // Entries are only ever written to a vault that has its manifest.
        None if store.has_entries()? => Err(words::missing(&place)),
        None => Err(words::not_found(home)),
    }
}

fn refuse_rollback(home: &Path, body: &Body, seen: u64) -> Result<()> {
    if body.generation < seen {
        return Err(words::rolled_back(home, body.generation, seen));
    }
    Ok(())
}

/// A commit that did not succeed.
struct Failed {
    error: Error,
    /// The rename happened, or may have: what the new manifest needs must stay.
    perhaps_committed: bool,
}

impl Failed {
    fn before_commit(error: Error) -> Self {
        Self {
            error,
            perhaps_committed: false,
        }
    }
}

/// Replaces the manifest. Needs the lease.
fn write_manifest(store: &dyn Store, bytes: &[u8]) -> Result<(), Failed> {
    store.put(Blob::Manifest, bytes).map_err(|error| Failed {
        error,
        perhaps_committed: !matches!(
            store.get(Blob::Manifest),
            Ok(found) if found.as_deref() != Some(bytes)
        ),
    })
}

/// Whether an error says that there is no vault.
fn is_not_found(error: &Error) -> bool {
    error.code() == ErrorCode::VaultNotFound
}
