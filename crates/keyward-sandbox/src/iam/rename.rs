//! UpdateUser and UpdateGroup: another name, another path. The unique id stays, and with it what keys,
//! sessions, memberships and trust policies stand on.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html>

use super::entity::{self, Kind};
use super::names;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::{Owner, Principal, State};

pub(crate) fn user(cx: &mut Context<'_>, params: &Params) -> Answer {
    let id = cx.account_id();
    let account = cx.account();
    let old = Kind::User.name(params)?;
    let mut user = account.users.get(old).cloned();
    let user = user
        .as_mut()
        .ok_or_else(|| entity::absent(Kind::User, old))?;
    let taken = |name: &str| account.users.keys().any(|other| is_taken(other, old, name));
    (user.name, user.path) = asked(params, Kind::User, (old, &user.path), taken)?;
    let before = user.arn.clone();
    user.arn = format!("arn:aws:iam::{id}:user{}{}", user.path, user.name);
    account.users.remove(old);
    account.users.insert(user.name.clone(), user.clone());
    for group in account.groups.values_mut() {
        if group.members.remove(old) {
            group.members.insert(user.name.clone());
        }
    }
    for device in account.mfa_devices.values_mut() {
        if let Some((owner, _)) = device.owner.as_mut().filter(|(owner, _)| owner == old) {
            owner.clone_from(&user.name);
        }
    }
    let new = Principal::User {
        account: id,
        name: user.name.clone(),
        arn: user.arn.clone(),
        id: user.id.clone(),
    };
    hand_over(cx.state, old, &new);
    // Policies that name the user as principal show the new name.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_rename.html
    let accounts = cx.state.accounts.values_mut();
    for role in accounts.flat_map(|account| account.roles.values_mut()) {
        role.trust.renamed(&before, &new.arn());
    }
    let buckets = cx.state.buckets.values_mut();
    for policy in buckets.filter_map(|bucket| bucket.policy.as_mut()) {
        policy.renamed(&before, &new.arn());
    }
    Ok(Xml::new())
}

pub(crate) fn group(cx: &mut Context<'_>, params: &Params) -> Answer {
    let id = cx.account_id();
    let groups = &mut cx.account().groups;
    let old = Kind::Group.name(params)?;
    let mut group = groups.get(old).cloned();
    let group = group
        .as_mut()
        .ok_or_else(|| entity::absent(Kind::Group, old))?;
    let taken = |name: &str| groups.keys().any(|other| is_taken(other, old, name));
    (group.name, group.path) = asked(params, Kind::Group, (old, &group.path), taken)?;
    group.arn = format!("arn:aws:iam::{id}:group{}{}", group.path, group.name);
    groups.remove(old);
    groups.insert(group.name.clone(), group.clone());
    Ok(Xml::new())
}

/// Names that differ in the case of their letters are the same.
fn is_taken(other: &str, old: &str, new: &str) -> bool {
    other != old && other.eq_ignore_ascii_case(new)
}

/// Name and path after the change.
fn asked(
    params: &Params,
    kind: Kind,
    (name, path): (&str, &str),
    taken: impl Fn(&str) -> bool,
) -> Result<(String, String), AwsError> {
    let (parameter, what, longest) = match kind {
        Kind::Group => ("NewGroupName", "Group", 128),
        Kind::User | Kind::Role => ("NewUserName", "User", 64),
    };
    let name = match params.get(parameter) {
        Some(_) => names::required(params, parameter, longest)?,
        None => name,
    };
    if taken(name) {
        return Err(entity::exists(what, name));
    }
    let path = match params.get("NewPath") {
        Some(new) => names::checked_path(new)?,
        None => path,
    };
    Ok((name.to_owned(), path.to_owned()))
}

/// Keys and sessions of the user are from now on those of its new name.
fn hand_over(state: &mut State, old: &str, new: &Principal) {
    let name = new.user_name().unwrap_or_default();
    for key in state.keys.values_mut() {
        if key.belongs_to(new.account(), old) {
            key.owner = Owner::User(name.to_owned());
        }
    }
    for session in state.sessions.values_mut() {
        rename(&mut session.principal, new);
    }
}

fn rename(principal: &mut Principal, new: &Principal) {
    match principal {
        Principal::FederatedUser { issuer, .. } => rename(issuer, new),
        Principal::User { id, .. } if *id == new.user_id() => *principal = new.clone(),
        _ => {}
    }
}
