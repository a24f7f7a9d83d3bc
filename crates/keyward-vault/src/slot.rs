//! Keyslots: the vault key, wrapped once for each way to unlock. One file a kind.

pub(crate) mod identity_file;
pub(crate) mod keyring;
pub(crate) mod passphrase;
mod wrap;

use std::path::Path;

use keyward_core::Secret;
use serde::{Deserialize, Serialize};

pub(crate) use wrap::{Refusal, unwrap, wrap};

/// The ways to unlock a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// An identity that lies in the operating system's keyring.
    Keyring,
    /// A passphrase (scrypt).
    Passphrase,
    /// An identity in a file outside the vault.
    IdentityFile,
}

/// A way to unlock, to be added to a vault.
#[derive(Clone, Copy, Debug)]
pub enum NewSlot<'a> {
    /// A new identity, put into the operating system's keyring.
    Keyring,
    /// This passphrase, which must not be empty.
    Passphrase(&'a Secret),
    /// The identity in this file; a new one (mode 0600) where there is no such file. Never inside
    /// KEYWARD_HOME, never open to group or world.
    IdentityFile(&'a Path),
    /// For tests only: a passphrase that takes almost no work to guess.
    #[doc(hidden)]
    DangerouslyFastPassphrase(&'a Secret),
}
