//! The default store: a folder.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use keyward_core::{
    Error, ErrorCode, Result,
    disk::{Disk, LockGuard, TEMP_PREFIX},
};

use super::{Blob, Store};
use crate::{
    id::Id,
    manifest::{Body, Header},
};

const MODE: u32 = 0o600;

/// The vault in `KEYWARD_HOME/vault`; the rest of `KEYWARD_HOME` is not its business.
pub(crate) struct Directory {
    home: PathBuf,
    folder: PathBuf,
    disk: Disk,
}

impl Directory {
    pub(crate) fn new(home: &Path, disk: &Disk) -> Self {
        Self {
            home: home.to_owned(),
            folder: home.join("vault"),
            disk: disk.clone(),
        }
    }

    fn keyslots(&self) -> PathBuf {
        self.folder.join("keyslots")
    }

    fn entries(&self) -> PathBuf {
        self.folder.join("entries")
    }

    fn lock_file(&self) -> PathBuf {
        self.folder.join("lock")
    }

    fn path(&self, blob: Blob<'_>) -> PathBuf {
        match blob {
            Blob::Manifest => self.folder.join("manifest"),
            Blob::Keyslot(id) => self.keyslots().join(keyslot_file(id)),
            Blob::Entry(id) => self.entries().join(id.as_str()),
        }
    }

    // What keyward did not make is left alone.
    fn sweep_folder(
        &self,
        folder: &Path,
        is_ours: impl Fn(&str) -> bool,
        keep: &BTreeSet<String>,
    ) -> Result<()> {
        for name in self.disk.list(folder)? {
            if name.starts_with(TEMP_PREFIX) || (is_ours(&name) && !keep.contains(&name)) {
                self.disk.remove(&folder.join(&name)).map_err(ours)?;
            }
        }
        Ok(())
    }
}

impl Store for Directory {
    fn prepare(&self) -> Result<()> {
        for folder in [&self.home, &self.folder, &self.keyslots(), &self.entries()] {
            self.disk.create_private_dir(folder).map_err(ours)?;
        }
        Ok(())
    }

    fn lease(&self) -> Result<LockGuard> {
        self.disk.lock(&self.lock_file()).map_err(ours)
    }

    fn lease_now(&self) -> Result<LockGuard> {
        self.disk
            .lock_within(&self.lock_file(), Duration::ZERO)
            .map_err(ours)
    }

    fn get(&self, blob: Blob<'_>) -> Result<Option<Vec<u8>>> {
        self.disk.read(&self.path(blob))
    }

    fn put(&self, blob: Blob<'_>, bytes: &[u8]) -> Result<()> {
        self.disk
            .write_atomic(&self.path(blob), bytes, MODE)
            .map_err(ours)
    }

    fn remove_manifest(&self) -> Result<()> {
        self.disk
            .remove(&self.path(Blob::Manifest))
            .map(drop)
            .map_err(ours)
    }

    fn has_entries(&self) -> Result<bool> {
        let names = self.disk.list(&self.entries())?;
        Ok(names.iter().any(|name| Id::parse(name).is_some()))
    }

    fn sweep(&self, header: &Header, body: &Body) -> Result<()> {
        let slots = header.slots.iter().map(|slot| keyslot_file(&slot.id));
        let files = body.entries.values().map(|entry| entry.file.to_string());
        self.sweep_folder(&self.folder, |_| false, &BTreeSet::new())?;
        self.sweep_folder(&self.keyslots(), is_keyslot_file, &slots.collect())?;
        self.sweep_folder(
            &self.entries(),
            |name| Id::parse(name).is_some(),
            &files.collect(),
        )
    }

    fn place(&self, blob: Blob<'_>) -> String {
        self.path(blob).display().to_string()
    }
}

/// A file of the vault is the vault, for whoever asks.
fn ours(error: Error) -> Error {
    let code = match error.code() {
        ErrorCode::FileBusy => ErrorCode::VaultBusy,
        ErrorCode::FileUnwritable => ErrorCode::VaultReadOnly,
        other => other,
    };
    error.with_code(code)
}

fn keyslot_file(id: &Id) -> String {
    format!("{id}.age")
}

fn is_keyslot_file(name: &str) -> bool {
    name.strip_suffix(".age").and_then(Id::parse).is_some()
}
