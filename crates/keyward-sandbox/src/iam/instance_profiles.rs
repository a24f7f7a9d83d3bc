//! Instance profiles: what carries a role to an EC2 instance.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html>

use super::entity::{self, Kind};
use super::{names, paging, roles, tags};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::Clock;
use crate::state::account::{Account, InstanceProfile};

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = names::required(params, "InstanceProfileName", 128)?;
    let path = names::path(params)?;
    let (id, now, clock) = (cx.account_id(), cx.now(), cx.state.clock);
    let account = cx.account();
    if account.instance_profiles.contains_key(name) {
        let why = format!("Instance Profile {name} already exists.");
        return Err(AwsError::new(409, "EntityAlreadyExists", why));
    }
    let mut profile = InstanceProfile::new(&id, name, path, now);
    profile.tags = names::tags(params)?;
    let answer = xml(&profile, account, clock);
    account.instance_profiles.insert(name.to_owned(), profile);
    Ok(Xml::new().node("InstanceProfile", &answer))
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let profile = find(cx, params)?.clone();
    let answer = xml(&profile, cx.account(), clock);
    Ok(Xml::new().node("InstanceProfile", &answer))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let prefix = params.get("PathPrefix").unwrap_or("/").to_owned();
    listed(cx, params, |profile| profile.path.starts_with(&prefix))
}

pub(crate) fn list_for_role(cx: &mut Context<'_>, params: &Params) -> Answer {
    let role = existing_role(cx, params)?;
    listed(cx, params, |profile| profile.role.as_ref() == Some(&role))
}

fn listed(
    cx: &mut Context<'_>,
    params: &Params,
    shown: impl Fn(&InstanceProfile) -> bool,
) -> Answer {
    let clock = cx.state.clock;
    let account = cx.account();
    let profiles = account.instance_profiles.values();
    let items = profiles
        .filter(|profile| shown(profile))
        .map(|profile| (profile.name.clone(), xml(profile, account, clock)));
    paging::page(params, "InstanceProfiles", items.collect())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let profile = find(cx, params)?;
    if profile.role.is_some() {
        return Err(entity::conflict(
            "Cannot delete entity, must remove roles from instance profile first.",
        ));
    }
    let name = profile.name.clone();
    cx.account().instance_profiles.remove(&name);
    Ok(Xml::new())
}

/// A profile carries one role.
pub(crate) fn add_role(cx: &mut Context<'_>, params: &Params) -> Answer {
    let role = existing_role(cx, params)?;
    let profile = find(cx, params)?;
    if profile.role.is_some() {
        return Err(AwsError::new(
            409,
            "LimitExceeded",
            "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
        ));
    }
    profile.role = Some(role);
    Ok(Xml::new())
}

pub(crate) fn remove_role(cx: &mut Context<'_>, params: &Params) -> Answer {
    let role = Kind::Role.name(params)?;
    let profile = find(cx, params)?;
    if profile.role.as_deref() != Some(role) {
        return Err(entity::not_found(format!(
            "Role {role} is not in instance profile {}.",
            profile.name
        )));
    }
    profile.role = None;
    Ok(Xml::new())
}

pub(super) fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
) -> Result<&'c mut InstanceProfile, AwsError> {
    let name = names::required(params, "InstanceProfileName", 128)?;
    let profile = cx.account().instance_profiles.get_mut(name);
    profile.ok_or_else(|| entity::not_found(format!("Instance Profile {name} cannot be found.")))
}

fn existing_role(cx: &mut Context<'_>, params: &Params) -> Result<String, AwsError> {
    let name = Kind::Role.name(params)?;
    if cx.account().roles.contains_key(name) {
        return Ok(name.to_owned());
    }
    Err(entity::absent(Kind::Role, name))
}

pub(super) fn xml(profile: &InstanceProfile, account: &Account, clock: Clock) -> Xml {
    let role = profile
        .role
        .as_ref()
        .and_then(|name| account.roles.get(name));
    Xml::new()
        .text("Path", &profile.path)
        .text("InstanceProfileName", &profile.name)
        .text("InstanceProfileId", &profile.id)
        .text("Arn", &profile.arn)
        .text("CreateDate", times::seconds(clock.told(profile.created)))
        .list("Roles", "member", role.map(|role| roles::xml(role, clock)))
        .and(&tags::xml(&profile.tags))
}
