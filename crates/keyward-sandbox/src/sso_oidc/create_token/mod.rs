//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>

mod authorization_code;
mod device_code;
mod refresh_token;

use serde::Deserialize;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::{
    AUTHORIZATION_CODE, Access, Answered, DEVICE_CODE, Oidc, REFRESH_TOKEN, Refresh, error, parts,
    required,
};
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

/// The portal's session: what a sign-in is worth.
const SESSION: i64 = 8 * 3_600;
/// An access token that can be refreshed.
const REFRESHED: i64 = 3_600;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    client_id: Option<String>,
    client_secret: Option<String>,
    grant_type: Option<String>,
    device_code: Option<String>,
    code: Option<String>,
    refresh_token: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
}

/// A sign-in that a grant has proved.
struct Login {
    number: u64,
    /// When the whole sign-in ends.
    ends: OffsetDateTime,
}

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(create(state, request))
}

fn create(state: &mut State, request: &Request) -> Answered {
    let body: Body = super::body(request)?;
    let id = required(body.client_id.as_ref(), "clientId")?;
    let secret = required(body.client_secret.as_ref(), "clientSecret")?;
    let grant = required(body.grant_type.as_ref(), "grantType")?;
    let (oidc, now) = parts(state);
    let client = oidc.client(id, secret, now)?;
    if ![DEVICE_CODE, AUTHORIZATION_CODE, REFRESH_TOKEN].contains(&grant) {
        return Err(error(
            "UnsupportedGrantTypeException",
            "Unsupported grant type provided",
        ));
    }
    if !client.may(grant) {
        return Err(error(
            "UnauthorizedClientException",
            "Client is not registered for this grant",
        ));
    }
    let refreshes = client.refreshes();
    let login = match grant {
        DEVICE_CODE => device_code::redeem(oidc, id, &body, now)?,
        AUTHORIZATION_CODE => authorization_code::redeem(oidc, id, &body, now)?,
        _ => refresh_token::redeem(oidc, id, &body, now)?,
    };
    Ok(tokens(oidc, id, &login, refreshes, now))
}

/// The answer: tokens of a sign-in, none of which outlives it.
fn tokens(
    oidc: &mut Oidc,
    client_id: &str,
    login: &Login,
    refreshes: bool,
    now: OffsetDateTime,
) -> serde_json::Value {
    let usual = Duration::seconds(if refreshes { REFRESHED } else { SESSION });
    let set = oidc
        .token_lifetime
        .and_then(|set| Duration::try_from(set).ok());
    let expires = (now + set.unwrap_or(usual)).min(login.ends);
    let access = Access {
        login: login.number,
    };
    let access = oidc.access.issue("aoa", access, now, expires);
    let mut answer = json!({
        "accessToken": access.as_str(),
        "tokenType": "Bearer",
        "expiresIn": (expires - now).whole_seconds(),
    });
    if refreshes {
        let refresh = Refresh {
            login: login.number,
            client_id: client_id.to_owned(),
        };
        let refresh = oidc.refresh.issue("aor", refresh, now, login.ends);
        answer["refreshToken"] = json!(refresh.as_str());
    }
    answer
}

/// A new sign-in of the user.
fn login(oidc: &mut Oidc, now: OffsetDateTime) -> Login {
    oidc.logins += 1;
    Login {
        number: oidc.logins,
        ends: now + Duration::seconds(SESSION),
    }
}
