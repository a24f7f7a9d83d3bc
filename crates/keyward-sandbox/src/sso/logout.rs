//! <https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_Logout.html>

use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

/// Ends the sign-in: its access tokens and its refresh tokens. Role sessions live on.
pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    if let Err(error) = super::signed_in(state, request) {
        return super::reply(Err(error));
    }
    let token = request.header(super::BEARER).unwrap_or_default();
    let login = state
        .identity
        .oidc
        .access
        .find(token)
        .map(|entry| entry.value.login);
    state.identity.oidc.end(|other| Some(other) == login);
    Reply::json(200, &serde_json::json!({}))
}
