//! `Vault::remove`.

use keyward_core::{ProfileName, Result};

use super::Vault;
use crate::Expected;

impl Vault {
    /// Removes an entry; true where there was one.
    ///
    /// # Errors
    /// `VaultBusy`, `DiskFull`, `VaultReadOnly`; else as [`Vault::refresh`].
    pub fn remove(&mut self, name: &ProfileName) -> Result<bool> {
        self.remove_if(name, Expected::Any)
    }

    /// Removes an entry, if it is the one that is `expected`; true where there was one.
    ///
    /// # Errors
    /// `EntryChanged` or `EntryExists` where another thing is there; else as [`Vault::remove`].
    pub fn remove_if(&mut self, name: &ProfileName, expected: Expected) -> Result<bool> {
        let _lease = self.store.lease()?;
        self.refresh()?;
        let mut body = self.body.next();
        let Some(current) = body.entries.remove(name) else {
            return Ok(false);
        };
        expected.check(name, Some(&current))?;
        self.commit(self.header.clone(), body)?;
        Ok(true)
    }
}
