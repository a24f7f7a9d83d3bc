//! Control of identity providers that do not exist: their tokens, keys and assertions.
//!
//! | call | body | answer |
//! |---|---|---|
//! | `POST /web-identity/token` | `{"issuer": "https://…", "audience": "sts.amazonaws.com", "subject": "…", "seconds": 600, "claims": {…}}` | `{"token": "…"}` |
//! | `POST /web-identity/keys` | `{"issuer": "https://…", "keys": [JWK, …]}`; no keys: the sandbox's own again | `{}` |
//! | `POST /saml/metadata` | `{"entityId": "https://idp.example"}` | `{"document": "<md:EntityDescriptor …"}` |
//! | `POST /saml/assertion` | `{"issuer", "roleArn", "providerArn", "sessionName", …}` ([`SamlAssertion`]) | `{"assertion": "…"}` |

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::http::{Refusal, body, done};
use super::{Control, metadata_http};
use crate::protocol::Reply;
use crate::request::Request;
use crate::saml::{self, SamlAssertion};
use crate::server::lock;
use crate::state::State;

impl Control {
    /// A web identity token for AssumeRoleWithWebIdentity, of any issuer: this sandbox holds the keys
    /// of all of them. It lives so long on the sandbox's clock.
    pub fn web_identity_token(
        &self,
        issuer: &str,
        audience: &str,
        subject: &str,
        lifetime: Duration,
    ) -> String {
        let claims = json!({ "aud": audience });
        let seconds = lifetime.as_secs();
        token(&lock(&self.state), issuer, subject, seconds, &claims)
    }

    /// The same with claims of one's own: `aud` as a list, `azp`, `nbf`, AWS's session tags
    /// (`https://aws.amazon.com/tags`). They go before those that the other arguments make.
    pub fn web_identity_token_with(
        &self,
        issuer: &str,
        subject: &str,
        lifetime: Duration,
        claims: &Value,
    ) -> String {
        let seconds = lifetime.as_secs();
        token(&lock(&self.state), issuer, subject, seconds, claims)
    }

    /// The keys of an issuer, as its JWKS document has them: from now on its tokens have to be signed
    /// by one of them, with RS256, ES256 or their longer kin. An empty set returns to the sandbox's
    /// own key.
    ///
    /// # Errors
    /// A sentence, where the document is no JWKS.
    pub fn set_web_identity_keys(&self, issuer: &str, jwks: &Value) -> Result<(), String> {
        lock(&self.state).issuer_keys.set(issuer, jwks)
    }

    /// A metadata document for CreateSAMLProvider, of a provider with this entity id.
    pub fn saml_metadata(&self, entity_id: &str) -> String {
        saml::metadata(entity_id)
    }

    /// An assertion for AssumeRoleWithSAML, in base64, of a provider whose metadata has this issuer as
    /// its entity id.
    pub fn saml_assertion(&self, claims: &SamlAssertion) -> String {
        saml::mint(&lock(&self.state), claims)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Token {
    issuer: String,
    audience: String,
    subject: String,
    seconds: u64,
    #[serde(default)]
    claims: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    issuer: String,
    keys: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Provider {
    entity_id: String,
}

/// Answers the calls above.
pub(super) fn route(state: &mut State, request: &Request) -> Result<Reply, Refusal> {
    let told = |name: &str, text: String| Ok(Reply::json(200, &json!({ name: text })));
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/web-identity/token") => {
            let mut asked: Token = body(request)?;
            let audience = Value::from(asked.audience);
            asked.claims.entry("aud").or_insert(audience);
            let claims = Value::Object(asked.claims);
            let (issuer, subject) = (&asked.issuer, &asked.subject);
            told(
                "token",
                token(state, issuer, subject, asked.seconds, &claims),
            )
        }
        ("POST", "/web-identity/keys") => {
            let Keys { issuer, keys } = body(request)?;
            let set = state.issuer_keys.set(&issuer, &json!({ "keys": keys }));
            set.map_err(|why| Refusal(400, why))?;
            Ok(done())
        }
        ("POST", "/saml/metadata") => {
            let Provider { entity_id } = body(request)?;
            told("document", saml::metadata(&entity_id))
        }
        ("POST", "/saml/assertion") => {
            let claims: SamlAssertion = body(request)?;
            told("assertion", saml::mint(state, &claims))
        }
        _ => metadata_http::route(state, request),
    }
}

/// Own claims go before those made here.
fn token(state: &State, issuer: &str, subject: &str, seconds: u64, more: &Value) -> String {
    let now = state.clock.now().unix_timestamp();
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let mut claims = json!({
        "iss": issuer,
        "sub": subject,
        "exp": now.saturating_add(seconds),
        "iat": now,
    });
    if let (Some(claims), Some(more)) = (claims.as_object_mut(), more.as_object()) {
        claims.extend(more.clone());
    }
    state.token_key.mint(&claims)
}
