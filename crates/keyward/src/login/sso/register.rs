//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html>
//!
//! Every sign-in registers a client of its own, which ends with it: nothing to keep, nothing to expire.

use keyward_core::{Result, Timestamp};
use serde_json::json;

use super::Session;
use crate::{
    login::redirect::REGISTERED,
    sources::{token_document::Document, token_service::rubbish},
};

const CALL: &str = "RegisterClient";

/// What the service knows this sign-in's client by.
pub(super) struct Client {
    answer: Document,
    expires: Timestamp,
}

/// What the client will ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grant {
    AuthorizationCode,
    DeviceCode,
}

pub(super) async fn call(session: &Session<'_>, grant: Grant) -> Result<Client> {
    let target = session.target;
    let mut body = json!({
        "clientName": format!("keyward-{}", target.session.as_deref().unwrap_or("device")),
        "clientType": "public",
    });
    if !target.scopes.is_empty() {
        body["scopes"] = json!(target.scopes);
    }
    // Without grants a client is one for device codes, as before PKCE.
    if grant == Grant::AuthorizationCode {
        body["grantTypes"] = json!(["authorization_code", "refresh_token"]);
        body["redirectUris"] = json!([REGISTERED]);
        body["issuerUrl"] = json!(target.start_url);
    }
    let body = Document::json(body);
    let oidc = &session.oidc;
    let answer = oidc
        .post("/client/register", Vec::new(), &body, CALL)
        .await?;
    let expires = answer
        .number("/clientSecretExpiresAt")
        .map(Timestamp::from_unix)
        .ok_or_else(|| rubbish(CALL, "has no clientSecretExpiresAt"))?;
    for field in ["clientId", "clientSecret"] {
        if answer.text(&format!("/{field}")).is_none() {
            return Err(rubbish(CALL, &format!("has no {field}")));
        }
    }
    Ok(Client { answer, expires })
}

impl Client {
    pub(super) fn id(&self) -> &str {
        self.answer.text("/clientId").unwrap_or_default()
    }

    pub(super) fn secret(&self) -> &str {
        self.answer.text("/clientSecret").unwrap_or_default()
    }

    pub(super) fn expires(&self) -> Timestamp {
        self.expires
    }
}
