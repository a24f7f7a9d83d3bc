//! `getSigninToken`: the session has to exist, to be whole, and not to have ended.

use serde::Deserialize;
use serde_json::json;
use subtle::ConstantTimeEq as _;
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::ConsoleSession;
use crate::identity::page;
use crate::protocol::Reply;
use crate::state::{Principal, Session, State};

/// How long a token is good for.
const LIFE: Duration = Duration::minutes(15);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Given {
    session_id: String,
    session_key: Zeroizing<String>,
    session_token: Zeroizing<String>,
}

pub(super) fn answer(state: &mut State, query: &[(String, String)]) -> Reply {
    let now = state.clock.now();
    match console_session(state, query, now) {
        Ok(session) => {
            let tokens = &mut state.identity.federation.tokens;
            let token = tokens.issue("", session, now, now + LIFE);
            Reply::json(200, &json!({ "SigninToken": *token })).header("cache-control", "no-store")
        }
        Err(why) => page::problem(400, why),
    }
}

fn console_session(
    state: &State,
    query: &[(String, String)],
    now: OffsetDateTime,
) -> Result<ConsoleSession, &'static str> {
    let text = page::field(query, "Session").unwrap_or_default();
    let given: Given = serde_json::from_str(&text).map_err(
        |_| "Session has to be a JSON object with sessionId, sessionKey and sessionToken.",
    )?;
    let session = state
        .sessions
        .get(&given.session_id)
        .filter(|session| is_whole(session, &given) && state.still_exists(&session.principal))
        .ok_or("There is no such session.")?;
    if session.expires <= now {
        return Err("The session has ended.");
    }
    let wanted = page::field(query, "SessionDuration");
    let ends = ends(session, wanted.as_deref(), now)?;
    Ok(ConsoleSession {
        principal: session.principal.clone(),
        ends,
    })
}

fn is_whole(session: &Session, given: &Given) -> bool {
    let key = session
        .secret
        .as_bytes()
        .ct_eq(given.session_key.as_bytes());
    let token = session
        .token
        .as_bytes()
        .ct_eq(given.session_token.as_bytes());
    bool::from(key & token)
}

/// A role's session may be given a duration of its own; others last as long as they do.
fn ends(
    session: &Session,
    wanted: Option<&str>,
    now: OffsetDateTime,
) -> Result<OffsetDateTime, &'static str> {
    match (&session.principal, wanted) {
        (Principal::User { .. } | Principal::Root { .. } | Principal::Anonymous, _) => {
            Err("A session of GetSessionToken cannot sign in.")
        }
        (_, None) => Ok(session.expires),
        (Principal::AssumedRole { .. }, Some(seconds)) => {
            let seconds = seconds
                .parse()
                .ok()
                .filter(|it| (900..=43_200).contains(it));
            let seconds = seconds.ok_or("SessionDuration is 900 to 43200 seconds.")?;
            Ok(now + Duration::seconds(seconds))
        }
        (Principal::FederatedUser { .. }, Some(_)) => {
            Err("SessionDuration is not for sessions of GetFederationToken.")
        }
    }
}
