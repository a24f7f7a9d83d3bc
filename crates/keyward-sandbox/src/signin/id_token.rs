//! The id token: who signed in, as a JWT. Clients read its `sub` and keep it in their cache.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::json;
use time::OffsetDateTime;

use crate::protocol::request_id;

/// Signs id tokens with a key of this run.
#[derive(Default)]
pub(super) struct Issuer(Option<EcdsaKeyPair>);

impl Issuer {
    /// A token of the principal `subject`, good for fifteen minutes.
    pub(super) fn token(&mut self, subject: &str, client_id: &str, now: OffsetDateTime) -> String {
        let at = now.unix_timestamp();
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": "sandbox" });
        let claims = json!({
            "iss": "signin.amazonaws.com",
            "sub": subject,
            "aud": client_id,
            "iat": at,
            "exp": at + 900,
            "jti": request_id::uuid(),
        });
        let parts = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let signed = parts.join(".");
        let signature = self.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn sign(&mut self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        let key = self.0.get_or_insert_with(|| new_key(&random));
        let signature = key.sign(&random, message);
        let signature = signature.expect("the operating system gives randomness");
        signature.as_ref().to_vec()
    }
}

fn new_key(random: &SystemRandom) -> EcdsaKeyPair {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, random);
    let document = document.expect("the operating system gives randomness");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), random)
        .expect("a key that was just made is a key")
}
