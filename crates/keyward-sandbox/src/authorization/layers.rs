//! Which policies apply to a caller.

use keyward_iam::{Attached, Policies};

use super::aws_managed;
use crate::state::account::{self, Account};
use crate::state::{Principal, Session, State};

/// Those of the user and its groups, or of the role, and those passed with the session.
pub(crate) fn of<'s>(
    state: &'s State,
    principal: &Principal,
    session: Option<&'s Session>,
) -> Policies<'s> {
    let Some(account) = state.enforced(principal.account()) else {
        return Policies::default();
    };
    let identity = sources(account, principal)
        .into_iter()
        .flat_map(|policies| attached(account, policies))
        .chain(of_root(account, principal))
        .collect();
    Policies {
        identity,
        boundary: boundary(account, principal).and_then(|arn| managed_policy(account, arn)),
        session: session.and_then(|session| passed(account, session)),
        ..Policies::default()
    }
}

/// The policy of the resource itself, where it has one: a bucket's or a topic's.
pub(super) fn of_resource<'s>(
    state: &'s State,
    caller: &Principal,
    resource: &str,
) -> Option<Attached<'s>> {
    if let Some(path) = resource.strip_prefix("arn:aws:s3:::") {
        let bucket = state.buckets.get(path.split('/').next()?)?;
        let policy = bucket.policy_for(caller.account())?;
        return Some(Attached::new("bucket policy", policy.policy()));
    }
    None
}

/// Those of a group alone.
pub(crate) fn of_group<'s>(state: &'s State, account: &str, name: &str) -> Policies<'s> {
    let account = state.accounts.get(account);
    let group = account.and_then(|account| Some((account, account.groups.get(name)?)));
    let identity = group.into_iter();
    let identity = identity.flat_map(|(account, group)| attached(account, &group.policies));
    Policies {
        identity: identity.collect(),
        ..Policies::default()
    }
}

fn sources<'s>(account: &'s Account, principal: &Principal) -> Vec<&'s account::Policies> {
    match principal {
        Principal::Anonymous | Principal::Root { .. } => Vec::new(),
        Principal::User { name, .. } => {
            let own = account.users.get(name).map(|user| &user.policies);
            let groups = account.groups.values();
            let groups = groups.filter(|group| group.members.contains(name));
            own.into_iter()
                .chain(groups.map(|group| &group.policies))
                .collect()
        }
        Principal::AssumedRole { role_name, .. } => {
            let role = account.roles.get(role_name);
            role.map(|role| &role.policies).into_iter().collect()
        }
        Principal::FederatedUser { issuer, .. } => sources(account, issuer),
    }
}

/// The ARN of the policy that bounds the user or role.
fn boundary<'s>(account: &'s Account, principal: &Principal) -> Option<&'s String> {
    match principal {
        Principal::Anonymous | Principal::Root { .. } => None,
        Principal::User { name, .. } => account.users.get(name)?.boundary.as_ref(),
        Principal::AssumedRole { role_name, .. } => account.roles.get(role_name)?.boundary.as_ref(),
        Principal::FederatedUser { issuer, .. } => boundary(account, issuer),
    }
}

/// Whom root has federated stands on root's power, which no policy says.
fn of_root<'s>(account: &'s Account, principal: &Principal) -> Option<Attached<'s>> {
    match principal {
        Principal::FederatedUser { issuer, .. } if matches!(**issuer, Principal::Root { .. }) => {
            managed_policy(account, aws_managed::ADMINISTRATOR)
        }
        _ => None,
    }
}

fn attached<'s>(
    account: &'s Account,
    policies: &'s account::Policies,
) -> impl Iterator<Item = Attached<'s>> {
    let inline = policies
        .inline
        .iter()
        .map(|(name, document)| Attached::new(name, document.policy()));
    let managed = policies.attached.iter();
    inline.chain(managed.filter_map(|arn| managed_policy(account, arn)))
}

/// The version in force of a policy of the account or of AWS.
fn managed_policy<'s>(account: &'s Account, arn: &'s str) -> Option<Attached<'s>> {
    let policy = account.managed_policies.get(arn);
    let version = policy.or_else(|| aws_managed::find(arn))?.in_force()?;
    Some(Attached::new(arn, version.document.policy()))
}

/// Session policies, where any were passed. A managed policy that is not there grants nothing. A
/// federated user without any may do nothing.
fn passed<'s>(account: &'s Account, session: &'s Session) -> Option<Vec<Attached<'s>>> {
    let details = &session.details;
    let federated = matches!(session.principal, Principal::FederatedUser { .. });
    if !federated && details.policy.is_none() && details.policy_arns.is_empty() {
        return None;
    }
    let inline = details.policy.iter();
    let inline = inline.map(|document| Attached::new("session policy", document.policy()));
    let managed = details.policy_arns.iter();
    Some(
        inline
            .chain(managed.filter_map(|arn| managed_policy(account, arn)))
            .collect(),
    )
}
