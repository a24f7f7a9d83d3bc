//! Signing in, on a port of its own: IAM Identity Center's access portal and OIDC service, and the
//! sign-in service of `aws login`, with the pages that a person approves on.
//!
//! | who | paths |
//! |---|---|
//! | SSO OIDC | `/client/register` `/device_authorization` `/token` `/authorize` `/device` |
//! | SSO portal | `/federation/credentials` `/assignment/accounts` `/assignment/roles` `/logout` `/start` |
//! | Sign-in | `/v1/authorize` `/v1/token` `/v1/sessions/confirmation` `/federation` |
//!
//! These calls carry no signature. The AWS port answers them as well ([`claims`]), so that
//! `AWS_ENDPOINT_URL` alone points a client at everything.

pub(crate) mod consent;
pub(crate) mod page;
pub(crate) mod pkce;
pub(crate) mod redirect;
mod route;

use std::sync::Mutex;

use crate::protocol::{AwsError, Reply};
use crate::request::Request;
use crate::server::lock;
use crate::state::State;
use crate::unsigned;
use hyper::Method;

/// Who approves a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Approval {
    /// Every sign-in is approved the moment it is asked for; no page needs a person.
    #[default]
    Automatic,
    /// A person on the approval page, or control.
    Manual,
}

/// The state of all three services.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// `http://127.0.0.1:PORT` of the port of its own.
    pub(crate) base: String,
    pub(crate) start_url: String,
    pub(crate) approval: Approval,
    pub(crate) directory: crate::sso::Directory,
    pub(crate) oidc: crate::sso_oidc::Oidc,
    pub(crate) signin: crate::signin::Signin,
    pub(crate) federation: crate::federation::Federation,
}

/// Answers a request on the port of its own.
pub(crate) fn answer(state: &Mutex<State>, request: &Request) -> Reply {
    let mut state = lock(state);
    if is_loopback(request.host()) {
        return route::route(&mut state, request);
    }
    let reply = page::problem(403, "This page answers on the loopback address only.");
    unsigned::log(&mut state, "sso", "", None, &reply);
    reply
}

/// Answers a request on the AWS port, where it is beyond doubt one of these: no signature, one of
/// the paths, and the mark that its client sets.
pub(crate) fn claims(state: &Mutex<State>, request: &Request) -> Option<Reply> {
    let signed = request.headers.contains_key("authorization")
        || request.query.contains("X-Amz-Signature")
        || request.query.contains("AWSAccessKeyId");
    if signed || !route::marked(request) {
        return None;
    }
    if request.method == Method::GET && request.path.ends_with("/authorize") {
        // The form on the page posts to where it came from: the port of its own.
        let state = lock(state);
        let target = format!("{}{}?{}", state.identity.base, request.path, request.query);
        return Some(Reply::new(302).header("location", target));
    }
    Some(answer(state, request))
}

/// A refusal in a REST-JSON service's shape: the code in a header, the words in `body`.
pub(crate) fn refuse(error: &AwsError, body: &serde_json::Value) -> Reply {
    Reply::json(error.status, body).header("x-amzn-errortype", error.code)
}

fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].contains(&host)
}
