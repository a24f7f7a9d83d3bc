//! `Vault::remove`.

use keyward_core::{ProfileName, Result};

use super::Vault;

impl Vault {
    /// Removes an entry; true where there was one.
    ///
    /// # Errors
    /// `VaultBusy`, `DiskFull`, `VaultReadOnly`; else as [`Vault::refresh`].
    pub fn remove(&mut self, name: &ProfileName) -> Result<bool> {
        let _lease = self.store.lease()?;
        self.refresh()?;
        let mut body = self.body.next();
        if body.entries.remove(name).is_none() {
            return Ok(false);
        }
        self.commit(self.header.clone(), body)?;
        Ok(true)
    }
}
