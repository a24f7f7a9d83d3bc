//! Signing in, on a port of its own: IAM Identity Center's access portal and OIDC service, and the
//! sign-in service of `aws login`, with the pages that a person approves on.
//!
//! | who | paths |
//! |---|---|
//! | SSO OIDC | `/client/register` `/device_authorization` `/token` `/authorize` `/device` |
//! | SSO portal | `/federation/credentials` `/assignment/accounts` `/assignment/roles` `/logout` `/start` |
//! | Sign-in | `/v1/authorize` `/v1/token` `/v1/sessions/confirmation` |
//!
//! These calls carry no signature. The AWS port answers them as well ([`claims`]), so that
//! `AWS_ENDPOINT_URL` alone points a client at everything.

pub(crate) mod consent;
pub(crate) mod page;
pub(crate) mod pkce;
pub(crate) mod redirect;
mod route;

use std::sync::Mutex;

use hyper::Method;
use time::OffsetDateTime;

use crate::protocol::{AwsError, Reply, request_id};
use crate::request::Request;
use crate::server::lock;
use crate::state::{LoggedRequest, State};

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
}

/// What became of a request, before it is logged.
pub(crate) struct Handled {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) reply: Reply,
}

/// Answers a request on the port of its own.
pub(crate) fn answer(state: &Mutex<State>, request: &Request) -> Reply {
    let mut state = lock(state);
    let handled = if is_loopback(request.host()) {
        route::route(&mut state, request)
    } else {
        let reply = page::problem(403, "This page answers on the loopback address only.");
        Handled {
            service: "sso",
            operation: "",
            reply,
        }
    };
    log(
        &mut state,
        handled.service,
        handled.operation,
        &handled.reply,
    );
    handled.reply
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

/// Remembers a request that no signature named a caller of.
pub(crate) fn log(state: &mut State, service: &str, operation: &str, reply: &Reply) {
    let id = reply.headers.get("x-amzn-requestid");
    let error = reply.headers.get("x-amzn-errortype");
    let text = |value: &hyper::header::HeaderValue| value.to_str().map(str::to_owned).ok();
    state.log.push(LoggedRequest {
        at: OffsetDateTime::now_utc(),
        request_id: id.and_then(text).unwrap_or_else(request_id::uuid),
        access_key_id: None,
        caller: None,
        service: service.to_owned(),
        operation: operation.to_owned(),
        region: None,
        status: reply.status,
        error: error.and_then(text),
        decisions: Vec::new(),
    });
}

/// A refusal in a REST-JSON service's shape: the code in a header, the words in `body`.
pub(crate) fn refuse(error: &AwsError, body: &serde_json::Value) -> Reply {
    Reply::json(error.status, body).header("x-amzn-errortype", error.code)
}

fn is_loopback(host: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].contains(&host)
}
