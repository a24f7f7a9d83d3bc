//! A key that lies encrypted in the vault.

use keyward_core::{Credentials, ProfileName, Result};

use crate::vault_access::VaultAccess;

pub(super) fn fetch(vault: &VaultAccess, name: &ProfileName) -> Result<Credentials> {
    vault.credentials(name)
}
