//! Where the vault's files lie. A store never sees plaintext.

mod directory;

use keyward_core::{Result, disk::LockGuard};

pub(crate) use directory::Directory;

use crate::{
    id::Id,
    manifest::{Body, Header},
};

/// One stored thing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Blob<'a> {
    Manifest,
    Keyslot(&'a Id),
    Entry(&'a Id),
}

/// A place for sealed bytes. The directory is the one that exists; teams' databases come later.
pub(crate) trait Store: Send + Sync {
    /// Makes the place ready to be written to.
    fn prepare(&self) -> Result<()>;

    /// The exclusive right to write, waited for; it ends with its guard or its process.
    fn lease(&self) -> Result<LockGuard>;

    /// The same if it is free at this instant.
    fn lease_now(&self) -> Result<LockGuard>;

    /// The bytes, or none.
    fn get(&self, blob: Blob<'_>) -> Result<Option<Vec<u8>>>;

    /// Stores the bytes, whole and durably, or fails and leaves what was there. Needs the lease.
    fn put(&self, blob: Blob<'_>, bytes: &[u8]) -> Result<()>;

    /// Removes the manifest, to take back a vault that could not be made whole. Needs the lease.
    fn remove_manifest(&self) -> Result<()>;

    /// Whether there is any entry, named by a manifest or not.
    fn has_entries(&self) -> Result<bool>;

    /// Removes what neither names and what killed processes left. Needs the lease.
    fn sweep(&self, header: &Header, body: &Body) -> Result<()>;

    /// Where the thing is, in words for people.
    fn place(&self, blob: Blob<'_>) -> String;
}
