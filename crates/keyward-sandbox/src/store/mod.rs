//! The data folder: the state in one file, which survives the end of the process at any instant.
//!
//! Whatever a request changes is written, under the state's lock and before its answer leaves, in
//! one transaction of an ACID store; only what it touched is written. The file is locked while a
//! sandbox runs. It holds the snapshot's document in parts ([`tables`]).

mod changes;
mod error;
mod load;
mod tables;
mod write;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use redb::{Database, DatabaseError};

pub(crate) use changes::Changes;
pub use error::DataError;

use crate::state::State;

const FILE: &str = "sandbox.redb";
/// Who holds the lock, for the refusal of a second one.
const PID: &str = "sandbox.pid";
/// Bytes of pages kept in memory: what is read is in the state already.
const CACHE: usize = 16 * 1024 * 1024;

/// An open data folder.
pub(crate) struct Store {
    folder: PathBuf,
    database: Database,
    written: Written,
    /// Why the last transaction failed; the next one writes everything.
    failure: Option<String>,
}

/// What the file has, so that the same is not written again.
#[derive(Default)]
struct Written {
    /// Account id to its document.
    accounts: HashMap<String, Vec<u8>>,
    /// Bucket to its document, without what is in it.
    buckets: HashMap<String, Vec<u8>>,
    settings: Vec<u8>,
    sms: usize,
    messages: usize,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the folder, made where there is none, and reads the state in it; `None` in an empty one.
    pub(crate) fn open(folder: &Path) -> Result<(Self, Option<State>), DataError> {
        let unusable = |error: io::Error| DataError::unusable(folder, &error);
        make_folder(folder).map_err(unusable)?;
        let file = folder.join(FILE);
        make_file(&file).map_err(unusable)?;
        let mut builder = Database::builder();
        builder
            .set_cache_size(CACHE)
            .set_check_integrity_on_open(true);
        let database = builder.create(&file).map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => DataError::in_use(folder, &folder.join(PID)),
            DatabaseError::Storage(redb::StorageError::Io(error))
                if error.kind() != io::ErrorKind::InvalidData =>
            {
                DataError::unusable(folder, &error)
            }
            other => DataError::damaged(&file, &other.to_string()),
        })?;
        // It only helps a message: a folder where it cannot be written still works.
        let _ = fs::write(folder.join(PID), std::process::id().to_string());
        let state = load::state(&database, &file)?;
        let store = Self {
            folder: folder.to_owned(),
            database,
            written: Written::default(),
            failure: None,
        };
        Ok((store, state))
    }
}

impl State {
    /// Keeps all of this state in a folder from now on.
    pub(crate) fn keep_in(&mut self, mut store: Store) -> Result<(), DataError> {
        let _ = Changes::take(self);
        let written = store.write(self, &Changes::Everything);
        written.map_err(|error| DataError::unwritable(&store.folder, &error.to_string()))?;
        self.store = Some(store);
        Ok(())
    }

    /// Writes what was touched since the last time.
    pub(crate) fn keep(&mut self) {
        let changes = Changes::take(self);
        let Some(mut store) = self.store.take() else {
            return;
        };
        let changes = if store.failure.is_some() {
            Changes::Everything
        } else {
            changes
        };
        let written = store.write(self, &changes);
        store.failure = written.err().map(|error| error.to_string());
        self.store = Some(store);
    }

    /// Why the state is not in the data folder as it should be.
    pub(crate) fn unkept(&self) -> Option<String> {
        self.store.as_ref()?.failure.clone()
    }

    /// Writes what was left for later, and gives the folder up.
    pub(crate) fn give_up_folder(&mut self) {
        self.keep();
        let Some(mut store) = self.store.take() else {
            return;
        };
        // Nobody is left to tell; what was confirmed is written already.
        let _ = store.write(self, &Changes::all_accounts(self));
        let _ = fs::remove_file(store.folder.join(PID));
    }
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Makes the file before the store does, so that nobody else can ever read it.
fn make_file(file: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(|_| ())
}
