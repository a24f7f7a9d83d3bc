//! Small files that can be had again, sealed with the vault's key in a folder of KEYWARD_HOME: one that
//! does not open is as good as absent.

use std::{path::PathBuf, sync::Arc, time::Duration};

use keyward_core::{
    Error, ErrorCode, Result,
    disk::{Disk, LockGuard},
};
use zeroize::Zeroizing;

use crate::{Engine, vault_access::VaultAccess};

const FOLDER: &str = "sessions";
const MODE: u32 = 0o600;

/// Where one of them lies.
#[derive(Clone)]
pub(crate) struct SealedFile {
    disk: Disk,
    vault: Arc<VaultAccess>,
    pub(crate) path: PathBuf,
    what: String,
}

impl SealedFile {
    /// The place of what `what` describes, as `<digest>.<kind>`. Opening the vault may take a second or
    /// a person.
    ///
    /// # Errors
    /// The vault's; the disk's.
    pub(crate) async fn of(engine: &Engine, what: String, kind: &'static str) -> Result<Self> {
        let (vault, disk) = (Arc::clone(engine.shared_vault()), engine.disk().clone());
        tokio::task::spawn_blocking(move || {
            let folder = vault.home().join(FOLDER);
            if !folder.is_dir() {
                disk.create_private_dir(&folder)?;
            }
            let name = vault.with(|vault| Ok(vault.session_name(&what)))?;
            Ok(Self {
                path: folder.join(format!("{name}.{kind}")),
                disk,
                vault,
                what,
            })
        })
        .await
        .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    pub(crate) fn read(&self) -> Option<Zeroizing<Vec<u8>>> {
        let sealed = self.disk.read(&self.path).ok()??;
        self.vault
            .with(|vault| Ok(vault.open_session(&self.what, &sealed)))
            .ok()?
    }

    /// # Errors
    /// The vault's; the disk's.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<()> {
        let sealed = self
            .vault
            .with(|vault| vault.seal_session(&self.what, bytes))?;
        self.disk.write_atomic(&self.path, &sealed, MODE)
    }

    /// # Errors
    /// The disk's.
    pub(crate) fn remove(&self) -> Result<()> {
        self.disk.remove(&self.path).map(drop)
    }

    pub(crate) fn disk(&self) -> &Disk {
        &self.disk
    }

    /// A lock beside it, which dies with its process. Reading and writing need none: it is replaced
    /// whole.
    ///
    /// # Errors
    /// `FileBusy` after `patience`; the disk's.
    pub(crate) async fn lock(
        &self,
        extension: &'static str,
        patience: Duration,
    ) -> Result<LockGuard> {
        let (disk, path) = (self.disk.clone(), self.path.with_extension(extension));
        tokio::task::spawn_blocking(move || disk.lock_within(&path, patience))
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }
}
