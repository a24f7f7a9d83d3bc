//! The signing key, derived from a secret for one day, region and service.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Scope;

/// A derived key.
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
