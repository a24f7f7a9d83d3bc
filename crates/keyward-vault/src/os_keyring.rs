//! The operating system's keyring: one item a vault, with the identity, what it is pinned to, and
//! the highest generation of the vault that was seen here.

mod item;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod none;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
use none as system;
#[cfg(windows)]
use windows as system;

use std::{fmt, sync::mpsc, thread, time::Duration};

use keyring_core::Entry;
use keyward_core::{Error, ErrorCode, Result};
use zeroize::Zeroizing;

pub(crate) use item::Item;

use crate::id::Id;

const SERVICE: &str = "keyward";
/// The system may ask its user to unlock the keyring; DESIGN gives a prompt 60 seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// A look needs nobody.
const GLANCE: Duration = Duration::from_secs(3);

/// Whether there is a keyring that could keep an identity: a running (or startable) service with a
/// default collection. Asks nobody, stores nothing, answers within three seconds.
#[must_use]
pub fn available() -> bool {
    bounded(GLANCE, || {
        system::is_ready().then_some(()).ok_or_else(absent)
    })
    .is_ok()
}

/// The item of a vault, none where this keyring has none.
pub(crate) fn read(vault: &Id) -> Result<Option<Item>> {
    let vault = vault.clone();
    bounded(PATIENCE, move || get(&entry(&vault)?))
}

/// Stores the item of a vault, over an older one.
pub(crate) fn write(item: Item) -> Result<()> {
    bounded(PATIENCE, move || put(&entry(&item.vault)?, &item))
}

/// Removes the item of a vault that never came to be.
pub(crate) fn forget(vault: &Id) -> Result<()> {
    let vault = vault.clone();
    bounded(PATIENCE, move || {
        entry(&vault)?.delete_credential().map_err(refused)
    })
}

/// Notes that the vault has reached this generation; a higher one stays. Call under the vault's
/// lock, for two at once could lower it; a keyring that would have to ask its user is not waited for.
pub(crate) fn raise(vault: &Id, generation: u64) -> Result<()> {
    let vault = vault.clone();
    bounded(GLANCE, move || {
        let entry = entry(&vault)?;
        match get(&entry)? {
            Some(mut item) if item.generation < generation => {
                item.generation = generation;
                put(&entry, &item)
            }
            _ => Ok(()),
        }
    })
}

fn entry(vault: &Id) -> Result<Entry> {
    system::entry(SERVICE, vault.as_str()).map_err(refused)
}

fn get(entry: &Entry) -> Result<Option<Item>> {
    match entry.get_secret().map(Zeroizing::new) {
        Ok(bytes) => Item::parse(&bytes)
            .map(Some)
            .ok_or_else(|| refused("its item for this vault is not what keyward wrote")),
        Err(keyring_core::Error::NoEntry) => Ok(None),
        Err(error) => Err(refused(error)),
    }
}

fn put(entry: &Entry, item: &Item) -> Result<()> {
    entry.set_secret(&item.to_bytes()).map_err(refused)
}

/// Runs `work` on a thread of its own and waits so long for it: a system service may never answer.
fn bounded<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let (done, outcome) = mpsc::channel();
    thread::Builder::new()
        .name("keyward-keyring".to_owned())
        .spawn(move || done.send(work()))
        .map_err(refused)?;
    outcome
        .recv_timeout(patience)
        .unwrap_or_else(|_| Err(refused("it did not answer in time")))
}

fn absent() -> Error {
    refused("there is none")
}

fn refused(why: impl fmt::Display) -> Error {
    Error::new(
        ErrorCode::KeyringUnavailable,
        format!("the operating system's keyring cannot be used: {why}"),
    )
    .with_hint("unlock it, or use a passphrase or an identity file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_never_answers_or_breaks_is_unavailable() {
        let never = bounded(Duration::from_millis(1), || -> Result<()> {
            thread::park();
            Ok(())
        });
        assert_eq!(never.unwrap_err().code(), ErrorCode::KeyringUnavailable);
        let broken = bounded(PATIENCE, || -> Result<()> {
            panic!("a defect in a library")
        });
        assert_eq!(broken.unwrap_err().code(), ErrorCode::KeyringUnavailable);
    }
}
