//! The one way in which keyward writes files: whole, or not at all.

mod fault;
mod lock;
mod owner;
mod words;

use std::{
    collections::hash_map::RandomState,
    ffi::OsString,
    fs::{self, File, OpenOptions},
    hash::{BuildHasher, Hasher},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

pub use fault::Fault;
use fault::{Script, Step, Verdict};
pub use lock::LockGuard;
use words::{cannot_read, cannot_write};

use crate::Result;

/// What every temporary file's name starts with; a leftover of a killed process is told by it.
pub const TEMP_PREFIX: &str = ".keyward-tmp-";

/// The file system as keyward writes to it.
///
/// Cheap to clone. Real inside, or (in tests) faulty: then every create, write, fsync, rename and
/// unlink is a numbered operation, and the chosen one fails in the chosen way.
#[derive(Clone, Debug)]
pub struct Disk(Backend);

#[derive(Clone, Debug)]
enum Backend {
    Real,
    Faulty(Arc<Script>),
}

impl Disk {
    /// The file system itself.
    #[must_use]
    pub fn real() -> Self {
        Self(Backend::Real)
    }

    /// For tests: the file system, where operation number `n` (the first is 1) fails.
    #[doc(hidden)]
    #[must_use]
    pub fn failing_at(n: u64, fault: Fault) -> Self {
        Self(Backend::Faulty(Arc::new(Script::new(n, fault))))
    }

    /// For tests: the file system, counting operations and failing none.
    #[doc(hidden)]
    #[must_use]
    pub fn counting() -> Self {
        Self::failing_at(u64::MAX, Fault::Kill)
    }

    /// How many operations were asked for; nought on a real disk, which does not count.
    #[doc(hidden)]
    #[must_use]
    pub fn operations(&self) -> u64 {
        match &self.0 {
            Backend::Real => 0,
            Backend::Faulty(script) => script.operations(),
        }
    }

    /// The bytes of a file, or none where there is no such file.
    ///
    /// # Errors
    /// `FileUnreadable` naming the file.
    pub fn read(&self, path: &Path) -> Result<Option<Vec<u8>>> {
        match self.alive().and_then(|()| fs::read(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(cannot_read(path, &error)),
        }
    }

    /// The names in a folder, sorted; none where there is no such folder. Names that are not
    /// Unicode are not keyward's and are left out.
    ///
    /// # Errors
    /// `FileUnreadable` naming the folder.
    pub fn list(&self, folder: &Path) -> Result<Vec<String>> {
        match self.alive().and_then(|()| names_in(folder)) {
            Ok(names) => Ok(names),
            Err(error) if is_absent(&error) => Ok(Vec::new()),
            Err(error) => Err(cannot_read(folder, &error)),
        }
    }

    /// Replaces the content of a file so that any reader, at any instant and after a crash at any
    /// instant, finds the old content or the new one.
    ///
    /// A temporary file in the same folder is written, flushed to the device and renamed over the
    /// old one. A symbolic link stays, and its target is replaced (files under dotfile managers).
    /// The old file's mode is kept, and its owner where the system lets us; a new file gets `mode`
    /// (Unix permission bits). The temporary file is removed on failure.
    ///
    /// # Errors
    /// `DiskFull` or `FileUnwritable` (no permission to write there, a read-only file system, or
    /// something there that is no regular file), naming the file.
    pub fn write_atomic(&self, path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
        self.replace(path, bytes, mode)
            .map_err(|error| cannot_write(path, &error))
    }

    /// Removes a file; true where there was one.
    ///
    /// # Errors
    /// As [`Disk::write_atomic`].
    pub fn remove(&self, path: &Path) -> Result<bool> {
        match self.unlink(path) {
            Ok(()) => Ok(true),
            Err(error) if is_absent(&error) => Ok(false),
            Err(error) => Err(cannot_write(path, &error)),
        }
    }

    /// Makes a folder that only its owner may enter (0700), with the folders above it where they
    /// are missing; an existing one is forced to 0700.
    ///
    /// # Errors
    /// As [`Disk::write_atomic`].
    pub fn create_private_dir(&self, folder: &Path) -> Result<()> {
        self.make_private(folder)
            .map_err(|error| cannot_write(folder, &error))
    }

    /// Takes the exclusive lock on `path`, a file made for it, waiting about ten seconds. The lock
    /// ends with its guard or with the process, however that dies.
    ///
    /// # Errors
    /// `FileBusy` naming the lock; else as [`Disk::write_atomic`].
    pub fn lock(&self, path: &Path) -> Result<LockGuard> {
        self.lock_within(path, lock::PATIENCE)
    }

    /// [`Disk::lock`] with a wait of one's own; zero asks once.
    ///
    /// # Errors
    /// As [`Disk::lock`].
    pub fn lock_within(&self, path: &Path, patience: Duration) -> Result<LockGuard> {
        let file = self
            .open_lock(path)
            .map_err(|error| cannot_write(path, &error))?;
        lock::acquire(file, path, patience)
    }

    fn replace(&self, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        let target = follow_links(path)?;
        refuse_what_is_no_file(&target)?;
        let temp = temp_beside(&target);
        let written = self
            .write_temp(&temp, &target, bytes, mode)
            .and_then(|()| self.rename(&temp, &target));
        if written.is_err() {
            // The first failure is the one to report; a leftover is only untidy.
            let _ = self.unlink(&temp);
        }
        written.and_then(|()| self.sync_folder_of(&target))
    }

    fn write_temp(&self, temp: &Path, target: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
        self.pass(Step::Create)?;
        let mut file =
            owner::private(OpenOptions::new().write(true).create_new(true)).open(temp)?;
        self.write(&mut file, bytes)?;
        owner::take_over(&file, target, mode)?;
        self.pass(Step::Sync)?;
        file.sync_all()
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let half = &bytes[..bytes.len() / 2];
        match self.verdict(Step::Write) {
            Verdict::Proceed => file.write_all(bytes),
            Verdict::Refuse(error) => Err(error),
            Verdict::Tear(error) => file.write_all(half).and(Err(error)),
            Verdict::TearAndAbort => {
                let _ = file.write_all(half);
                std::process::abort()
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Step::Rename)?;
        fs::rename(from, to)
    }

    fn unlink(&self, path: &Path) -> io::Result<()> {
        self.pass(Step::Unlink)?;
        fs::remove_file(path)
    }

    fn make_private(&self, folder: &Path) -> io::Result<()> {
        if !folder.is_dir() {
            self.pass(Step::Create)?;
            owner::private_dir_builder().create(folder)?;
            self.sync_folder_of(folder)?;
        }
        self.alive()?;
        owner::force_private(folder)
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.pass(Step::Create)?;
        let mut options = OpenOptions::new();
        owner::private(options.read(true).write(true).create(true).truncate(false)).open(path)
    }

    // A rename is on the device only once its folder is. Windows has no such call.
    fn sync_folder_of(&self, path: &Path) -> io::Result<()> {
        self.pass(Step::SyncFolder)?;
        if cfg!(unix) {
            File::open(folder_of(path))?.sync_all()?;
        }
        Ok(())
    }

    fn pass(&self, step: Step) -> io::Result<()> {
        match self.verdict(step) {
            Verdict::Proceed => Ok(()),
            Verdict::Refuse(error) | Verdict::Tear(error) => Err(error),
            Verdict::TearAndAbort => std::process::abort(),
        }
    }

    fn verdict(&self, step: Step) -> Verdict {
        match &self.0 {
            Backend::Real => Verdict::Proceed,
            Backend::Faulty(script) => script.judge(step),
        }
    }

    fn alive(&self) -> io::Result<()> {
        match &self.0 {
            Backend::Real => Ok(()),
            Backend::Faulty(script) => script.alive(),
        }
    }
}

/// Whether a file, or a folder on the way to it, does not exist.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A rename would put a file in the place of a device, a pipe or a socket: for root, of `/dev/null`.
fn refuse_what_is_no_file(target: &Path) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(meta) if !meta.is_file() => Err(io::Error::other("it is not a regular file")),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The file behind a chain of symbolic links; a link to nowhere gives the place it points to.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    const MOST: u32 = 40; // Linux's own limit
    let mut at = path.to_owned();
    for _ in 0..MOST {
        if !fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_symlink()) {
            return Ok(at);
        }
        at = folder_of(&at).join(fs::read_link(&at)?);
    }
    Err(io::Error::other("too many symbolic links"))
}

// The name needs to be free, not secret: the file is opened with create_new.
fn temp_beside(target: &Path) -> PathBuf {
    let random = RandomState::new().build_hasher().finish();
    let mut name = OsString::from(TEMP_PREFIX);
    name.push(format!("{:x}-{random:016x}", std::process::id()));
    folder_of(target).join(name)
}

#[cfg(test)]
mod tests;
