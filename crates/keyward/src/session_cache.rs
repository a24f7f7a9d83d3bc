//! STS sessions on disk, sealed with the vault's key: those that a person was asked for, so that no
//! program asks for a code that another has just given.
//!
//! ```text
//! KEYWARD_HOME/sessions/       0700
//!   <digest>.session           one sealed session; one that does not open is as good as absent
//!   <digest>.asking            held by the process that asks; dies with it
//!   <digest>.window            the last window whose code of a device was given out (`mfa/used.rs`)
//! ```

use std::{fs, path::Path, time::Duration};

use keyward_core::{Credentials, Result, Timestamp, World, disk::LockGuard};
use zeroize::Zeroizing;

use crate::{Engine, ProcessDocument, sealed_file::SealedFile};

const KIND: &str = "session";

/// Below this a new session is worth a question; until then the old one serves where nobody answers.
const WORTH_KEEPING: Duration = Duration::from_secs(300);

/// No session of STS lives longer.
const LONGEST_LIFE: Duration = Duration::from_secs(36 * 3600);

/// Where one session lies.
pub(crate) struct SessionPlace {
    world: World,
    file: SealedFile,
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
        Ok(Some(Self {
            world: engine.world().clone(),
            file: SealedFile::of(engine, what, KIND).await?,
            source,
        }))
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
        let opened = self.file.read()?;
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
        self.file.write(document.as_bytes())?;
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
            self.file.remove()?;
        }
        Ok(())
    }

    /// Forgets the session, whichever it is. Whether there was one.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn discard(&self) -> Result<bool> {
        self.file.disk().remove(&self.file.path)
    }

    /// The right to ask a person. Reading and writing the session need no lock: it is replaced whole.
    ///
    /// # Errors
    /// `FileBusy` after `patience`; the disk's.
    pub(crate) async fn turn(&self, patience: Duration) -> Result<LockGuard> {
        self.file.lock("asking", patience).await
    }

    /// A session whose key was replaced is never written over.
    fn sweep(&self) -> Result<()> {
        let folder = self.file.path.parent().unwrap_or(Path::new(""));
        let names = self.file.disk().list(folder)?;
        let sessions = names.iter().filter(|name| name.ends_with(KIND));
        for path in sessions.map(|name| folder.join(name)) {
            if is_old(&path, self.world.now()) {
                self.file.disk().remove(&path)?;
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
