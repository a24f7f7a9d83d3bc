//! The operating system's keyring: age's X25519 recipient, with the identity in an item of the keyring.

use keyward_core::{Error, ErrorCode, Result};

use super::{SlotKind, unwrap};
use crate::{
    os_keyring::{self, Item},
    seal::VaultKey,
    unlock::{Attempt, Locked},
    words::foreign,
};

/// Tries the keyring's item for this vault; gives the highest generation seen here with the key.
pub(crate) fn open(locked: &Locked<'_>) -> Result<(Attempt, u64)> {
    let item = match os_keyring::read(&locked.header.vault) {
        Ok(Some(item)) => item,
        Ok(None) => return Ok((Attempt::Trouble(nothing_for(locked)), 0)),
        Err(error) => return Ok((Attempt::Trouble(error), 0)),
    };
    let vault = &locked.header.vault;
    let attempt = locked.try_kind(SlotKind::Keyring, |slot| {
        unwrap(&item.identity, vault, slot)
    });
    if let Attempt::Opened(key) = &attempt {
        refuse_other(&item, key)?;
    }
    Ok((attempt, item.generation))
}

/// Refuses a key that is not the one the item is pinned to.
pub(crate) fn refuse_other(item: &Item, key: &VaultKey) -> Result<()> {
    if key.commitment(&item.vault) == item.commitment {
        return Ok(());
    }
    Err(foreign(format!(
        "the key of vault {} is not the one that the operating system's keyring knows",
        item.vault
    )))
}

fn nothing_for(locked: &Locked<'_>) -> Error {
    Error::new(
        ErrorCode::KeyringUnavailable,
        format!(
            "the operating system's keyring holds nothing for vault {}",
            locked.header.vault
        ),
    )
}
