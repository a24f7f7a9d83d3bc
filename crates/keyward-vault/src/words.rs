//! The errors of this crate that more than one place gives, in one voice.

use std::path::Path;

use keyward_core::{Error, ErrorCode, ProfileName};

/// Bytes are not what was written. `why` says how.
pub(crate) fn damaged(place: &str, why: &str) -> Error {
    Error::new(
        ErrorCode::VaultDamaged,
        format!("{place} is damaged: {why}"),
    )
    .with_hint("put the file back from a backup; keyward has changed nothing")
}

/// A file that the manifest names is not there.
pub(crate) fn missing(place: &str) -> Error {
    Error::new(ErrorCode::VaultDamaged, format!("{place} is missing"))
        .with_hint("put the file back from a backup; the manifest says that it belongs here")
}

pub(crate) fn newer_format(place: &str, format: u32) -> Error {
    Error::new(
        ErrorCode::VaultNewerFormat,
        format!(
            "{place} has format {format}; this keyward reads up to format {}",
            crate::FORMAT
        ),
    )
    .with_hint("a newer keyward wrote it; install that version")
}

pub(crate) fn not_found(home: &Path) -> Error {
    Error::new(
        ErrorCode::VaultNotFound,
        format!("there is no vault in {}", home.display()),
    )
    .with_hint("make one with `keyward init`, or set KEYWARD_HOME to where it is")
}

pub(crate) fn exists(home: &Path) -> Error {
    Error::new(
        ErrorCode::VaultExists,
        format!("there is a vault in {} already", home.display()),
    )
    .with_hint("use it as it is, or set KEYWARD_HOME to another folder")
}

/// The hash is right and the key is not: somebody sealed it with a key of theirs.
pub(crate) fn foreign_manifest(place: &str) -> Error {
    foreign(format!("{place} was sealed with the key of another vault"))
}

pub(crate) fn foreign(message: String) -> Error {
    Error::new(ErrorCode::VaultForeign, message).with_hint(
        "somebody or something replaced the vault: put the right one back, or set KEYWARD_HOME",
    )
}

pub(crate) fn rolled_back(home: &Path, found: u64, seen: u64) -> Error {
    Error::new(
        ErrorCode::VaultRolledBack,
        format!(
            "the vault in {} is older (generation {found}) than one seen here before (generation {seen})",
            home.display()
        ),
    )
    .with_hint("an older copy of the folder was put in its place: put the newest one back")
}

pub(crate) fn wrong_passphrase(home: &Path) -> Error {
    Error::new(
        ErrorCode::WrongPassphrase,
        format!(
            "the passphrase does not open the vault in {}",
            home.display()
        ),
    )
    .with_hint("try again; nobody can recover a forgotten passphrase")
}

pub(crate) fn entry_exists(name: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryExists,
        format!("the vault has an entry for profile {name} already"),
    )
    .with_hint(format!("remove it first: keyward remove {name}"))
}

pub(crate) fn entry_changed(name: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryChanged,
        format!("another process changed the entry for profile {name} meanwhile"),
    )
    .with_hint("look at it again, then repeat the command")
}

pub(crate) fn entry_not_found(name: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryNotFound,
        format!("the vault has no entry for profile {name}"),
    )
    .with_hint("`keyward list` shows the entries")
}

pub(crate) fn identity_invalid(path: &Path, why: &str) -> Error {
    Error::new(
        ErrorCode::IdentityFileInvalid,
        format!("{} cannot serve as an identity file: {why}", path.display()),
    )
}

pub(crate) fn no_randomness(error: getrandom::Error) -> Error {
    Error::new(
        ErrorCode::Unexpected,
        format!("the operating system gives no random bytes: {error}"),
    )
}
