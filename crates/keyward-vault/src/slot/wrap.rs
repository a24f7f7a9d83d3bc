//! A keyslot's file: an age file around the vault id and the vault key.

use std::{
    io::{self, Read, Write},
    iter,
};

use age::{DecryptError, Decryptor, Encryptor, Identity, Recipient};
use keyward_core::{Error, ErrorCode, Result};
use zeroize::Zeroizing;

use crate::{id::Id, seal::VaultKey};

const CONTENT: usize = Id::BYTES + VaultKey::BYTES;

/// Why a keyslot did not give the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is for somebody else; a wrong passphrase looks the same.
    NotMine,
    /// It is no keyslot, or asks for more work than any that keyward wrote.
    Damaged,
    /// It opens, and holds the key of another vault.
    Foreign,
}

/// Wraps the vault key for one recipient.
pub(crate) fn wrap(recipient: &dyn Recipient, vault: &Id, key: &VaultKey) -> Result<Vec<u8>> {
    let mut content = Zeroizing::new([0; CONTENT]);
    content[..Id::BYTES].copy_from_slice(&vault.to_bytes());
    content[Id::BYTES..].copy_from_slice(key.as_bytes());
    encrypt(recipient, content.as_slice()).map_err(|error| {
        Error::new(
            ErrorCode::Unexpected,
            format!("cannot make a keyslot: {error}"),
        )
    })
}

fn encrypt(recipient: &dyn Recipient, content: &[u8]) -> io::Result<Vec<u8>> {
    let encryptor = Encryptor::with_recipients(iter::once(recipient)).map_err(io::Error::other)?;
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file)?;
    writer.write_all(content)?;
    writer.finish()?;
    Ok(file)
}

/// The vault key in a keyslot, if `identity` opens it and it belongs to `vault`.
pub(crate) fn unwrap(
    identity: &dyn Identity,
    vault: &Id,
    file: &[u8],
) -> Result<VaultKey, Refusal> {
    let decryptor = Decryptor::new_buffered(file).map_err(|_| Refusal::Damaged)?;
    let mut reader = decryptor
        .decrypt(iter::once(identity))
        .map_err(|error| Refusal::from(&error))?;
    let mut content = Zeroizing::new([0; CONTENT]);
    let read = reader.read_exact(content.as_mut());
    read.map_err(|_| Refusal::Damaged)?;
    let (id, key) = content.split_at(Id::BYTES);
    if id != vault.to_bytes() {
        return Err(Refusal::Foreign);
    }
    VaultKey::from_slice(key).ok_or(Refusal::Damaged)
}

impl From<&DecryptError> for Refusal {
    fn from(error: &DecryptError) -> Self {
        match error {
            // A stanza of our kind that does not open; a header that was changed is `InvalidMac`.
            DecryptError::NoMatchingKeys
            | DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed => Self::NotMine,
            _ => Self::Damaged,
        }
    }
}
