//! `Vault::add_slot`.

use keyward_core::Result;

use super::{Failed, Vault, new_slot::Maker, undo::Undo, write_manifest};
use crate::{NewSlot, manifest};

impl Vault {
    /// Adds a way to unlock this vault. The entries stay as they are: the vault key is wrapped once
    /// more. An identity that opens the vault already gets no second keyslot.
    ///
    /// # Errors
    /// As [`Vault::create`], and as [`Vault::refresh`].
    pub fn add_slot(&mut self, slot: NewSlot<'_>) -> Result<()> {
        let _lease = self.store.lease()?;
        self.refresh()?;
        let body = self.body.next();
        let mut maker = Maker {
            home: &self.home,
            disk: &self.disk,
            store: self.store.as_ref(),
            key: &self.key,
            header: self.header.clone(),
            undo: Undo::default(),
        };
        let made = maker.add(slot);
        if made.is_ok() && maker.header == self.header {
            return Ok(());
        }
        let committed = made
            .and_then(|()| manifest::seal(&self.key, &maker.header, &body))
            .map_err(Failed::before_commit)
            .and_then(|bytes| write_manifest(self.store.as_ref(), &bytes));
        if let Err(failed) = committed {
            if !failed.perhaps_committed {
                maker.undo.run(&self.disk);
            }
            return Err(failed.error);
        }
        self.header = maker.header;
        self.body = body;
        self.witnessed |= matches!(slot, NewSlot::Keyring);
        self.tidy_up();
        Ok(())
    }
}
