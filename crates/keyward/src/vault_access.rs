//! The vault as the engine sees it: opened at the first need, once, and kept open.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use keyward_core::{
    Credentials, Error, ErrorCode, ProfileName, Result, World,
    disk::{Disk, LockGuard},
};
use keyward_vault::{Entry, Revocation, Vault};

use crate::unlock::{Ask, Unlocker};

pub(crate) struct VaultAccess {
    world: World,
    home: PathBuf,
    disk: Disk,
    ask: Arc<dyn Ask>,
    opened: Mutex<Option<Vault>>,
    // Read without the lock, which is held for as long as opening takes.
    is_open: AtomicBool,
}

impl VaultAccess {
    pub(crate) fn new(world: World, disk: Disk, ask: Arc<dyn Ask>) -> Self {
        Self {
            home: world.paths().keyward_home,
            world,
            disk,
            ask,
            opened: Mutex::new(None),
            is_open: AtomicBool::new(false),
        }
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn disk(&self) -> &Disk {
        &self.disk
    }

    pub(crate) fn exists(&self) -> bool {
        keyward_vault::exists(&self.home)
    }

    /// One at a time makes, ends and replaces keys: rotation, revocation, and whoever changes what is sealed beside a key.
    ///
    /// # Errors
    /// That there is no vault; `file_busy` where another holds it for longer than `patience`.
    pub(crate) fn lock_keys(&self, patience: Duration) -> Result<LockGuard> {
        if !self.exists() {
            self.with(|_| Ok(()))?;
        }
        let lock = self.home().join("rotation.lock");
        self.disk().lock_within(&lock, patience)
    }

    /// Whether asking it now would have to unlock it first, which may take a second or a person.
    pub(crate) fn must_unlock(&self) -> bool {
        !self.is_open.load(Ordering::Acquire) && self.exists()
    }

    /// Runs `work` on the open vault, which has seen every other process's writes.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T>) -> Result<T> {
        let mut opened = self.lock();
        let fresh = match opened.take() {
            Some(vault) => self.refreshed(vault),
            None => self.open(),
        };
        self.is_open.store(fresh.is_ok(), Ordering::Release);
        work(opened.insert(fresh?))
    }

    /// The same vault with what other processes wrote; or another one that stands in its place now.
    fn refreshed(&self, mut vault: Vault) -> Result<Vault> {
        match vault.refresh() {
            Ok(()) => Ok(vault),
            Err(error) if error.code() == ErrorCode::VaultForeign => self.open(),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn contains(&self, name: &ProfileName) -> Result<bool> {
        if !self.exists() {
            return Ok(false);
        }
        self.with(|vault| Ok(vault.contains(name)))
    }

    pub(crate) fn entry(&self, name: &ProfileName) -> Result<Entry> {
        self.with(|vault| vault.get(name))?
            .ok_or_else(|| no_entry(name))
    }

    /// What tells one key of an entry from another, without opening it. How far a rotation has come
    /// is no part of it: sessions, and the MFA codes they took, outlive that.
    pub(crate) fn key_version(&self, name: &ProfileName) -> Result<String> {
        let entry = self.with(|vault| Ok(vault.entry(name)))?;
        entry
            .map(|entry| format!("{} {}", entry.added_at.unix(), entry.access_key_id))
            .ok_or_else(|| no_entry(name))
    }

    pub(crate) fn credentials(&self, name: &ProfileName) -> Result<Credentials> {
        let entry = self.entry(name)?;
        if let Some(revocation) = entry.revoked() {
            return Err(revoked(name, &entry.access_key_id, revocation));
        }
        let mut credentials =
            Credentials::long_lived(entry.access_key_id, entry.secret_access_key, "vault");
        credentials.account_id = entry.account_id;
        Ok(credentials)
    }

    fn open(&self) -> Result<Vault> {
        let mut unlocker = Unlocker {
            world: &self.world,
            home: &self.home,
            ask: &self.ask,
        };
        Vault::open(&self.home, &self.disk, &mut unlocker)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vault>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn revoked(name: &ProfileName, id: &str, revocation: &Revocation) -> Error {
    Error::new(
        ErrorCode::ExpiredCredentials,
        format!("the key {id} of {name} was revoked at {}", revocation.at()),
    )
    .with_hint(format!(
        "put a new one in its place: `keyward rotate {name} --with PROFILE`, signed by another profile, or `keyward add {name} --replace`"
    ))
}

fn no_entry(name: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryNotFound,
        format!("the vault has no entry {:?}", name.as_str()),
    )
    .with_hint("see `keyward list`")
}
