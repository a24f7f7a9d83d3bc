//! `Vault::put`.

use keyward_core::{ProfileName, Result};

use super::Vault;
use crate::{Entry, Expected, entry_file, id::Id, manifest::EntryRecord, store::Blob, words};

impl Vault {
    /// Stores an entry, if what is there is what is `expected`; gives its version.
    ///
    /// The entry is in the vault, on the device, when this returns; the former one is there until
    /// then, whatever happens on the way.
    ///
    /// # Errors
    /// `EntryExists`, `EntryChanged` or `EntryNotFound` where another thing is there; `VaultBusy`,
    /// `DiskFull`, `VaultReadOnly`; else as [`Vault::refresh`].
    pub fn put(&mut self, name: &ProfileName, entry: &Entry, expected: Expected) -> Result<u64> {
        let _lease = self.store.lease()?;
        self.refresh()?;
        let current = self.body.entries.get(name);
        expected.check(name, current)?;
        let id = match current {
            Some(record) => record.id.clone(),
            None => Id::random()?,
        };
        let mut body = self.body.next();
        // The generation serves as version: no two states of a name ever share one.
        let version = body.generation;
        let record = self.write_entry(id, version, entry)?;
        body.entries.insert(name.clone(), record);
        self.commit(self.header.clone(), body)?;
        Ok(version)
    }

    fn write_entry(&self, id: Id, version: u64, entry: &Entry) -> Result<EntryRecord> {
        let bytes = entry_file::seal(&self.key, &self.header.vault, &id, version, entry)?;
        let file = Id::random()?;
        self.store.put(Blob::Entry(&file), &bytes)?;
        Ok(EntryRecord::new(id, file, version, &bytes, entry))
    }
}

impl Expected {
    pub(super) fn check(self, name: &ProfileName, current: Option<&EntryRecord>) -> Result<()> {
        match (self, current) {
            (Self::Any, _) | (Self::Absent, None) => Ok(()),
            (Self::Absent, Some(_)) => Err(words::entry_exists(name)),
            (Self::Version(_), None) => Err(words::entry_not_found(name)),
            (Self::Version(version), Some(record)) if record.version == version => Ok(()),
            (Self::Version(_), Some(_)) => Err(words::entry_changed(name)),
        }
    }
}
