//! Unlocking: what is tried, in which order, and what is said when nothing opens.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, Result, Secret, disk::Disk};

use crate::{
    SlotKind, VaultInfo,
    manifest::{Header, SlotRecord},
    seal::VaultKey,
    slot::{Refusal, identity_file, keyring, passphrase},
    store::{Blob, Store},
    words,
};

/// Who opens the vault. Asked in this order, and only for what the vault has a keyslot for.
pub trait Unlock {
    /// The identity file that was named, if any. It must be there.
    fn identity_file(&mut self) -> Option<PathBuf>;

    /// Whether the operating system's keyring may be asked; it may ask its user in turn.
    fn keyring(&mut self) -> bool;

    /// The passphrase; none where there is nobody to ask.
    ///
    /// # Errors
    /// Whatever went wrong with asking. It ends the unlocking.
    fn passphrase(&mut self, info: &VaultInfo) -> Result<Option<Secret>>;
}

/// A vault that is still locked.
pub(crate) struct Locked<'a> {
    pub(crate) home: &'a Path,
    pub(crate) disk: &'a Disk,
    pub(crate) store: &'a dyn Store,
    pub(crate) header: &'a Header,
}

/// What one way to unlock came to. "Trouble" is told only if no other way opens the vault.
pub(crate) enum Attempt {
    Opened(VaultKey),
    No,
    Trouble(Error),
}

/// The vault key and how it was come by.
pub(crate) struct Opened {
    pub(crate) key: VaultKey,
    pub(crate) by: SlotKind,
    /// The highest generation that was seen here, where that is known.
    pub(crate) seen: u64,
}

impl Locked<'_> {
    /// Identity file, keyring, passphrase: the first that opens.
    pub(crate) fn unlock(&self, unlock: &mut dyn Unlock) -> Result<Opened> {
        let mut trouble = None;
        if let Some(path) = unlock.identity_file() {
            match identity_file::open(self, &path)? {
                Attempt::Opened(key) => return Ok(Opened::new(key, SlotKind::IdentityFile, 0)),
                Attempt::No => {}
                Attempt::Trouble(error) => trouble = Some(error),
            }
        }
        if self.has(SlotKind::Keyring) && unlock.keyring() {
            match keyring::open(self)? {
                (Attempt::Opened(key), seen) => {
                    return Ok(Opened::new(key, SlotKind::Keyring, seen));
                }
                (Attempt::No, _) => {}
                (Attempt::Trouble(error), _) => trouble = trouble.or(Some(error)),
            }
        }
        if self.has(SlotKind::Passphrase)
            && let Some(passphrase) = unlock.passphrase(&self.header.info())?
        {
            let key = self.by_passphrase(&passphrase)?;
            return Ok(Opened::new(key, SlotKind::Passphrase, 0));
        }
        Err(self.nothing_opens(trouble))
    }

    fn by_passphrase(&self, passphrase: &Secret) -> Result<VaultKey> {
        let vault = &self.header.vault;
        match self.try_kind(SlotKind::Passphrase, |slot| {
            passphrase::open(passphrase, vault, slot)
        }) {
            Attempt::Opened(key) => Ok(key),
            Attempt::No => Err(words::wrong_passphrase(self.home)),
            Attempt::Trouble(error) => Err(error),
        }
    }

    /// Tries every keyslot of a kind. One that is damaged does not keep another from opening.
    pub(crate) fn try_kind(
        &self,
        kind: SlotKind,
        open: impl Fn(&[u8]) -> Result<VaultKey, Refusal>,
    ) -> Attempt {
        let mut trouble = None;
        for slot in self.header.slots.iter().filter(|slot| slot.kind == kind) {
            match self.try_slot(slot, &open) {
                Attempt::Opened(key) => return Attempt::Opened(key),
                Attempt::No => {}
                Attempt::Trouble(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Attempt::No, Attempt::Trouble)
    }

    fn try_slot(
        &self,
        slot: &SlotRecord,
        open: impl Fn(&[u8]) -> Result<VaultKey, Refusal>,
    ) -> Attempt {
        let blob = Blob::Keyslot(&slot.id);
        let place = self.store.place(blob);
        let bytes = match self.store.get(blob) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Attempt::Trouble(words::missing(&place)),
            Err(error) => return Attempt::Trouble(error),
        };
        if !slot.sha256.matches(&bytes) {
            return Attempt::Trouble(words::damaged(&place, "its bytes have changed"));
        }
        match open(&bytes) {
            Ok(key) => Attempt::Opened(key),
            Err(Refusal::NotMine) => Attempt::No,
            Err(Refusal::Damaged) => {
                Attempt::Trouble(words::damaged(&place, "it is not a keyslot of keyward's"))
            }
            Err(Refusal::Foreign) => {
                Attempt::Trouble(words::foreign(format!("{place} is of another vault")))
            }
        }
    }

    fn has(&self, kind: SlotKind) -> bool {
        self.header.slots.iter().any(|slot| slot.kind == kind)
    }

    fn nothing_opens(&self, trouble: Option<Error>) -> Error {
        let why = match trouble {
            Some(error) if error.code() == ErrorCode::KeyringUnavailable => {
                format!(": {}", error.message())
            }
            Some(error) => return error,
            None => String::new(),
        };
        Error::new(
            ErrorCode::VaultLocked,
            format!(
                "nothing given opens the vault in {}{why}",
                self.home.display()
            ),
        )
        .with_hint(self.what_would())
    }

    fn what_would(&self) -> String {
        let mut ways = Vec::new();
        if self.has(SlotKind::Keyring) {
            ways.push("unlock the operating system's keyring");
        }
        if self.has(SlotKind::IdentityFile) {
            ways.push("set KEYWARD_IDENTITY_FILE to the vault's identity file");
        }
        if self.has(SlotKind::Passphrase) {
            ways.push("run keyward from a terminal, which can ask for the passphrase");
            ways.push("set KEYWARD_PASSPHRASE_COMMAND to a command that prints it");
        }
        ways.join("; or ")
    }
}

impl Opened {
    fn new(key: VaultKey, by: SlotKind, seen: u64) -> Self {
        Self { key, by, seen }
    }
}
