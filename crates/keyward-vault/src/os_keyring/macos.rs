//! The login keychain.

use apple_native_keyring_store::keychain::Store;
use keyring_core::{Entry, Result, api::CredentialStoreApi};

pub(super) fn entry(service: &str, user: &str) -> Result<Entry> {
    Store::new()?.build(service, user, None)
}

pub(super) fn is_ready() -> bool {
    Store::new().is_ok()
}
