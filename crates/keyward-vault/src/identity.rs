//! The identity file: age's own format, with the vaults that it belongs to pinned in comments.
//!
//! ```text
//! # keyward vault: <id> commitment: <hex>
//! AGE-SECRET-KEY-1…
//! ```
//!
//! Any age tool reads it. With a pin, nobody who can write the vault's folder can slip in a vault of
//! theirs; a file without pins (made by `age-keygen`) opens what it can until the first pin is added.

use std::path::{Path, PathBuf};

use age::{secrecy::ExposeSecret, x25519};
use keyward_core::{Result, disk::Disk};
use zeroize::Zeroizing;

use crate::{id::Id, seal::Commitment, words::identity_invalid};

const PIN: &str = "# keyward vault: ";
const COMMITMENT: &str = " commitment: ";
const KEY: &str = "AGE-SECRET-KEY-1";

/// An identity file, read and checked.
pub(crate) struct IdentityFile {
    path: PathBuf,
    pub(crate) identities: Vec<x25519::Identity>,
    pins: Vec<Pin>,
    text: Zeroizing<String>,
}

struct Pin {
    vault: Id,
    commitment: Commitment,
}

/// What the pins say of a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pinned {
    /// This very vault and key, or no pins at all.
    Fits,
    /// Other vaults only.
    OtherVaults,
    /// This vault, with another key.
    OtherKey,
}

impl IdentityFile {
    /// Reads the file at `path`, none where there is no such file.
    pub(crate) fn read(path: &Path, home: &Path, disk: &Disk) -> Result<Option<Self>> {
        refuse_inside(path, home)?;
        let Some(bytes) = disk.read(path)?.map(Zeroizing::new) else {
            return Ok(None);
        };
        refuse_open_to_others(path)?;
        Self::parse(path, &bytes).map(Some)
    }

    /// A new identity for a file that is not there yet.
    pub(crate) fn generate(path: &Path) -> Self {
        let identity = x25519::Identity::generate();
        let key = identity.to_string();
        let mut text = Zeroizing::new(String::with_capacity(key.expose_secret().len() + 1));
        text.push_str(key.expose_secret());
        text.push('\n');
        Self {
            path: path.to_owned(),
            identities: vec![identity],
            pins: Vec::new(),
            text,
        }
    }

    fn parse(path: &Path, bytes: &[u8]) -> Result<Self> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| identity_invalid(path, "it is not text"))?;
        let text = Zeroizing::new(text.to_owned());
        let mut file = Self {
            path: path.to_owned(),
            identities: Vec::new(),
            pins: Vec::new(),
            text: Zeroizing::default(),
        };
        for (number, line) in (1..).zip(text.lines()) {
            file.take_line(number, line.trim())?;
        }
        if file.identities.is_empty() {
            return Err(
                identity_invalid(path, "there is no AGE-SECRET-KEY-1… line in it").with_hint(
                    "make one with `age-keygen`, or name a file that does not exist yet",
                ),
            );
        }
        file.text = text;
        Ok(file)
    }

    fn take_line(&mut self, number: usize, line: &str) -> Result<()> {
        let wrong = |what: &str| identity_invalid(&self.path, &format!("line {number} {what}"));
        if let Some(pin) = line.strip_prefix(PIN) {
            let pin = Pin::parse(pin).ok_or_else(|| wrong("is not a vault's id and commitment"))?;
            self.pins.push(pin);
        } else if line.starts_with(KEY) {
            let key = line.parse().map_err(|_| wrong("is not a whole age key"))?;
            self.identities.push(key);
        } else if !line.is_empty() && !line.starts_with('#') {
            return Err(wrong("is neither a comment nor an X25519 age key")
                .with_hint("keyward opens keys that start with AGE-SECRET-KEY-1"));
        }
        Ok(())
    }

    /// Whether this file may open the vault `vault`, whose key has this commitment.
    pub(crate) fn check(&self, vault: &Id, commitment: Commitment) -> Pinned {
        let mut of_this = self
            .pins
            .iter()
            .filter(|pin| pin.vault == *vault)
            .peekable();
        if of_this.peek().is_none() {
            return if self.pins.is_empty() {
                Pinned::Fits
            } else {
                Pinned::OtherVaults
            };
        }
        if of_this.any(|pin| pin.commitment == commitment) {
            Pinned::Fits
        } else {
            Pinned::OtherKey
        }
    }

    /// Whether it belongs to other vaults only.
    pub(crate) fn is_foreign_to(&self, vault: &Id) -> bool {
        !self.pins.is_empty() && self.pins.iter().all(|pin| pin.vault != *vault)
    }

    /// The file's text with a pin for this vault; none if it is there.
    pub(crate) fn pinned_to(
        &self,
        vault: &Id,
        commitment: Commitment,
    ) -> Option<Zeroizing<String>> {
        let known = self
            .pins
            .iter()
            .any(|pin| pin.vault == *vault && pin.commitment == commitment);
        if known {
            return None;
        }
        let pin = format!("{PIN}{vault}{COMMITMENT}{commitment}\n");
        let mut text = Zeroizing::new(String::with_capacity(pin.len() + self.text.len()));
        text.push_str(&pin);
        text.push_str(&self.text);
        Some(text)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn text(&self) -> &Zeroizing<String> {
        &self.text
    }
}

impl Pin {
    fn parse(text: &str) -> Option<Self> {
        let (vault, commitment) = text.split_once(COMMITMENT)?;
        Some(Self {
            vault: Id::parse(vault)?,
            commitment: Commitment::parse(commitment)?,
        })
    }
}

/// Key and lock in one folder are copied, synced and stolen together.
fn refuse_inside(path: &Path, home: &Path) -> Result<()> {
    if resolved(path).starts_with(resolved(home)) {
        let why = "it lies inside KEYWARD_HOME, beside what it opens";
        return Err(identity_invalid(path, why)
            .with_hint("keep it in another folder, for example ~/.config/keyward"));
    }
    Ok(())
}

/// The path without links, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for part in whole.ancestors() {
        let rest = whole.strip_prefix(part).unwrap_or(Path::new(""));
        if let Ok(real) = part.canonicalize() {
            return real.join(rest);
        }
    }
    whole
}

#[cfg(unix)]
fn refuse_open_to_others(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(meta) = std::fs::metadata(path) else {
        return Ok(());
    };
    let mode = meta.permissions().mode() & 0o7777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let why = format!("others may read it (mode {mode:04o})");
    Err(identity_invalid(path, &why)
        .with_hint(format!("make it yours alone: chmod 600 {}", path.display())))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the shape of the Unix one")]
fn refuse_open_to_others(_path: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use keyward_core::ErrorCode;

    use super::*;
    use crate::seal::VaultKey;

    fn parse(text: &str) -> Result<IdentityFile> {
        IdentityFile::parse(Path::new("/id"), text.as_bytes())
    }

    fn vault() -> (Id, Commitment) {
        let id = Id::random().unwrap();
        let commitment = VaultKey::random().unwrap().commitment(&id);
        (id, commitment)
    }

    #[test]
    fn pins_one_vault_or_more_and_refuses_the_rest() {
        let bare = IdentityFile::generate(Path::new("/id"));
        let ((a, ca), (b, cb)) = (vault(), vault());
        assert_eq!(bare.check(&a, ca), Pinned::Fits);
        let once = parse(&bare.pinned_to(&a, ca).unwrap()).unwrap();
        assert_eq!(once.check(&a, ca), Pinned::Fits);
        assert_eq!(once.check(&a, cb), Pinned::OtherKey);
        assert_eq!(once.check(&b, cb), Pinned::OtherVaults);
        assert!(once.is_foreign_to(&b) && !once.is_foreign_to(&a));
        assert!(once.pinned_to(&a, ca).is_none());
        let twice = parse(&once.pinned_to(&b, cb).unwrap()).unwrap();
        assert_eq!(twice.check(&a, ca), Pinned::Fits);
        assert_eq!(twice.check(&b, cb), Pinned::Fits);
        assert_eq!(twice.identities.len(), 1);
    }

    #[test]
    fn what_is_no_identity_is_named_with_its_line_and_never_shown() {
        for (text, says) in [
            ("", "no AGE-SECRET-KEY-1"),
            ("# only a comment\n", "no AGE-SECRET-KEY-1"),
            ("\nAGE-SECRET-KEY-1SHORT\n", "line 2 is not a whole age key"),
            ("AGE-PLUGIN-YUBIKEY-1QQ\n", "line 1 is neither"),
            ("# keyward vault: nonsense\n", "line 1 is not a vault's id"),
        ] {
            let error = parse(text).err().unwrap();
            assert_eq!(error.code(), ErrorCode::IdentityFileInvalid);
            assert!(error.message().contains(says), "{error}");
            assert!(!error.message().contains("SHORT"), "{error}");
        }
    }

    #[test]
    fn an_identity_beside_its_vault_is_refused_even_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        std::fs::create_dir(&home).unwrap();
        let inside = refuse_inside(&home.join("not/there/yet"), &home).unwrap_err();
        assert_eq!(inside.code(), ErrorCode::IdentityFileInvalid);
        refuse_inside(&folder.path().join("id"), &home).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&home, folder.path().join("alias")).unwrap();
            refuse_inside(&folder.path().join("alias/id"), &home).unwrap_err();
        }
    }
}
