//! Requests that nobody signed: what a bucket's policy lets anyone do, and forms, whose signature is
//! one of their fields.

use std::sync::Mutex;

use super::post_object;
use crate::auth::Caller;
use crate::dispatch::{Client, Context, Outcome};
use crate::protocol::{AwsError, Reply, Service};
use crate::refusal;
use crate::request::Request;
use crate::server::lock;
use crate::sigv4;
use crate::state::{LoggedRequest, State};

/// Runs the operation that a request means, and says in the log who asked for it.
pub(crate) fn answer(
    state: &Mutex<State>,
    request: &Request,
    entry: &mut LoggedRequest,
) -> Outcome {
    if post_object::is_form(request) {
        return post_object::run(state, request, entry);
    }
    let body = sigv4::unsigned_body(request);
    match body.map_err(|fault| refusal::of(&fault, Service::S3)) {
        Ok(read) => {
            let request = Request {
                body: read.body,
                ..request.clone()
            };
            let trailers = read.trailers;
            as_caller(state, &Caller::anonymous(), &request, |cx| {
                super::call(cx, &request, &trailers)
            })
        }
        Err(error) => outcome(super::operation_name(request), Err(error)),
    }
}

/// Runs with the state locked, for a caller who is known or nobody.
pub(super) fn as_caller(
    state: &Mutex<State>,
    caller: &Caller,
    request: &Request,
    run: impl FnOnce(&mut Context<'_>) -> Outcome,
) -> Outcome {
    let mut state = lock(state);
    let mut cx = Context {
        state: &mut state,
        caller,
        region: crate::DEFAULT_REGION,
        client: Client::of(request),
        decisions: Vec::new(),
    };
    let outcome = run(&mut cx);
    Outcome {
        decisions: cx.decisions,
        ..outcome
    }
}

pub(super) fn outcome(operation: &str, result: Result<Reply, AwsError>) -> Outcome {
    Outcome {
        operation: operation.to_owned(),
        result,
        decisions: Vec::new(),
    }
}
