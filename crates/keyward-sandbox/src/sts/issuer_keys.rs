//! Keys of issuers that a test runs itself: its tokens are judged by them, and by nothing else.
//!
//! AWS fetches them from the issuer; this sandbox reaches nobody, so control brings them.

use std::collections::BTreeMap;

use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey};

use super::web_identity::{Claims, bare, decode};

/// What STS takes, as far as it is verified here: all but ES512.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html>
const ALGORITHMS: [Algorithm; 5] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// By issuer, as condition keys name it.
#[derive(Debug, Default, Clone)]
pub(crate) struct IssuerKeys(pub(crate) BTreeMap<String, JwkSet>);

impl IssuerKeys {
    /// Replaces the keys of an issuer; none of them takes the issuer away.
    pub(crate) fn set(&mut self, issuer: &str, jwks: &serde_json::Value) -> Result<(), String> {
        let set = serde_json::from_value::<JwkSet>(jwks.clone());
        let set = set.map_err(|error| format!("cannot read the keys: {error}"))?;
        let unusable = set
            .keys
            .iter()
            .any(|key| DecodingKey::from_jwk(key).is_err());
        if unusable {
            return Err("cannot read the keys: one of them is neither RSA nor EC".to_owned());
        }
        let issuer = bare(issuer).to_owned();
        if set.keys.is_empty() {
            self.0.remove(&issuer);
        } else {
            self.0.insert(issuer, set);
        }
        Ok(())
    }

    /// Whether an issuer has keys of its own.
    pub(crate) fn has(&self, issuer: &str) -> bool {
        self.0.contains_key(bare(issuer))
    }

    /// The claims of a token that one of the issuer's keys has signed.
    pub(crate) fn verify(&self, issuer: &str, token: &str) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        if !ALGORITHMS.contains(&header.alg) {
            return None;
        }
        let named = |key: &&Jwk| header.kid.is_none() || key.common.key_id == header.kid;
        let mut keys = self.0.get(bare(issuer))?.keys.iter().filter(named);
        let claims = keys.find_map(|key| {
            let key = DecodingKey::from_jwk(key).ok()?;
            decode(token, &key, header.alg)
        })?;
        (bare(&claims.iss) == bare(issuer)).then_some(claims)
    }
}
