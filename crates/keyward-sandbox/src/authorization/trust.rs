//! Who may assume a role: its trust policy, and where that leaves it to the caller's account, the
//! caller's own policies. Tags and a source identity are permissions of their own.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html>

use keyward_iam::{
    Attached, Context as Circumstances, Decision, Policies, Principal as Who, Request, evaluate,
};

use super::{Ask, context, identity, layers, note};
use crate::dispatch::Context;
use crate::state::account::Role;
use crate::state::{LoggedDecision, State};

/// Under which name decisions mention the trust policy.
const NAME: &str = "trust policy";

/// The caller of AssumeRole asks for `ask.action` on a role.
pub(crate) fn caller(cx: &mut Context<'_>, role: &Role, ask: &Ask) -> Decision {
    let session = cx.session();
    let mut circumstances = context::of_request(cx, &ask.action);
    ask.keys.put_into(&mut circumstances);
    let who = identity::of(&cx.caller.principal, session);
    let mut policies = layers::of(cx.state, &cx.caller.principal, session);
    policies.resource = Some(Attached::new(NAME, role.trust.policy()));
    let request = Request::new(who, &ask.action, ask.resource.as_str(), circumstances);
    let decision = evaluate(&request, &policies);
    note(&mut cx.decisions, ask, &decision);
    decision
}

/// The bearer of a provider's token asks; `claims` is the prefix of the keys that the token fills.
pub(crate) fn bearer(
    state: &State,
    role: &Role,
    provider: &str,
    claims: &str,
    ask: &Ask,
    log: &mut Vec<LoggedDecision>,
) -> Decision {
    let mut circumstances = context::of_bearer(state, claims);
    ask.keys.put_into(&mut circumstances);
    let who = Who::Federated {
        provider: provider.to_owned(),
    };
    let decision = stranger(role, who, ask, circumstances);
    note(log, ask, &decision);
    decision
}

/// A service of AWS asks.
pub(crate) fn service(state: &State, role: &Role, name: &str, ask: &Ask) -> Decision {
    let circumstances = context::of_service(state);
    let who = Who::Service {
        name: name.to_owned(),
    };
    stranger(role, who, ask, circumstances)
}

/// Who has no identity policies: the trust policy alone decides.
fn stranger(role: &Role, who: Who, ask: &Ask, circumstances: Circumstances) -> Decision {
    let policies = Policies {
        resource: Some(Attached::new(NAME, role.trust.policy())),
        ..Policies::default()
    };
    let request = Request::new(who, &ask.action, ask.resource.as_str(), circumstances);
    evaluate(&request, &policies)
}
