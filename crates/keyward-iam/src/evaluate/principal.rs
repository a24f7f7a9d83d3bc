//! Whether a policy names who asks, and what that is worth.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

use crate::{
    policy::PrincipalEntry,
    request::{Principal, Request},
};

/// What being named is worth in the principal's own account, in rising order.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grant {
    /// The account is named: its identity policies decide.
    Account,
    /// Access, within boundary and session policies: everyone is named, or the role of a session.
    Limited,
    /// Access whatever boundary and session policies leave out: the user or the session itself is
    /// named.
    Full,
}

/// By which of its names a policy means a principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Everyone,
    Account,
    /// The role of a session, the user behind a federated user, the provider of a session.
    Origin,
    Own,
}

/// The most that these entries are worth to who asks; none where they name others.
pub(super) fn grant(entries: &[PrincipalEntry], request: &Request) -> Option<Grant> {
    entries
        .iter()
        .filter_map(|entry| name(entry, request))
        .map(|name| worth(name, &request.principal))
        .max()
}

/// Whether `NotPrincipal` leaves out who asks: each of its names must be listed, its account too.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html>
pub(super) fn is_spared(entries: &[PrincipalEntry], request: &Request) -> bool {
    let listed = |wanted| {
        entries
            .iter()
            .any(|entry| name(entry, request) == Some(wanted))
    };
    let all: &[Name] = match &request.principal {
        Principal::Anonymous => &[Name::Everyone],
        Principal::Root { .. } => &[Name::Account],
        Principal::User { .. } | Principal::FederatedUser { .. } => &[Name::Account, Name::Own],
        Principal::RoleSession { .. } => &[Name::Account, Name::Origin, Name::Own],
        Principal::Federated { .. } | Principal::Service { .. } => &[Name::Own],
    };
    listed(Name::Everyone) || all.iter().all(|name| listed(*name))
}

fn worth(name: Name, principal: &Principal) -> Grant {
    match (name, principal) {
        // The account's ARN is the root user's own.
        (Name::Account, Principal::Root { .. }) | (Name::Own, _) => Grant::Full,
        (Name::Account, _) => Grant::Account,
        (Name::Everyone | Name::Origin, _) => Grant::Limited,
    }
}

fn name(entry: &PrincipalEntry, request: &Request) -> Option<Name> {
    let principal = &request.principal;
    match entry {
        PrincipalEntry::Everyone => Some(Name::Everyone),
        PrincipalEntry::Account(id) => {
            (principal.account() == Some(id.as_str())).then_some(Name::Account)
        }
        PrincipalEntry::CanonicalUser(id) => {
            (request.canonical_user.as_ref() == Some(id)).then_some(Name::Account)
        }
        PrincipalEntry::User { arn, id } => user(arn, id.as_ref(), principal),
        PrincipalEntry::Role { arn, id } => role(arn, id.as_ref(), principal),
        PrincipalEntry::RoleSession(arn) | PrincipalEntry::FederatedUser(arn) => {
            (request.principal_arn.as_ref() == Some(arn)).then_some(Name::Own)
        }
        PrincipalEntry::UniqueId(id) => unique(id, principal),
        PrincipalEntry::Service(service) => match principal {
            Principal::Service { name } => (name == service).then_some(Name::Own),
            _ => None,
        },
        PrincipalEntry::Federated(wanted) => federated(wanted, principal),
    }
}

/// A bound entry means the principal with that unique id, whatever its name is by now, and no later
/// one of the same name.
fn is(named: &str, bound: Option<&String>, arn: &str, id: Option<&String>) -> bool {
    match bound {
        Some(_) => bound == id,
        None => arn == named,
    }
}

fn user(named: &str, bound: Option<&String>, principal: &Principal) -> Option<Name> {
    match principal {
        Principal::User { arn, id } => is(named, bound, arn, id.as_ref()).then_some(Name::Own),
        Principal::FederatedUser {
            issuer: Some(issuer),
            ..
        } => (issuer == named && bound.is_none()).then_some(Name::Origin),
        _ => None,
    }
}

fn role(named: &str, bound: Option<&String>, principal: &Principal) -> Option<Name> {
    match principal {
        Principal::RoleSession {
            role_arn, role_id, ..
        } => is(named, bound, role_arn, role_id.as_ref()).then_some(Name::Origin),
        _ => None,
    }
}

fn unique(wanted: &String, principal: &Principal) -> Option<Name> {
    match principal {
        Principal::User { id, .. } => (id.as_ref() == Some(wanted)).then_some(Name::Own),
        Principal::RoleSession { role_id, .. } => {
            (role_id.as_ref() == Some(wanted)).then_some(Name::Origin)
        }
        _ => None,
    }
}

fn federated(wanted: &String, principal: &Principal) -> Option<Name> {
    match principal {
        Principal::Federated { provider } => (provider == wanted).then_some(Name::Own),
        Principal::RoleSession { provider, .. } => {
            (provider.as_ref() == Some(wanted)).then_some(Name::Origin)
        }
        _ => None,
    }
}
