//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html>

use serde::Deserialize;
use serde_json::json;
use time::Duration;

use super::{
    AUTHORIZATION_CODE, Answered, Client, DEVICE_CODE, REFRESH_TOKEN, error, parts, required,
};
use crate::identity::redirect;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::{State, ephemeral};

/// Registrations live 90 days.
const DAYS: i64 = 90;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    client_name: Option<String>,
    client_type: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    grant_types: Vec<String>,
    #[serde(default)]
    redirect_uris: Vec<String>,
    issuer_url: Option<String>,
}

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(register(state, request))
}

fn register(state: &mut State, request: &Request) -> Answered {
    let body: Body = super::body(request)?;
    let name = required(body.client_name.as_ref(), "clientName")?;
    if required(body.client_type.as_ref(), "clientType")? != "public" {
        return Err(error(
            "InvalidClientMetadataException",
            "Client type must be public",
        ));
    }
    check(state, &body)?;
    let secret = ephemeral::token("");
    let client = Client {
        name: name.to_owned(),
        secret: secret.clone(),
        scopes: body.scopes.clone(),
        grants: body.grant_types.clone(),
        redirects: body.redirect_uris.clone(),
    };
    let clock = state.clock;
    let (oidc, now) = parts(state);
    let expires = now + Duration::days(DAYS);
    let id = oidc.clients.issue("", client, now, expires);
    Ok(json!({
        "clientId": id.as_str(),
        "clientSecret": secret.as_str(),
        "clientIdIssuedAt": clock.told(now).unix_timestamp(),
        "clientSecretExpiresAt": clock.told(expires).unix_timestamp(),
    }))
}

fn check(state: &State, body: &Body) -> Result<(), crate::protocol::AwsError> {
    let known = [DEVICE_CODE, AUTHORIZATION_CODE, REFRESH_TOKEN];
    if !body
        .grant_types
        .iter()
        .all(|grant| known.contains(&grant.as_str()))
    {
        return Err(error(
            "UnsupportedGrantTypeException",
            "Unsupported grant type provided",
        ));
    }
    if !body.scopes.iter().all(|scope| is_scope(scope)) {
        return Err(error("InvalidScopeException", "Invalid scope provided"));
    }
    let by_code = body
        .grant_types
        .iter()
        .any(|grant| grant == AUTHORIZATION_CODE);
    let local = body
        .redirect_uris
        .iter()
        .all(|uri| redirect::is_loopback(uri));
    if !local || (by_code && body.redirect_uris.is_empty()) {
        return Err(error(
            "InvalidRedirectUriException",
            "Invalid redirect uri provided",
        ));
    }
    match &body.issuer_url {
        Some(issuer) if !super::start_device_authorization::is_ours(state, issuer) => {
            Err(super::invalid_request("Invalid issuer url provided"))
        }
        None if by_code => Err(super::invalid_request(
            "Missing required parameter issuerUrl",
        )),
        Some(_) | None => Ok(()),
    }
}

/// `openid`, or `service:resource:access`, in the characters that OAuth allows.
fn is_scope(scope: &str) -> bool {
    let part = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-*".contains(&b))
    };
    let parts: Vec<&str> = scope.split(':').collect();
    parts.len() <= 3 && parts.into_iter().all(part)
}
