//! Whether a caller may do what it asks for: identity policies, permissions boundaries, session, trust
//! and bucket policies, decided by `keyward-iam`.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>
//!
//! [`table`] says, one file for each service, which permissions an operation needs, on which
//! resources and with which condition keys. An operation that has no row there cannot be called, so
//! that none goes unchecked. [`context`] has the keys that every request carries. A key that is
//! neither there nor in the service's file is *unknown*: an Allow that asks for it grants nothing, a
//! Deny that asks for it denies.
//!
//! Topic policies and those of organizations cannot be attached.

mod ask;
pub(crate) mod aws_managed;
mod context;
mod document;
pub(crate) mod failure_message;
pub(crate) mod identity;
pub(crate) mod layers;
pub(crate) mod table;
pub(crate) mod trust;
mod wording;

pub(crate) use ask::{Ask, Keys};
pub(crate) use document::Document;
pub(crate) use wording::denied;

use keyward_iam::{Decision, Policies, Request, evaluate};

use crate::dispatch::Context;
use crate::protocol::{AwsError, Service};
use crate::state::LoggedDecision;

/// Decisions of one request that the log keeps.
const LOGGED: usize = 20;

/// Refuses the request unless every permission is there.
pub(crate) fn authorize(
    cx: &mut Context<'_>,
    service: Service,
    asks: &[Ask],
) -> Result<(), AwsError> {
    asks.iter().try_for_each(|ask| permit(cx, service, ask))
}

/// The same for one permission.
pub(crate) fn permit(cx: &mut Context<'_>, service: Service, ask: &Ask) -> Result<(), AwsError> {
    let mut policies = layers::of(cx.state, &cx.caller.principal, cx.session());
    policies.resource = layers::of_resource(cx.state, &cx.caller.principal, &ask.resource);
    let decision = judge(cx, ask, &policies);
    if decision.is_allowed() {
        note(&mut cx.decisions, ask, &decision);
        return Ok(());
    }
    let mut refusal = denied(service, &cx.caller.principal, ask, &decision);
    // EC2 tells the whole story where a resource was asked for.
    if service == Service::Ec2 && ask.resource != "*" {
        let message = failure_message::sentence(cx, ask, &policies, &decision);
        refusal.message.push_str(&message);
    }
    note(&mut cx.decisions, ask, &decision);
    Err(refusal)
}

fn judge(cx: &Context<'_>, ask: &Ask, policies: &Policies<'_>) -> Decision {
    let principal = &cx.caller.principal;
    let session = cx.session();
    let mut context = context::of_request(cx, &ask.action);
    ask.keys.put_into(&mut context);
    let who = identity::of(principal, session);
    let mut request = Request::new(who, &ask.action, ask.resource.as_str(), context);
    if let Some(owner) = &ask.owner {
        request = request.owned_by(owner.as_str());
    }
    evaluate(&request, policies)
}

/// Remembers a decision for the request log.
pub(crate) fn note(log: &mut Vec<LoggedDecision>, ask: &Ask, decision: &Decision) {
    if log.len() < LOGGED || !decision.is_allowed() {
        log.truncate(LOGGED);
        log.push(LoggedDecision::new(&ask.action, &ask.resource, decision));
    }
}
