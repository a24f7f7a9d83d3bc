//! All layers of policies together: who may do what, and why.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

mod access;
mod decision;
mod layers;
mod principal;
mod statement;

pub use decision::{Because, Decision, Layer, Outcome};
use layers::Layers;

use crate::{policy::Policy, request::Request, scope::Scope};

/// A policy and the name under which decisions mention it.
#[derive(Clone, Copy, Debug)]
pub struct Attached<'a> {
    /// An inline policy's name or a managed policy's ARN.
    pub name: &'a str,
    /// The policy.
    pub policy: &'a Policy,
}

impl<'a> Attached<'a> {
    /// A policy under a name.
    #[must_use]
    pub fn new(name: &'a str, policy: &'a Policy) -> Self {
        Self { name, policy }
    }
}

/// Every policy that applies to a request. A layer that is left out does not limit anything, but
/// grants nothing either.
#[derive(Clone, Debug, Default)]
pub struct Policies<'a> {
    /// Of the user and its groups, or of the role; inline and managed. For a federated user, those of
    /// the user who called GetFederationToken.
    pub identity: Vec<Attached<'a>>,
    /// Of the resource; for the operations that assume a role, its trust policy.
    pub resource: Option<Attached<'a>>,
    /// Whether the resource's policy must allow even in the principal's own account: KMS keys. For
    /// `sts:AssumeRole…` the trust policy always must.
    pub resource_must_allow: bool,
    /// The permissions boundary of the user or role.
    pub boundary: Option<Attached<'a>>,
    /// The session policies, if any were passed when the session was made; together they allow what
    /// one of them allows. A session of GetFederationToken without one has an empty list.
    pub session: Option<Vec<Attached<'a>>>,
    /// Service control policies of the principal's organization, a list for each level from the root
    /// to the account; each level must allow. Empty for the management account.
    pub service_control: Vec<Vec<Attached<'a>>>,
    /// Resource control policies of the resource's organization, as above. AWS keeps
    /// `RCPFullAWSAccess` attached at every level, so only their denials count.
    pub resource_control: Vec<Vec<Attached<'a>>>,
    /// Of the VPC endpoint through which the request came.
    pub endpoint: Option<Attached<'a>>,
}

/// Operations that need no permission and that no policy can take away.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>,
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
const ALWAYS_ALLOWED: [&str; 2] = ["sts:getcalleridentity", "sts:getsessiontoken"];

/// Decides a request.
#[must_use]
pub fn evaluate(request: &Request, policies: &Policies<'_>) -> Decision {
    if ALWAYS_ALLOWED.contains(&request.action()) {
        return Decision::allowed(Layer::NoPermissionNeeded, Vec::new());
    }
    let scope = Scope::new(&request.context);
    let layers = Layers::judge(request, policies, &scope);
    let decision = match layers.denial() {
        Some(because) => Decision::denied(because),
        None => access::decide(request, policies, &layers),
    };
    decision.with_notes(scope.into_notes())
}

#[cfg(test)]
mod tests;
