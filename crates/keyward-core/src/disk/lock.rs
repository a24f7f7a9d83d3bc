//! An exclusive lock between processes that dies with its holder.

use std::{
    fs::{File, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use super::words::cannot_write;
use crate::{Error, ErrorCode, Result};

/// How long [`super::Disk::lock`] waits.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(15);

/// Holds the lock until it is dropped.
#[derive(Debug)]
#[must_use = "the lock ends when the guard is dropped"]
pub struct LockGuard {
    _file: File,
}

pub(super) fn acquire(file: File, path: &Path, patience: Duration) -> Result<LockGuard> {
    let deadline = Instant::now() + patience;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(LockGuard { _file: file }),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(busy(path)),
            Err(TryLockError::Error(error)) => return Err(cannot_write(path, &error)),
        }
    }
}

fn busy(path: &Path) -> Error {
    Error::new(
        ErrorCode::FileBusy,
        format!("another process holds the lock {}", path.display()),
    )
    .with_hint("wait for the other keyward command to end, then try again")
}
