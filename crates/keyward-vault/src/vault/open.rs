//! `Vault::open`.

use std::path::Path;

use keyward_core::{Result, disk::Disk};

use super::{Vault, read_envelope, refuse_rollback};
use crate::{SlotKind, Unlock, os_keyring, store::Directory, unlock::Locked};

impl Vault {
    /// Unlocks the vault in `home`: by the identity file where one is named and a keyslot matches,
    /// else by the operating system's keyring, else by a passphrase.
    ///
    /// # Errors
    /// `VaultNotFound`; `VaultLocked` where nothing given opens it; `WrongPassphrase`;
    /// `IdentityFileInvalid`; `VaultForeign` where it is not the vault that the identity belongs to;
    /// `VaultRolledBack`; `VaultDamaged`; `VaultNewerFormat`.
    pub fn open(home: &Path, disk: &Disk, unlock: &mut dyn Unlock) -> Result<Self> {
        let store = Directory::new(home, disk);
        let envelope = read_envelope(&store, home)?;
        let locked = Locked {
            home,
            disk,
            store: &store,
            header: &envelope.header,
        };
        let opened = locked.unlock(unlock)?;
        let body = envelope.open(&opened.key)?;
        refuse_rollback(home, &body, opened.seen)?;
        let vault = Self {
            home: home.to_owned(),
            disk: disk.clone(),
            store: Box::new(store),
            key: opened.key,
            header: envelope.header,
            body,
            unlocked_by: opened.by,
            witnessed: opened.by == SlotKind::Keyring,
        };
        vault.tell_keyring(opened.seen);
        Ok(vault)
    }

    // Somebody without this keyring may have written since. What fails here is done next time.
    fn tell_keyring(&self, seen: u64) {
        if self.witnessed
            && seen < self.body.generation
            && let Ok(_lease) = self.store.lease_now()
        {
            let _ = os_keyring::raise(&self.header.vault, self.body.generation);
        }
    }
}
