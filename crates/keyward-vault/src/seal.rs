//! The vault key and what is done with it. All of the cryptography is RustCrypto's.

use std::fmt;

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use keyward_core::{Error, ErrorCode, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{id::Id, words};

const NONCE: usize = 24;

/// 256 random bits that seal everything in one vault.
#[derive(Clone)]
pub(crate) struct VaultKey(Zeroizing<[u8; Self::BYTES]>);

impl VaultKey {
    pub(crate) const BYTES: usize = 32;

    pub(crate) fn random() -> Result<Self> {
        let mut key = Self(Zeroizing::new([0; Self::BYTES]));
        getrandom::fill(key.0.as_mut()).map_err(words::no_randomness)?;
        Ok(key)
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Self(Zeroizing::new([0; Self::BYTES]));
        if bytes.len() != Self::BYTES {
            return None;
        }
        key.0.copy_from_slice(bytes);
        Some(key)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Seals `plaintext` together with `context`, which is not stored: a random 192-bit nonce, then
    /// the ciphertext.
    pub(crate) fn seal(&self, context: &[u8], plaintext: &[u8]) -> Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(words::no_randomness)?;
        let payload = Payload {
            msg: plaintext,
            aad: context,
        };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| Error::new(ErrorCode::Unexpected, "the entry is too large to seal"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The plaintext, if this key sealed it together with this very context.
    pub(crate) fn open(&self, context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, msg) = sealed.split_at_checked(NONCE)?;
        let payload = Payload { msg, aad: context };
        self.cipher()
            .decrypt(XNonce::from_slice(nonce), payload)
            .ok()
            .map(Zeroizing::new)
    }

    /// What is pinned beside an identity: it tells this key from any other and nothing about it.
    pub(crate) fn commitment(&self, vault: &Id) -> Commitment {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(self.as_bytes())
            .expect("HMAC takes a key of any length");
        mac.update(b"keyward vault key commitment 1\n");
        mac.update(&vault.to_bytes());
        Commitment(mac.finalize().into_bytes().into())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(Key::from_slice(self.as_bytes()))
    }
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(keyward_core::PLACEHOLDER)
    }
}

/// HMAC-SHA256 of the vault id under the vault key. Not a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Commitment([u8; 32]);

impl Commitment {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// SHA-256 of a file, as lower-case hexadecimal digits: tells damage from a wrong key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fingerprint(String);

impl Fingerprint {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(hex::encode(Sha256::digest(bytes)))
    }

    pub(crate) fn matches(&self, bytes: &[u8]) -> bool {
        *self == Self::of(bytes)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_with_its_key_its_context_and_every_byte() {
        let key = VaultKey::random().unwrap();
        let sealed = key.seal(b"context", b"plaintext").unwrap();
        assert_eq!(*key.open(b"context", &sealed).unwrap(), b"plaintext");
        assert!(key.open(b"another", &sealed).is_none());
        let other = VaultKey::random().unwrap();
        assert!(other.open(b"context", &sealed).is_none());
        for i in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[i] ^= 1;
            assert!(key.open(b"context", &bent).is_none(), "byte {i}");
            assert!(key.open(b"context", &sealed[..i]).is_none(), "cut at {i}");
        }
    }

    #[test]
    fn a_commitment_is_of_one_key_and_one_vault() {
        let (key, vault) = (VaultKey::random().unwrap(), Id::random().unwrap());
        let pinned = key.commitment(&vault);
        assert_eq!(Commitment::parse(&pinned.to_string()), Some(pinned));
        assert_ne!(key.commitment(&Id::random().unwrap()), pinned);
        assert_ne!(VaultKey::random().unwrap().commitment(&vault), pinned);
    }

    #[test]
    fn no_rendering_shows_the_key() {
        let key = VaultKey::from_slice(&[7; 32]).unwrap();
        assert_eq!(format!("{key:?}"), keyward_core::PLACEHOLDER);
    }
}
