//! Requests that carry no signature, to metadata services and sign-ins: the faults that they run
//! into, and their place in the log.

use serde_json::json;
use time::OffsetDateTime;

use crate::protocol::{AwsError, Reply, request_id};
use crate::state::{FaultKind, LoggedRequest, State};
use crate::{container, identity, imds};

/// Answers a request unless a fault does, and logs it.
pub(crate) fn run(
    state: &mut State,
    service: &str,
    operation: &str,
    serve: impl FnOnce(&mut State) -> Reply,
) -> Reply {
    let fault = state.faults.draw(service, operation, None);
    let mut reply = match fault.and_then(|kind| instead(kind, service, operation)) {
        Some(reply) => reply,
        None => serve(state),
    };
    log(state, service, operation, fault, &reply);
    if let Some(kind) = fault {
        reply.conduct.delay = kind.delay();
        reply.conduct.cut = matches!(kind, FaultKind::CutBefore | FaultKind::CutAfter);
    }
    reply
}

/// The answer of a fault that leaves the request without effect.
fn instead(kind: FaultKind, service: &str, operation: &str) -> Option<Reply> {
    if kind == FaultKind::CutBefore {
        return Some(Reply::new(503).header("x-amzn-errortype", "ConnectionCut"));
    }
    let status = kind.status()?;
    Some(match service {
        "imds" => imds::refused(status),
        "container" => container::troubled(operation, status),
        _ => sign_in(service, status),
    })
}

/// Where AWS's models name no error of this status, the usual name of it.
fn sign_in(service: &str, status: u16) -> Reply {
    let (code, word) = match status {
        429 if service == "signin" => ("TooManyRequestsError", "too_many_requests"),
        429 if service == "sso-oidc" => ("SlowDownException", "slow_down"),
        429 => ("TooManyRequestsException", "too_many_requests"),
        500 => ("InternalServerException", "server_error"),
        _ => ("ServiceUnavailableException", "temporarily_unavailable"),
    };
    let message = "The sandbox was told to fail.";
    // The one error of a model that fits, and its status there.
    let status = if code == "SlowDownException" {
        400
    } else {
        status
    };
    let body = match service {
        "sso" => json!({ "message": message }),
        "sso-oidc" => json!({ "error": word, "error_description": message }),
        _ => json!({ "error": word, "message": message }),
    };
    identity::refuse(&AwsError::new(status, code, message), &body)
        .header("x-amzn-requestid", request_id::uuid())
}

/// Remembers a request that no signature named a caller of.
pub(crate) fn log(
    state: &mut State,
    service: &str,
    operation: &str,
    fault: Option<FaultKind>,
    reply: &Reply,
) {
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
        fault,
        disbelief: None,
        decisions: Vec::new(),
    });
}
