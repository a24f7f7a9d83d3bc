//! `/authorize`: the browser's half of the PKCE flow.
//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html>

use super::{AUTHORIZATION_CODE, parts};
use crate::identity::consent::{Code, Form};
use crate::identity::{Approval, page, pkce, redirect};
use crate::protocol::Reply;
use crate::request::Request;
use crate::sso::USER;
use crate::state::State;

/// `GET`: checks what the browser brings; asks, or sends it on at once where approval is automatic.
///
/// A wrong client or address is told on a page, for no address can be trusted then; anything else
/// goes back to the program that asked.
pub(crate) fn ask(state: &mut State, request: &Request) -> Reply {
    let query = request.query_pairs();
    let given = |name: &str| page::field(&query, name).unwrap_or_default();
    let (id, uri) = (given("client_id"), given("redirect_uri"));
    let (oidc, now) = parts(state);
    let Some(client) = oidc.clients.live(&id, now) else {
        return page::problem(400, "The program that sent you here is not registered.");
    };
    if !client
        .redirects
        .iter()
        .any(|known| redirect::same_but_port(known, &uri))
    {
        return page::problem(
            400,
            "The program that sent you here did not register this address.",
        );
    }
    let name = client.name.clone();
    let may = client.may(AUTHORIZATION_CODE);
    let back = given("state");
    if let Some(why) = refusal(&query, may) {
        return redirect::to(&uri, &[("error", why), ("state", &back)]);
    }
    let code = Code {
        client_id: id,
        redirect_uri: uri,
        challenge: given("code_challenge"),
        user: (),
    };
    let form = Form { code, state: back };
    if state.identity.approval == Approval::Automatic {
        let (oidc, now) = parts(state);
        return oidc.consent.allow(form, now);
    }
    let (oidc, now) = parts(state);
    let csrf = oidc.consent.show(form, now);
    let question = page::Question {
        action: "/authorize",
        csrf: &csrf,
        client: &name,
        user: USER,
        code: None,
    };
    question.page()
}

/// OAuth's word for what is wrong, if anything is.
fn refusal(query: &[(String, String)], may: bool) -> Option<&'static str> {
    let given = |name: &str| page::field(query, name).unwrap_or_default();
    if given("response_type") != "code" {
        return Some("unsupported_response_type");
    }
    let proof =
        given("code_challenge_method") == "S256" && pkce::is_challenge(&given("code_challenge"));
    if !proof || given("state").is_empty() {
        return Some("invalid_request");
    }
    (!may).then_some("unauthorized_client")
}

/// `POST`: the decision on a form that was shown.
pub(crate) fn decide(state: &mut State, request: &Request) -> Reply {
    let (oidc, now) = parts(state);
    oidc.consent.decide(request, now)
}
