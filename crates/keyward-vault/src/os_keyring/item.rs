//! What lies in the keyring: one line of JSON, for some keyrings keep text only.

use age::{
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{id::Id, seal::Commitment};

/// An identity with the one vault that it is pinned to.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) identity: x25519::Identity,
    pub(crate) vault: Id,
    pub(crate) commitment: Commitment,
    /// The highest generation of the vault that was seen on this machine.
    pub(crate) generation: u64,
}

#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    identity: &'a str,
    vault: Id,
    commitment: String,
    generation: u64,
}

impl Item {
    pub(super) fn parse(json: &[u8]) -> Option<Self> {
        let wire: Wire<'_> = serde_json::from_slice(json).ok()?;
        Some(Self {
            identity: wire.identity.parse().ok()?,
            vault: wire.vault,
            commitment: Commitment::parse(&wire.commitment)?,
            generation: wire.generation,
        })
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let identity: SecretString = self.identity.to_string();
        let wire = Wire {
            identity: identity.expose_secret(),
            vault: self.vault.clone(),
            commitment: self.commitment.to_string(),
            generation: self.generation,
        };
        // Room enough that it never grows: growing would leave a copy behind.
        let mut json = Zeroizing::new(Vec::with_capacity(1024));
        serde_json::to_writer(&mut *json, &wire).expect("text and numbers are always JSON");
        json
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::VaultKey;

    #[test]
    fn comes_back_as_it_was() {
        let vault = Id::random().unwrap();
        let item = Item {
            identity: x25519::Identity::generate(),
            commitment: VaultKey::random().unwrap().commitment(&vault),
            vault,
            generation: 7,
        };
        let back = Item::parse(&item.to_bytes()).unwrap();
        assert_eq!(
            back.identity.to_public().to_string(),
            item.identity.to_public().to_string()
        );
        assert_eq!(
            (back.vault, back.commitment, back.generation),
            (item.vault, item.commitment, 7)
        );
        assert!(Item::parse(b"{}").is_none());
    }
}
