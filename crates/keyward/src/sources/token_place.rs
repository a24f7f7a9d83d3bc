//! Where the token of a sign-in lies: sealed with the vault's key in keyward's own cache, as
//! `keyward login` leaves it, or in plaintext in the AWS CLI's.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use keyward_core::{
    Error, ErrorCode, Result, Timestamp, World,
    disk::{Disk, LockGuard},
};
use zeroize::Zeroizing;

use super::{Reach, token_document::Document};
use crate::vault_access::VaultAccess;

/// Below `KEYWARD_HOME`.
const SEALED_FOLDER: &str = "tokens";
const SEALED_KIND: &str = "token";

/// Readable by its owner alone, as the AWS CLI makes it.
const MODE: u32 = 0o600;

/// Which token is meant.
#[derive(Clone, Debug)]
pub(crate) struct TokenName {
    /// Everything that it is good for: it is sealed for exactly this.
    pub(crate) what: String,
    /// The AWS CLI's file for it.
    pub(crate) cli_file: PathBuf,
}

/// One of the two places.
#[derive(Clone)]
pub(crate) struct TokenPlace {
    world: World,
    disk: Disk,
    path: PathBuf,
    seal: Option<Seal>,
}

#[derive(Clone)]
struct Seal {
    vault: Arc<VaultAccess>,
    what: String,
}

/// `variable`'s folder, else `below_home`.
///
/// # Errors
/// There is no home folder.
pub(super) fn cli_folder(
    world: &World,
    variable: Option<&str>,
    below_home: &str,
) -> Result<PathBuf> {
    if let Some(folder) = variable.and_then(|name| world.var(name)) {
        return Ok(PathBuf::from(folder));
    }
    world
        .home()
        .map(|home| home.join(below_home))
        .ok_or_else(|| {
            Error::new(
                ErrorCode::FileUnreadable,
                format!(
                    "~/{below_home}: there is no home folder: neither HOME nor USERPROFILE is set"
                ),
            )
        })
}

impl TokenPlace {
    /// The AWS CLI's own file.
    pub(crate) fn of_cli(reach: &Reach<'_>, name: &TokenName) -> Self {
        Self {
            world: reach.world.clone(),
            disk: reach.disk.clone(),
            path: name.cli_file.clone(),
            seal: None,
        }
    }

    /// The sealed one. The vault is opened, which may take a second or a person.
    ///
    /// # Errors
    /// The vault's own: absent, locked, damaged.
    pub(crate) async fn sealed(reach: &Reach<'_>, name: &TokenName) -> Result<Self> {
        let (vault, what) = (Arc::clone(reach.vault), name.what.clone());
        let (world, disk) = (reach.world.clone(), reach.disk.clone());
        tokio::task::spawn_blocking(move || {
            let file = vault.with(|vault| Ok(vault.session_name(&what)))?;
            let folder = vault.home().join(SEALED_FOLDER);
            Ok(Self {
                world,
                disk,
                path: folder.join(format!("{file}.{SEALED_KIND}")),
                seal: Some(Seal { vault, what }),
            })
        })
        .await
        .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    /// The sealed place if there is any sealed token: else the vault need not be opened.
    pub(crate) async fn sealed_if_any(reach: &Reach<'_>, name: &TokenName) -> Result<Option<Self>> {
        let folder = reach.vault.home().join(SEALED_FOLDER);
        let names = reach.disk.list(&folder)?;
        let any = names.iter().any(|name| name.ends_with(SEALED_KIND));
        if !any || !reach.vault.exists() {
            return Ok(None);
        }
        let place = Self::sealed(reach, name).await?;
        Ok(place.exists().then_some(place))
    }

    /// Where the token is: sealed, unless only the AWS CLI has one that is still `alive`.
    pub(crate) async fn find(
        reach: &Reach<'_>,
        name: &TokenName,
        alive: impl Fn(&Document) -> bool,
    ) -> Result<Self> {
        let cli = Self::of_cli(reach, name);
        let Some(sealed) = Self::sealed_if_any(reach, name).await? else {
            return Ok(cli);
        };
        let lives = |place: &Self| matches!(place.read(), Ok(Some(token)) if alive(&token));
        Ok(if !lives(&sealed) && lives(&cli) {
            cli
        } else {
            sealed
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn is_sealed(&self) -> bool {
        self.seal.is_some()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.world.now()
    }

    fn exists(&self) -> bool {
        self.world.read(&self.path).is_ok()
    }

    /// The token; `None` where there is none.
    ///
    /// # Errors
    /// `FileUnreadable`; `LoginRequired`, without a hint, where it is not what it should be.
    pub(crate) fn read(&self) -> Result<Option<Document>> {
        let bytes = match self.world.read(&self.path) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(self.problem(
                    ErrorCode::FileUnreadable,
                    &format!("cannot be read: {error}"),
                ));
            }
        };
        let bytes = match &self.seal {
            None => bytes,
            Some(seal) => seal.open(&bytes)?.ok_or_else(|| {
                self.problem(
                    ErrorCode::LoginRequired,
                    "does not open with the vault's key: it was changed, or the key was",
                )
            })?,
        };
        let token = Document::parse(&bytes);
        token
            .map(Some)
            .ok_or_else(|| self.problem(ErrorCode::LoginRequired, "is not the JSON it should be"))
    }

    /// Replaces the token, whole or not at all.
    ///
    /// # Errors
    /// The disk's; the vault's.
    pub(crate) fn write(&self, token: &Document) -> Result<()> {
        let bytes = token.to_bytes();
        match &self.seal {
            None => self.disk.write_atomic(&self.path, &bytes, MODE),
            Some(seal) => self
                .disk
                .write_atomic(&self.path, &seal.close(&bytes)?, MODE),
        }
    }

    /// Makes the folder where it is missing, for its owner alone.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn prepare(&self) -> Result<()> {
        match self.path.parent() {
            Some(folder) if !folder.is_dir() => self.disk.create_private_dir(folder),
            _ => Ok(()),
        }
    }

    /// Forgets the token; true where there was one.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn remove(&self) -> Result<bool> {
        self.disk.remove(&self.path)
    }

    /// The lock beside the token, so that everybody who shares the one shares the other.
    ///
    /// # Errors
    /// `FileBusy` after `patience`; the disk's.
    pub(crate) async fn lock(&self, kind: &str, patience: Duration) -> Result<LockGuard> {
        let (disk, path) = (self.disk.clone(), self.path.with_extension(kind));
        tokio::task::spawn_blocking(move || disk.lock_within(&path, patience))
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    fn problem(&self, code: ErrorCode, why: &str) -> Error {
        Error::new(code, format!("{}: {why}", self.path.display()))
    }
}

impl Seal {
    fn open(&self, bytes: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>> {
        self.vault
            .with(|vault| Ok(vault.open_session(&self.what, bytes)))
    }

    fn close(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        self.vault
            .with(|vault| vault.seal_session(&self.what, bytes))
    }
}

#[cfg(test)]
impl TokenPlace {
    pub(super) fn in_plaintext(path: PathBuf) -> Self {
        Self {
            world: World::real(),
            disk: Disk::real(),
            path,
            seal: None,
        }
    }
}
