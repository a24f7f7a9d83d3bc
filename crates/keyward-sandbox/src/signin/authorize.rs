//! `/v1/authorize`: the browser's half, and the page where a sign-in on another device ends.

use base64::Engine as _;

use super::{CONFIRMATION, CROSS_DEVICE, SAME_DEVICE, parts};
use crate::identity::consent::{Code, Form};
use crate::identity::{Approval, page, pkce, redirect};
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

/// `GET`: checks what the browser brings; asks, or sends it on at once where approval is automatic.
pub(crate) fn ask(state: &mut State, request: &Request) -> Reply {
    let query = request.query_pairs();
    let given = |name: &str| page::field(&query, name).unwrap_or_default();
    let (id, uri) = (given("client_id"), given("redirect_uri"));
    let right = match id.as_str() {
        SAME_DEVICE => redirect::is_loopback(&uri),
        CROSS_DEVICE => redirect::is_loopback(&uri) && uri.ends_with(CONFIRMATION),
        _ => false,
    };
    if !right {
        return page::problem(
            400,
            "The program that sent you here is unknown, or asks to send you elsewhere.",
        );
    }
    let back = given("state");
    if let Some(why) = refusal(&query) {
        return redirect::to(&uri, &[("error", why), ("state", &back)]);
    }
    let user = state.identity.signin.user.clone();
    let code = Code {
        client_id: id,
        redirect_uri: uri,
        challenge: given("code_challenge"),
        user,
    };
    let form = Form { code, state: back };
    if state.identity.approval == Approval::Automatic {
        let (signin, now) = parts(state);
        return signin.consent.allow(form, now);
    }
    show(state, form)
}

fn show(state: &mut State, form: Form<String>) -> Reply {
    let (signin, now) = parts(state);
    let user = signin.user.clone();
    let csrf = signin.consent.show(form, now);
    let question = page::Question {
        action: "/v1/authorize",
        csrf: &csrf,
        client: "A program on your machine",
        user: &user,
        code: None,
    };
    question.page()
}

/// OAuth's word for what is wrong, if anything is. The AWS CLI writes S256 as `SHA-256`.
fn refusal(query: &[(String, String)]) -> Option<&'static str> {
    let given = |name: &str| page::field(query, name).unwrap_or_default();
    if given("response_type") != "code" {
        return Some("unsupported_response_type");
    }
    if given("scope") != "openid" {
        return Some("invalid_scope");
    }
    let method = given("code_challenge_method");
    let proof = ["SHA-256", "S256"].contains(&method.as_str())
        && pkce::is_challenge(&given("code_challenge"));
    (!proof || given("state").is_empty()).then_some("invalid_request")
}

/// `POST`: the decision on a form that was shown.
pub(crate) fn decide(state: &mut State, request: &Request) -> Reply {
    let (signin, now) = parts(state);
    signin.consent.decide(request, now)
}

/// Shows code and state in the form that `aws login --remote` asks for.
pub(crate) fn confirmation(_: &mut State, request: &Request) -> Reply {
    let query = request.query_pairs();
    let given = |name: &str| page::field(&query, name).unwrap_or_default();
    if given("code").is_empty() {
        return page::problem(400, "The sign-in was refused.");
    }
    let text = format!("state={}&code={}", given("state"), given("code"));
    let code = base64::engine::general_purpose::STANDARD.encode(text);
    page::html(
        200,
        "Enter this code in your terminal",
        &format!("<p><code id=\"code\">{code}</code></p>"),
    )
}
