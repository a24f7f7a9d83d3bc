//! The Credential Manager.

use keyring_core::{Entry, Result, api::CredentialStoreApi};
use windows_native_keyring_store::Store;

pub(super) fn entry(service: &str, user: &str) -> Result<Entry> {
    Store::new()?.build(service, user, None)
}

pub(super) fn is_ready() -> bool {
    Store::new().is_ok()
}
