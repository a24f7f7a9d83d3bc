//! Faults on demand, so that tests can stop a write at every point where a machine can.

use std::{
    io,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

/// How the chosen operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub enum Fault {
    /// It and everything after it fails: as much is on the disk as if the process had died.
    Kill,
    /// As `Kill`; a write leaves half of its bytes first.
    Torn,
    /// No space from here on: what needs none (rename, unlink) still works afterwards.
    Full,
    /// The file system is read-only from here on.
    ReadOnly,
    /// The process really dies (`abort`), after half of the bytes where it is a write.
    Abort,
}

/// The kinds of operation that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Create,
    Write,
    Sync,
    Rename,
    Unlink,
    SyncFolder,
}

/// What becomes of one operation.
pub(super) enum Verdict {
    Proceed,
    Refuse(io::Error),
    Tear(io::Error),
    TearAndAbort,
}

#[derive(Debug)]
pub(super) struct Script {
    at: u64,
    fault: Fault,
    count: AtomicU64,
    struck: AtomicBool,
}

impl Script {
    pub(super) fn new(at: u64, fault: Fault) -> Self {
        Self {
            at,
            fault,
            count: AtomicU64::new(0),
            struck: AtomicBool::new(false),
        }
    }

    pub(super) fn operations(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

    /// Reading is not an operation, but the dead do not read either.
    pub(super) fn alive(&self) -> io::Result<()> {
        let dead = matches!(self.fault, Fault::Kill | Fault::Torn);
        if dead && self.struck.load(Ordering::SeqCst) {
            return Err(self.error());
        }
        Ok(())
    }

    pub(super) fn judge(&self, step: Step) -> Verdict {
        let number = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        if number == self.at {
            self.struck.store(true, Ordering::SeqCst);
            return self.strike(step);
        }
        if self.struck.load(Ordering::SeqCst) && self.lasts_for(step) {
            return Verdict::Refuse(self.error());
        }
        Verdict::Proceed
    }

    fn strike(&self, step: Step) -> Verdict {
        match self.fault {
            Fault::Abort => Verdict::TearAndAbort,
            Fault::Full | Fault::Torn if step == Step::Write => Verdict::Tear(self.error()),
            Fault::Kill | Fault::Torn | Fault::Full | Fault::ReadOnly => {
                Verdict::Refuse(self.error())
            }
        }
    }

    fn lasts_for(&self, step: Step) -> bool {
        let needs_space = matches!(step, Step::Create | Step::Write | Step::Sync);
        self.fault != Fault::Full || needs_space
    }

    fn error(&self) -> io::Error {
        match self.fault {
            Fault::Full => io::ErrorKind::StorageFull.into(),
            Fault::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
            Fault::Kill | Fault::Torn | Fault::Abort => io::Error::other("the process was killed"),
        }
    }
}
