//! Long-lived access keys at rest.
//!
//! A random 256-bit vault key seals every entry (XChaCha20-Poly1305). The vault key itself lies in
//! *keyslots*, one age file for each way to unlock: the operating system's keyring, a passphrase, an
//! identity file. One sealed *manifest* says which entries there are, in which version; replacing it
//! by a rename is the only commit, so a process may die at any instant and a file that was swapped,
//! renamed, dropped or put back from an older day is refused.
//!
//! ```text
//! KEYWARD_HOME/vault/          0700
//!   manifest                   format, vault id and keyslots in clear; generation, names, versions, hashes sealed
//!   keyslots/<random>.age      the vault key for one recipient
//!   entries/<random>           one sealed entry; never changed, only replaced by another file
//!   lock                       held while writing; dies with its process
//! ```

mod entry;
mod entry_file;
mod id;
mod identity;
mod manifest;
mod os_keyring;
mod seal;
mod slot;
mod store;
mod unlock;
mod vault;
mod words;

pub use entry::{AccessKey, Entry, EntryInfo, Expected, MfaSeed, Revocation, Rotation};
pub use os_keyring::available as keyring_available;
pub use slot::{NewSlot, SlotKind};
pub use unlock::Unlock;
pub use vault::{Vault, VaultInfo, exists, info};

/// The format that this version writes, and the newest that it reads.
pub const FORMAT: u32 = 1;
