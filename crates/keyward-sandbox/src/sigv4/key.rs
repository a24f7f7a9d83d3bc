//! The signing key, derived from a secret for one day, region and service.

use std::collections::HashMap;

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Scope;

/// Derived keys that were needed before. Four HMACs a request are most of what a small request costs.
#[derive(Default)]
pub(crate) struct KeyRing(HashMap<(String, Scope), SigningKey>);

impl KeyRing {
    /// More scopes than a test run uses; then it starts anew.
    const ROOM: usize = 4096;

    /// The key of an access key for a scope. An access key id never gets another secret.
    pub(crate) fn key(&mut self, access_key_id: &str, secret: &str, scope: &Scope) -> SigningKey {
        if self.0.len() >= Self::ROOM {
            self.0.clear();
        }
        let place = (access_key_id.to_owned(), scope.clone());
        let key = self.0.entry(place);
        key.or_insert_with(|| SigningKey::derive(secret, scope))
            .clone()
    }
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyRing").finish_non_exhaustive()
    }
}

/// A derived key.
#[derive(Clone)]
pub(crate) struct SigningKey(Zeroizing<[u8; 32]>);

impl SigningKey {
    pub(crate) fn derive(secret: &str, scope: &Scope) -> Self {
        let start = Zeroizing::new(format!("AWS4{secret}"));
        let date = hmac(start.as_bytes(), &scope.date);
        let region = hmac(&*date, &scope.region);
        let service = hmac(&*region, &scope.service);
        Self(hmac(&*service, "aws4_request"))
    }

    /// Whether `signature` is the one of `text`, compared in constant time.
    pub(crate) fn signed(&self, text: &str, signature: &str) -> bool {
        let ours = hex::encode(*hmac(&*self.0, text));
        ours.as_bytes().ct_eq(signature.as_bytes()).into()
    }

    #[cfg(test)]
    pub(crate) fn sign(&self, text: &str) -> String {
        hex::encode(*hmac(&*self.0, text))
    }
}

fn hmac(key: &[u8], text: &str) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    Zeroizing::new(mac.finalize().into_bytes().into())
}
