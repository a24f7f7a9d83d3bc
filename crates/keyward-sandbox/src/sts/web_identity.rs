//! The key behind web identity tokens, for every issuer at once.
//!
//! AWS fetches an issuer's keys from the issuer. This sandbox reaches nobody: it holds one key, with
//! which control mints tokens of any issuer (`https://token.actions.githubusercontent.com` too), and
//! shows its public half as a JWKS at [`JWKS`]. An issuer that a test runs itself has keys of its own
//! ([`super::issuer_keys`]).

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac as _};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::protocol::{Reply, request_id};
use crate::request::Request;
use crate::server::lock;
use crate::state::State;

/// Where issuer documents are; no bucket's name has an underscore.
const ISSUER: &str = "/_keyward/oidc";
const JWKS: &str = "/_keyward/oidc/jwks";
const CONFIGURATION: &str = "/_keyward/oidc/.well-known/openid-configuration";
const KEY_ID: &str = "keyward-sandbox";

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) iss: String,
    pub(crate) sub: String,
    pub(crate) aud: Audience,
    pub(crate) exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) iat: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nbf: Option<i64>,
    /// The party that the token was issued to, where that is not its audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) azp: Option<String>,
    /// How the person signed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) amr: Vec<String>,
    /// Session tags.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp>
    #[serde(
        default,
        rename = "https://aws.amazon.com/tags",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) tags: Option<Tags>,
    #[serde(
        default,
        rename = "https://aws.amazon.com/source_identity",
        skip_serializing_if = "Option::is_none"
    )]
    pub(crate) source_identity: Option<String>,
}

/// Session tags as a token nests them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tags {
    /// One value each, in a list of its own.
    pub(crate) principal_tags: BTreeMap<String, Vec<String>>,
    pub(crate) transitive_tag_keys: Vec<String>,
}

/// One audience or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(all) => all,
        }
    }
}

/// The key, made when the sandbox starts.
pub(crate) struct TokenKey {
    pkcs8: Zeroizing<Vec<u8>>,
    /// Coordinates of the public point, base64url.
    x: String,
    y: String,
}

impl std::fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenKey").finish_non_exhaustive()
    }
}

impl Default for TokenKey {
    fn default() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random)
            .expect("the operating system gives randomness");
        Self::from_pkcs8(pkcs8.as_ref()).expect("a key that was just made can be read")
    }
}

impl TokenKey {
    fn from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &SystemRandom::new()).ok()?;
        let point = pair.public_key().as_ref();
        Some(Self {
            pkcs8: Zeroizing::new(pkcs8.to_vec()),
            x: URL_SAFE_NO_PAD.encode(&point[1..33]),
            y: URL_SAFE_NO_PAD.encode(&point[33..65]),
        })
    }

    /// PKCS #8, for a snapshot.
    pub(crate) fn in_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(&*self.pkcs8))
    }

    /// The key again.
    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        let pkcs8 = Zeroizing::new(STANDARD.decode(text).ok()?);
        Self::from_pkcs8(&pkcs8)
    }

    /// A signed token.
    pub(crate) fn mint(&self, claims: &impl Serialize) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(KEY_ID.to_owned());
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ec_der(&self.pkcs8))
            .expect("claims are JSON and the key is one of ES256")
    }

    /// The claims of a token that this key signed. Their truth is the caller's matter: times go by
    /// the sandbox's clock, audiences by the provider.
    pub(crate) fn verify(&self, token: &str) -> Option<Claims> {
        let key = DecodingKey::from_ec_components(&self.x, &self.y).ok()?;
        decode(token, &key, Algorithm::ES256)
    }

    /// A key for another purpose, named by a word: whoever keeps this key keeps them all.
    pub(crate) fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.pkcs8).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        Zeroizing::new(mac.finalize().into_bytes().into())
    }

    fn jwks(&self) -> serde_json::Value {
        json!({ "keys": [{
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig",
            "kid": KEY_ID, "x": self.x, "y": self.y,
        }] })
    }
}

/// The claims of a token that a key signed, whatever they are.
pub(super) fn decode(token: &str, key: &DecodingKey, algorithm: Algorithm) -> Option<Claims> {
    let mut rules = Validation::new(algorithm);
    rules.validate_exp = false;
    rules.validate_aud = false;
    let token = jsonwebtoken::decode::<Claims>(token, key, &rules).ok()?;
    Some(token.claims)
}

/// The claims of a token, verified by its issuer's keys where control has brought some, else by the
/// sandbox's own.
pub(super) fn verify(state: &State, token: &str) -> Option<Claims> {
    match issuer(token) {
        Some(issuer) if state.issuer_keys.has(&issuer) => state.issuer_keys.verify(&issuer, token),
        _ => state.token_key.verify(token),
    }
}

/// Whose keys to ask; the token only claims it.
fn issuer(token: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claimed {
        iss: String,
    }
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claimed: Claimed = serde_json::from_slice(&payload).ok()?;
    Some(claimed.iss)
}

/// An issuer as ARNs and condition keys name it.
pub(super) fn bare(issuer: &str) -> &str {
    let rest = issuer
        .strip_prefix("https://")
        .or_else(|| issuer.strip_prefix("http://"));
    rest.unwrap_or(issuer).trim_end_matches('/')
}

/// Answers a request for the issuer's documents, which anyone may read.
pub(crate) fn documents(state: &std::sync::Mutex<State>, request: &Request) -> Option<Reply> {
    if request.method != hyper::Method::GET {
        return None;
    }
    let body = match request.path.as_str() {
        JWKS => lock(state).token_key.jwks(),
        CONFIGURATION => {
            let host = request.header("host").unwrap_or_default();
            json!({
                "issuer": format!("http://{host}{ISSUER}"),
                "jwks_uri": format!("http://{host}{JWKS}"),
                "response_types_supported": ["id_token"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"],
            })
        }
        _ => return None,
    };
    Some(Reply::json(200, &body).header("x-amzn-requestid", request_id::uuid()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_its_key_alone() {
        let (ours, theirs) = (TokenKey::default(), TokenKey::default());
        let claims = Claims {
            iss: "https://issuer.example".to_owned(),
            sub: "me".to_owned(),
            aud: Audience::One("sts.amazonaws.com".to_owned()),
            exp: 10,
            iat: None,
            nbf: None,
            azp: None,
            amr: Vec::new(),
            tags: None,
            source_identity: None,
        };
        let token = ours.mint(&claims);
        assert_eq!(ours.verify(&token), Some(claims));
        assert_eq!(theirs.verify(&token), None);
        let (head, tail) = token.split_once('.').unwrap();
        let none = URL_SAFE_NO_PAD.encode("{\"alg\":\"none\"}");
        for bad in [
            "",
            "a.b.c",
            &format!("{none}.{tail}"),
            &format!("{head}.{head}.x"),
        ] {
            assert_eq!(ours.verify(bad), None, "{bad}");
        }
    }
}
