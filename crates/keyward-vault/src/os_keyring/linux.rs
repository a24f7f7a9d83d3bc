//! The Secret Service over D-Bus: gnome-keyring, KWallet, KeePassXC.

use std::{collections::HashMap, env, path::Path};

use dbus_secret_service::{EncryptionType, SecretService};
use dbus_secret_service_keyring_store::Store;
use keyring_core::{Entry, Error, Result, api::CredentialStoreApi};

pub(super) fn entry(service: &str, user: &str) -> Result<Entry> {
    if !has_bus() {
        return Err(Error::NoDefaultStore);
    }
    let label = format!("keyward vault {user}");
    let modifiers = HashMap::from([("label", label.as_str())]);
    Store::new()?.build(service, user, Some(&modifiers))
}

/// A default collection that is open, or that its user can open at a screen.
pub(super) fn is_ready() -> bool {
    let at_a_screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    has_bus()
        && SecretService::connect(EncryptionType::Plain)
            .and_then(|service| service.get_default_collection()?.is_locked())
            .is_ok_and(|locked| !locked || at_a_screen)
}

// Where no bus is named, libdbus would start one of its own. It reads the same variables itself.
fn has_bus() -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    set("DBUS_SESSION_BUS_ADDRESS").is_some()
        || set("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists())
}
