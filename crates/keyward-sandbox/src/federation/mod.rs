//! The federation endpoint of sign-in: a session in, a token for a browser out, and the page behind it.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html>

mod get_signin_token;
mod login;

use time::OffsetDateTime;

use crate::identity::page;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::ephemeral::Ephemeral;
use crate::state::{Principal, State};

/// The one path of both calls.
pub(crate) const PATH: &str = "/federation";

/// Who signs in with a token, and until when the console would let them.
#[derive(Debug)]
pub(crate) struct ConsoleSession {
    pub(crate) principal: Principal,
    pub(crate) ends: OffsetDateTime,
}

/// Tokens that are out.
#[derive(Debug, Default)]
pub(crate) struct Federation {
    tokens: Ephemeral<ConsoleSession>,
}

impl Federation {
    /// For the search of a test's outputs.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.tokens.tokens().collect()
    }
}

/// Answers by `Action`.
pub(crate) fn answer(state: &mut State, request: &Request) -> Reply {
    let query = request.query_pairs();
    match page::field(&query, "Action").as_deref() {
        Some("getSigninToken") => get_signin_token::answer(state, &query),
        Some("login") => login::answer(state, &query),
        _ => page::problem(400, "Action is getSigninToken or login."),
    }
}
