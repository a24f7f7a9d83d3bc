//! An identity file: age's X25519 recipient.

use std::path::Path;

use keyward_core::{Result, disk::Disk};

use super::{SlotKind, unwrap};
use crate::{
    id::Id,
    identity::{IdentityFile, Pinned},
    seal::VaultKey,
    unlock::{Attempt, Locked},
    words::{foreign, identity_invalid},
};

/// Tries the identity file at `path`. It was named, so it must be there and in order.
pub(crate) fn open(locked: &Locked<'_>, path: &Path) -> Result<Attempt> {
    let vault = &locked.header.vault;
    let file = IdentityFile::read(path, locked.home, locked.disk)?.ok_or_else(|| {
        identity_invalid(path, "there is no such file")
            .with_hint("set KEYWARD_IDENTITY_FILE to the file that `keyward init` made")
    })?;
    let mut trouble = None;
    for identity in &file.identities {
        match locked.try_kind(SlotKind::IdentityFile, |slot| unwrap(identity, vault, slot)) {
            Attempt::Opened(key) => {
                refuse_other(&file, vault, &key)?;
                return Ok(Attempt::Opened(key));
            }
            Attempt::Trouble(error) => trouble = Some(error),
            Attempt::No => {}
        }
    }
    if file.is_foreign_to(vault) {
        return Ok(Attempt::Trouble(not_its_vault(&file, vault)));
    }
    Ok(trouble.map_or(Attempt::No, Attempt::Trouble))
}

/// The identity in the file at `path`, or a new one where there is no such file.
pub(crate) fn read_or_generate(
    path: &Path,
    home: &Path,
    disk: &Disk,
) -> Result<(IdentityFile, bool)> {
    match IdentityFile::read(path, home, disk)? {
        Some(file) => Ok((file, false)),
        None => Ok((IdentityFile::generate(path), true)),
    }
}

/// A vault that this identity was not made for is refused even where it opens.
fn refuse_other(file: &IdentityFile, vault: &Id, key: &VaultKey) -> Result<()> {
    match file.check(vault, key.commitment(vault)) {
        Pinned::Fits => Ok(()),
        Pinned::OtherVaults => Err(not_its_vault(file, vault)),
        Pinned::OtherKey => Err(foreign(format!(
            "the key of vault {vault} is not the one that {} was made for",
            file.path().display()
        ))),
    }
}

fn not_its_vault(file: &IdentityFile, vault: &Id) -> keyward_core::Error {
    foreign(format!(
        "vault {vault} is not one that {} belongs to",
        file.path().display()
    ))
}
