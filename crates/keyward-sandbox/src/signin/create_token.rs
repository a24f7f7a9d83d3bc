//! <https://docs.aws.amazon.com/signin/latest/APIReference/API_dataplane-signin_CreateOAuth2Token.html>

use serde::Deserialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::{CROSS_DEVICE, Refresh, SAME_DEVICE, denied, dpop, invalid, parts};
use crate::DEFAULT_ACCOUNT;
use crate::identity::pkce;
use crate::protocol::{AwsError, Reply};
use crate::request::Request;
use crate::state::sessions::Details;
use crate::state::{Principal, State};

/// Credentials live fifteen minutes.
const SECONDS: i64 = 900;
/// A sign-in, twelve hours.
const HOURS: i64 = 12;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    client_id: Option<String>,
    grant_type: Option<String>,
    code: Option<String>,
    code_verifier: Option<String>,
    redirect_uri: Option<String>,
    refresh_token: Option<String>,
}

/// A sign-in that a grant has proved.
struct Login {
    user: String,
    ends: OffsetDateTime,
    /// The first exchange tells who signed in; later ones do not.
    first: bool,
}

pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    super::reply(create(state, request))
}

fn create(state: &mut State, request: &Request) -> Result<Value, AwsError> {
    if !request.query.is_empty() {
        return Err(AwsError::not_built("this kind of token").with("error", "server_error"));
    }
    let body: Body = serde_json::from_slice(&request.body)
        .map_err(|_| invalid("invalid_request", "The request body is not valid JSON"))?;
    let id = required(body.client_id.as_ref(), "clientId")?;
    if ![SAME_DEVICE, CROSS_DEVICE].contains(&id) {
        return Err(invalid(
            "invalid_request",
            "Value at 'clientId' failed to satisfy constraint",
        ));
    }
    let grant = required(body.grant_type.as_ref(), "grantType")?;
    let (signin, _) = parts(state);
    let thumbprint = dpop::verify(signin, request, OffsetDateTime::now_utc())?;
    let login = match grant {
        "authorization_code" => by_code(state, id, &body)?,
        "refresh_token" => by_refresh(state, id, &body, &thumbprint)?,
        _ => {
            return Err(invalid(
                "unsupported_grant_type",
                "The grant type is not supported",
            ));
        }
    };
    tokens(state, id, login, thumbprint)
}

fn by_code(state: &mut State, id: &str, body: &Body) -> Result<Login, AwsError> {
    let code = required(body.code.as_ref(), "code")?;
    let verifier = required(body.code_verifier.as_ref(), "codeVerifier")?;
    let redirect = required(body.redirect_uri.as_ref(), "redirectUri")?;
    let (signin, now) = parts(state);
    let wrong = || invalid("invalid_grant", "The authorization code is not valid");
    let entry = signin.consent.take_code(code).ok_or_else(wrong)?;
    if entry.expires <= now {
        return Err(denied(
            "AUTHCODE_EXPIRED",
            "The authorization code has expired",
        ));
    }
    let grant = entry.value;
    let right = grant.client_id == id
        && grant.redirect_uri == redirect
        && pkce::matches(&grant.challenge, verifier);
    if !right {
        return Err(wrong());
    }
    Ok(Login {
        user: grant.user,
        ends: now + Duration::hours(HOURS),
        first: true,
    })
}

/// A refresh token is spent by its use: the answer holds the next.
fn by_refresh(
    state: &mut State,
    id: &str,
    body: &Body,
    thumbprint: &str,
) -> Result<Login, AwsError> {
    let token = required(body.refresh_token.as_ref(), "refreshToken")?;
    let (signin, now) = parts(state);
    let ended = || denied("TOKEN_EXPIRED", "The refresh token has expired");
    let known = signin.refresh.live(token, now).ok_or_else(ended)?;
    if known.client_id != id || known.thumbprint != thumbprint {
        return Err(invalid(
            "invalid_grant",
            "The refresh token belongs to another key",
        ));
    }
    if known.stale {
        return Err(denied(
            "USER_CREDENTIALS_CHANGED",
            "The user's credentials have changed",
        ));
    }
    let known = signin.refresh.take(token).ok_or_else(ended)?.value;
    Ok(Login {
        user: known.user,
        ends: known.ends,
        first: false,
    })
}

fn tokens(
    state: &mut State,
    id: &str,
    login: Login,
    thumbprint: String,
) -> Result<Value, AwsError> {
    let principal = user(state, &login.user)
        .ok_or_else(|| denied("USER_CREDENTIALS_CHANGED", "The user no longer exists"))?;
    let subject = principal.arn();
    let session = state.create_session(principal, SECONDS, Details::default());
    let told = state.clock.told(state.clock.now());
    let (signin, now) = parts(state);
    let Login { user, ends, first } = login;
    let refresh = Refresh {
        client_id: id.to_owned(),
        user,
        thumbprint,
        ends,
        stale: false,
    };
    let refresh = signin.refresh.issue("ASOR", refresh, now, ends);
    let mut answer = json!({
        "accessToken": {
            "accessKeyId": session.access_key_id,
            "secretAccessKey": session.secret.as_str(),
            "sessionToken": session.token.as_str(),
        },
        "tokenType": "aws_sigv4",
        "expiresIn": seconds_left(session.expires - now),
        "refreshToken": refresh.as_str(),
    });
    if first {
        answer["idToken"] = json!(signin.issuer.token(&subject, id, told));
    }
    Ok(answer)
}

/// Whole seconds, rounded to the nearest: the clock has moved a little since the session was made.
fn seconds_left(left: Duration) -> i64 {
    (left + Duration::milliseconds(500))
        .whole_seconds()
        .clamp(0, SECONDS)
}

fn user(state: &State, name: &str) -> Option<Principal> {
    let user = state.accounts.get(DEFAULT_ACCOUNT)?.users.get(name)?;
    Some(Principal::User {
        account: DEFAULT_ACCOUNT.to_owned(),
        name: name.to_owned(),
        arn: user.arn.clone(),
        id: user.id.clone(),
    })
}

fn required<'a>(value: Option<&'a String>, name: &str) -> Result<&'a str, AwsError> {
    let value = value.map(String::as_str).filter(|value| !value.is_empty());
    value.ok_or_else(|| {
        invalid(
            "invalid_request",
            &format!("Value at '{name}' failed to satisfy constraint: Member must not be null"),
        )
    })
}
