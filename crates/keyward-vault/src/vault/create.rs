//! `Vault::create`.

use std::path::Path;

use keyward_core::{Error, ErrorCode, Result, disk::Disk};

use super::{
    Failed, Vault, is_not_found, new_slot::Maker, read_envelope, undo::Undo, write_manifest,
};
use crate::{
    NewSlot, SlotKind,
    id::Id,
    manifest::{self, Body, Header},
    seal::VaultKey,
    store::{Blob, Directory, Store},
    words,
};

impl Vault {
    /// Makes a vault in `home` (KEYWARD_HOME) that each of `slots` unlocks: all of it or nothing.
    ///
    /// # Errors
    /// `VaultExists`; `InvalidArgument` where there is no keyslot or an empty passphrase;
    /// `KeyringUnavailable`; `IdentityFileInvalid`; `VaultBusy`, `DiskFull`, `VaultReadOnly`.
    pub fn create(home: &Path, disk: &Disk, slots: &[NewSlot<'_>]) -> Result<Self> {
        if slots.is_empty() {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                "a vault needs at least one way to unlock it",
            ));
        }
        let store = Directory::new(home, disk);
        refuse_existing(&store, home)?;
        store.prepare()?;
        let _lease = store.lease()?;
        // Once more, for another process may have been faster.
        refuse_existing(&store, home)?;
        let key = VaultKey::random()?;
        let header = make(home, disk, &store, &key, slots)?;
        let vault = Self {
            home: home.to_owned(),
            disk: disk.clone(),
            store: Box::new(store),
            key,
            unlocked_by: header.slots[0].kind,
            witnessed: header
                .slots
                .iter()
                .any(|slot| slot.kind == SlotKind::Keyring),
            header,
            body: first_body(),
        };
        vault.tidy_up();
        Ok(vault)
    }
}

fn refuse_existing(store: &dyn Store, home: &Path) -> Result<()> {
    match read_envelope(store, home) {
        Err(error) if is_not_found(&error) => Ok(()),
        Ok(_) => Err(words::exists(home)),
        Err(error) => Err(error),
    }
}

/// Writes keyslots and manifest, or takes everything back.
fn make(
    home: &Path,
    disk: &Disk,
    store: &dyn Store,
    key: &VaultKey,
    slots: &[NewSlot<'_>],
) -> Result<Header> {
    let mut maker = Maker {
        home,
        disk,
        store,
        key,
        header: Header {
            vault: Id::random()?,
            slots: Vec::new(),
        },
        undo: Undo::default(),
    };
    let made = slots.iter().try_for_each(|slot| maker.add(*slot));
    let committed = made
        .and_then(|()| manifest::seal(key, &maker.header, &first_body()))
        .map_err(Failed::before_commit)
        .and_then(|bytes| write_manifest(store, &bytes));
    let Err(failed) = committed else {
        return Ok(maker.header);
    };
    if failed.perhaps_committed {
        // A vault that the caller believes unmade must go.
        let _ = store.remove_manifest();
    }
    if store.get(Blob::Manifest).is_ok_and(|found| found.is_none()) {
        maker.undo.run(disk);
    }
    Err(failed.error)
}

fn first_body() -> Body {
    Body {
        generation: 1,
        ..Body::default()
    }
}
