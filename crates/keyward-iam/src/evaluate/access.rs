//! What the layers come to, once none of them denies.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>

use super::{
    Because, Decision, Layer, Policies,
    layers::{Layers, Verdict, resource_layer},
    principal::Grant,
};
use crate::request::{Principal, Request};

pub(super) fn decide(request: &Request, policies: &Policies<'_>, layers: &Layers<'_>) -> Decision {
    grounds(request, policies, layers).unwrap_or_else(|refusal| refusal)
}

/// The decision to allow, or the one that stands in its way.
fn grounds(
    request: &Request,
    policies: &Policies<'_>,
    layers: &Layers<'_>,
) -> Result<Decision, Decision> {
    let gates = gates(layers)?;
    let (layer, mut by) = if resource_decides(request, layers) {
        through_resource(request, policies, layers)?
    } else {
        through_identity(request, policies, layers)?
    };
    by.extend(gates);
    Ok(Decision::allowed(layer, by))
}

/// What must allow whoever grants: each level of service control policies, and the endpoint.
fn gates(layers: &Layers<'_>) -> Result<Vec<Because>, Decision> {
    layers
        .service_control
        .iter()
        .chain(&layers.endpoint)
        .map(must_allow)
        .collect::<Result<Vec<_>, _>>()
        .map(|by| by.into_iter().flatten().collect())
}

/// Whether identity policies are not asked: for whoever has none, and in the principal's own account
/// where the resource's policy names more than the account.
fn resource_decides(request: &Request, layers: &Layers<'_>) -> bool {
    let grant = layers.resource.as_ref().and_then(Verdict::grant);
    !has_identity(&request.principal)
        || (!request.is_cross_account() && grant > Some(Grant::Account))
}

fn through_resource(
    request: &Request,
    policies: &Policies<'_>,
    layers: &Layers<'_>,
) -> Result<(Layer, Vec<Because>), Decision> {
    let Some(resource) = &layers.resource else {
        let layer = resource_layer(request, policies);
        return Err(Decision::not_allowed(layer, Vec::new()));
    };
    let mut by: Vec<Because> = must_allow(resource)?.into_iter().collect();
    if resource.grant() < Some(Grant::Full) {
        by.extend(limits_allow(layers)?);
    }
    Ok((resource.layer(), by))
}

/// The usual way: identity policies within boundary and session policies, and, for another account's
/// resource, a role or a key, the resource's policy as well.
fn through_identity(
    request: &Request,
    policies: &Policies<'_>,
    layers: &Layers<'_>,
) -> Result<(Layer, Vec<Because>), Decision> {
    let mut by = Vec::new();
    let layer = resource_layer(request, policies);
    let must = policies.resource_must_allow || layer == Layer::Trust || request.is_cross_account();
    if must {
        match &layers.resource {
            Some(resource) => by.extend(must_allow(resource)?),
            None => return Err(Decision::not_allowed(layer, Vec::new())),
        }
    }
    // The root user has every permission in its account without a policy that says so.
    if !matches!(request.principal, Principal::Root { .. }) {
        by.splice(0..0, must_allow(&layers.identity)?);
    }
    by.extend(limits_allow(layers)?);
    Ok((Layer::Identity, by))
}

/// Boundary and session policies.
fn limits_allow(layers: &Layers<'_>) -> Result<Vec<Because>, Decision> {
    let mut by = Vec::new();
    for verdict in layers.boundary.iter().chain(&layers.session) {
        by.extend(must_allow(verdict)?);
    }
    Ok(by)
}

fn must_allow(verdict: &Verdict<'_>) -> Result<Option<Because>, Decision> {
    if verdict.allows() {
        Ok(verdict.permission())
    } else {
        Err(Decision::not_allowed(verdict.layer(), verdict.unsure()))
    }
}

/// Whether identity policies can speak for it at all.
fn has_identity(principal: &Principal) -> bool {
    match principal {
        Principal::Root { .. }
        | Principal::User { .. }
        | Principal::RoleSession { .. }
        | Principal::FederatedUser { .. } => true,
        Principal::Anonymous | Principal::Federated { .. } | Principal::Service { .. } => false,
    }
}
