//! Making keyslots, for a new vault and for one that is there.

use std::path::Path;

use age::x25519;
use keyward_core::{Result, disk::Disk};

use super::undo::Undo;
use crate::{
    NewSlot, SlotKind,
    id::Id,
    manifest::{Header, SlotRecord},
    os_keyring::{self, Item},
    seal::{Fingerprint, VaultKey},
    slot::{identity_file, keyring, passphrase, unwrap, wrap},
    store::{Blob, Store},
    unlock::{Attempt, Locked},
};

/// A header in the making. Nothing counts before the manifest with it is committed.
pub(super) struct Maker<'a> {
    pub(super) home: &'a Path,
    pub(super) disk: &'a Disk,
    pub(super) store: &'a dyn Store,
    pub(super) key: &'a VaultKey,
    pub(super) header: Header,
    pub(super) undo: Undo,
}

impl Maker<'_> {
    /// Makes one keyslot. Where the same identity has one already, nothing more is made.
    pub(super) fn add(&mut self, slot: NewSlot<'_>) -> Result<()> {
        let vault = self.header.vault.clone();
        match slot {
            NewSlot::Keyring => self.add_keyring(&vault),
            NewSlot::IdentityFile(path) => self.add_identity_file(&vault, path),
            NewSlot::Passphrase(text) => {
                let file = passphrase::seal(text, passphrase::WORK, &vault, self.key)?;
                self.keep(SlotKind::Passphrase, &file)
            }
            NewSlot::DangerouslyFastPassphrase(text) => {
                let work = passphrase::DANGEROUSLY_LITTLE_WORK;
                let file = passphrase::seal(text, work, &vault, self.key)?;
                self.keep(SlotKind::Passphrase, &file)
            }
        }
    }

    fn add_keyring(&mut self, vault: &Id) -> Result<()> {
        // An item may be there from an attempt that was interrupted, or from an older keyslot.
        let identity = match os_keyring::read(vault)? {
            Some(item) => {
                keyring::refuse_other(&item, self.key)?;
                item.identity
            }
            None => self.new_item(vault)?,
        };
        self.keep_identity(SlotKind::Keyring, &identity)
    }

    fn new_item(&mut self, vault: &Id) -> Result<x25519::Identity> {
        let identity = x25519::Identity::generate();
        self.undo.created_item(vault.clone());
        os_keyring::write(Item {
            identity: identity.clone(),
            vault: vault.clone(),
            commitment: self.key.commitment(vault),
            generation: 0,
        })?;
        Ok(identity)
    }

    fn add_identity_file(&mut self, vault: &Id, path: &Path) -> Result<()> {
        let (file, is_new) = identity_file::read_or_generate(path, self.home, self.disk)?;
        if let Some(identity) = file.identities.first() {
            self.keep_identity(SlotKind::IdentityFile, identity)?;
        }
        let Some(text) = file.pinned_to(vault, self.key.commitment(vault)) else {
            return Ok(());
        };
        if is_new {
            self.undo.created_file(path.to_owned());
            make_folder_of(path, self.disk)?;
        } else {
            let before = file.text().clone();
            self.undo.changed_file(path.to_owned(), before);
        }
        self.disk.write_atomic(path, text.as_bytes(), 0o600)
    }

    fn keep_identity(&mut self, kind: SlotKind, identity: &x25519::Identity) -> Result<()> {
        let vault = &self.header.vault;
        let locked = Locked {
            home: self.home,
            disk: self.disk,
            store: self.store,
            header: &self.header,
        };
        if let Attempt::Opened(_) = locked.try_kind(kind, |slot| unwrap(identity, vault, slot)) {
            return Ok(());
        }
        let file = wrap(&identity.to_public(), vault, self.key)?;
        self.keep(kind, &file)
    }

    fn keep(&mut self, kind: SlotKind, file: &[u8]) -> Result<()> {
        let id = Id::random()?;
        self.store.put(Blob::Keyslot(&id), file)?;
        self.header.slots.push(SlotRecord {
            id,
            kind,
            sha256: Fingerprint::of(file),
        });
        Ok(())
    }
}

fn make_folder_of(path: &Path, disk: &Disk) -> Result<()> {
    match path.parent() {
        // A folder that is there keeps its mode: it is not ours alone.
        Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
            disk.create_private_dir(folder)
        }
        _ => Ok(()),
    }
}
