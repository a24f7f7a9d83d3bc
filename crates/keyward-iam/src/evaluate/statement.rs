//! Whether one statement is about a request.

use super::principal::{self, Grant};
use crate::{
    pattern::Unresolved,
    policy::{Actions, Effect, Resources, Statement},
    request::{Principal, Request},
    scope::Scope,
    tri::Tri,
};

/// What a statement is held against.
pub(super) struct Circumstances<'a, 's> {
    pub(super) request: &'a Request,
    pub(super) scope: &'a Scope<'s>,
    pub(super) has_boundary: bool,
}

/// Whether a statement is about the request, and how it names the principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Yes(Grant),
    No,
    Unknown,
}

/// The cheap parts first; keys are looked up only for a statement that is about this action, resource
/// and principal, so that what is noted as missing mattered.
pub(super) fn fit(statement: &Statement, on: &Circumstances<'_, '_>) -> Fit {
    if !action(&statement.actions, on) {
        return Fit::No;
    }
    let Some(grant) = grant(statement, on) else {
        return Fit::No;
    };
    let resource = statement
        .resources
        .as_ref()
        .map_or(Tri::Yes, |resources| resource(resources, on));
    if resource == Tri::No {
        return Fit::No;
    }
    let conditions = Tri::all(statement.conditions.iter().map(|c| c.holds(on.scope)));
    match resource.and(conditions) {
        Tri::Yes => Fit::Yes(grant),
        Tri::No => Fit::No,
        Tri::Unknown => Fit::Unknown,
    }
}

fn action(actions: &Actions, on: &Circumstances<'_, '_>) -> bool {
    let named = actions
        .patterns
        .iter()
        .any(|pattern| pattern.matches(&on.request.action));
    named != actions.negated
}

fn resource(resources: &Resources, on: &Circumstances<'_, '_>) -> Tri {
    let mut named = Tri::No;
    for pattern in &resources.patterns {
        let matches = match pattern.matches(&on.request.resource, on.scope) {
            Ok(matches) => matches,
            Err(Unresolved::Unknown) => Tri::Unknown,
            // As with negated operators: AWS does not say what `NotResource` makes of it.
            Err(Unresolved::Absent) if resources.negated => Tri::Unknown,
            Err(Unresolved::Absent) => Tri::No,
        };
        named = named.or(matches);
        if named == Tri::Yes {
            break;
        }
    }
    if resources.negated {
        named.not()
    } else {
        named
    }
}

/// None where the statement is about others. A policy without principals is its owner's.
fn grant(statement: &Statement, on: &Circumstances<'_, '_>) -> Option<Grant> {
    let Some(principals) = &statement.principals else {
        return Some(Grant::Full);
    };
    if !principals.negated {
        return principal::grant(&principals.entries, on.request);
    }
    // "Don't use NotPrincipal with Deny for users or roles with a permissions boundary: it always
    // denies them."
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    let always = on.has_boundary
        && statement.effect == Effect::Deny
        && matches!(
            on.request.principal,
            Principal::User { .. } | Principal::RoleSession { .. }
        );
    let spared = principal::is_spared(&principals.entries, on.request);
    (always || !spared).then_some(Grant::Limited)
}
