//! STS sessions on disk, sealed with the vault's key: those that a person was asked for, so that no
//! program asks for a code that another has just given.
//!
//! ```text
//! KEYWARD_HOME/sessions/       0700
//!   <digest>.session           one sealed session; one that does not open is as good as absent
//!   <digest>.asking            held by the process that asks; dies with it
//! ```

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use keyward_core::{
    Credentials, Error, ErrorCode, Result, Timestamp, World,
    disk::{Disk, LockGuard},
};
use zeroize::Zeroizing;

use crate::{Engine, ProcessDocument, vault_access::VaultAccess};

const FOLDER: &str = "sessions";
const KIND: &str = "session";
const MODE: u32 = 0o600;

/// Below this a new session is worth a question; until then the old one serves where nobody answers.
const WORTH_KEEPING: Duration = Duration::from_secs(300);

/// No session of STS lives longer.
const LONGEST_LIFE: Duration = Duration::from_secs(36 * 3600);

/// Where one session lies.
pub(crate) struct SessionPlace {
    world: World,
    disk: Disk,
    vault: Arc<VaultAccess>,
    path: PathBuf,
    what: String,
    source: &'static str,
}

impl SessionPlace {
    /// The place of the session that `what` describes; none without a vault to seal with. Opening the
    /// vault may take a second or a person.
    ///
    /// # Errors
    /// The vault's; the disk's.
    pub(crate) async fn of(
        engine: &Engine,
        what: String,
        source: &'static str,
    ) -> Result<Option<Self>> {
        if !engine.has_vault() {
            return Ok(None);
        }
        let (vault, disk) = (Arc::clone(engine.shared_vault()), engine.disk().clone());
        let world = engine.world().clone();
        tokio::task::spawn_blocking(move || {
            let folder = vault.home().join(FOLDER);
            if !folder.is_dir() {
                disk.create_private_dir(&folder)?;
            }
            let name = vault.with(|vault| Ok(vault.session_name(&what)))?;
            Ok(Some(Self {
                path: folder.join(format!("{name}.{KIND}")),
                world,
                disk,
                vault,
                what,
                source,
            }))
        })
        .await
        .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    /// The session, with time enough left.
    pub(crate) fn fresh(&self) -> Option<Credentials> {
        self.read()
            .filter(|it| it.usable_at(self.world.now() + WORTH_KEEPING))
    }

    /// The session, as long as AWS takes it.
    pub(crate) fn usable(&self) -> Option<Credentials> {
        self.read().filter(|it| it.usable_at(self.world.now()))
    }

    fn read(&self) -> Option<Credentials> {
        let sealed = self.disk.read(&self.path).ok()??;
        let opened = self
            .vault
            .with(|vault| Ok(vault.open_session(&self.what, &sealed)))
            .ok()??;
        let session = ProcessDocument::read(std::str::from_utf8(&opened).ok()?).ok()?;
        Some(Credentials {
            source: self.source,
            ..session
        })
    }

    /// Keeps a session, and forgets those of old that nobody can use.
    ///
    /// # Errors
    /// The vault's; the disk's.
    pub(crate) fn write(&self, session: &Credentials) -> Result<()> {
        let document: Zeroizing<String> = ProcessDocument::write(session)?;
        let sealed = self
            .vault
            .with(|vault| vault.seal_session(&self.what, document.as_bytes()))?;
        self.disk.write_atomic(&self.path, &sealed, MODE)?;
        self.sweep()
    }

    /// Forgets the session with this key id.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn forget(&self, access_key_id: &str) -> Result<()> {
        if self
            .read()
            .is_some_and(|it| it.access_key_id == access_key_id)
        {
            self.disk.remove(&self.path)?;
        }
        Ok(())
    }

    /// The right to ask a person. Reading and writing the session need no lock: it is replaced whole.
    ///
    /// # Errors
    /// `FileBusy` after `patience`; the disk's.
    pub(crate) async fn turn(&self, patience: Duration) -> Result<LockGuard> {
        let (disk, path) = (self.disk.clone(), self.path.with_extension("asking"));
        tokio::task::spawn_blocking(move || disk.lock_within(&path, patience))
            .await
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?
    }

    /// A session whose key was replaced is never written over.
    fn sweep(&self) -> Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let names = self.disk.list(folder)?;
        let sessions = names.iter().filter(|name| name.ends_with(KIND));
        for path in sessions.map(|name| folder.join(name)) {
            if is_old(&path, self.world.now()) {
                self.disk.remove(&path)?;
            }
        }
        Ok(())
    }
}

fn is_old(path: &Path, now: Timestamp) -> bool {
    let written = fs::metadata(path).and_then(|file| file.modified()).ok();
    let since = written.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    since.is_some_and(|since| {
        let end = since + LONGEST_LIFE;
        i64::try_from(end.as_secs()).is_ok_and(|end| end < now.unix())
    })
}
