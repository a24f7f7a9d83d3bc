//! CreateUser, GetUser, ListUsers, DeleteUser.

use super::entity::{self, Kind};
use super::{names, paging, permissions_boundary, tags};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::account::User;
use crate::state::{Clock, Owner, Principal};

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::User.name(params)?;
    let path = names::path(params)?;
    let (account, now) = (cx.account_id(), cx.now());
    let boundary = permissions_boundary::asked(cx.account(), params)?;
    if cx
        .account()
        .users
        .keys()
        .any(|other| other.eq_ignore_ascii_case(name))
    {
        return Err(entity::exists("User", name));
    }
    let mut user = User::new(&account, name, path, now);
    user.tags = names::tags(params)?;
    user.boundary = boundary;
    let xml = Xml::new().node("User", &full_xml(&user, cx.state.clock));
    cx.account().users.insert(name.to_owned(), user);
    Ok(xml)
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = own_or_named(cx, params)?;
    let clock = cx.state.clock;
    let user = cx
        .account()
        .users
        .get(&name)
        .ok_or_else(|| entity::absent(Kind::User, &name))?;
    Ok(Xml::new().node("User", &full_xml(user, clock)))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let prefix = params.get("PathPrefix").unwrap_or("/");
    let users = cx
        .account()
        .users
        .values()
        .filter(|user| user.path.starts_with(prefix));
    let users = users
        .map(|user| (user.name.clone(), xml(user, clock)))
        .collect();
    paging::page(params, "Users", users)
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::User.name(params)?;
    let account = cx.account_id();
    let user = cx
        .account()
        .users
        .get(name)
        .ok_or_else(|| entity::absent(Kind::User, name))?;
    entity::check_no_policies(&user.policies)?;
    if cx
        .state
        .keys
        .values()
        .any(|key| key.belongs_to(&account, name))
    {
        return Err(entity::conflict(
            "Cannot delete entity, must delete access keys first.",
        ));
    }
    let devices = cx.account().mfa_devices.values();
    if devices.filter(|device| device.belongs_to(name)).count() > 0 {
        return Err(entity::conflict(
            "Cannot delete entity, must delete MFA device first.",
        ));
    }
    let mut groups = cx.account().groups.values();
    if groups.any(|group| group.members.contains(name)) {
        return Err(entity::conflict(
            "Cannot delete entity, must remove users from group first.",
        ));
    }
    cx.account().users.remove(name);
    Ok(Xml::new())
}

/// `UserName`, or the caller where it is a user.
pub(crate) fn own_or_named(cx: &Context<'_>, params: &Params) -> Result<String, AwsError> {
    if params.get("UserName").is_some() {
        return Kind::User.name(params).map(str::to_owned);
    }
    cx.caller
        .principal
        .user_name()
        .map(str::to_owned)
        .ok_or_else(|| {
            AwsError::validation("Must specify userName when calling with non-User credentials")
        })
}

/// Whose access keys a request is about: `UserName`, or the caller, which may be root.
pub(crate) fn key_owner(cx: &mut Context<'_>, params: &Params) -> Result<Owner, AwsError> {
    if params.get("UserName").is_none() && matches!(cx.caller.principal, Principal::Root { .. }) {
        return Ok(Owner::Root);
    }
    let name = own_or_named(cx, params)?;
    if cx.account().users.contains_key(&name) {
        return Ok(Owner::User(name));
    }
    Err(entity::absent(Kind::User, &name))
}

/// What GetUser says beyond what lists say.
pub(super) fn full_xml(user: &User, clock: Clock) -> Xml {
    xml(user, clock)
        .and(&permissions_boundary::xml(user.boundary.as_ref()))
        .and(&tags::xml(&user.tags))
}

pub(super) fn xml(user: &User, clock: Clock) -> Xml {
    Xml::new()
        .text("Path", &user.path)
        .text("UserName", &user.name)
        .text("UserId", &user.id)
        .text("Arn", &user.arn)
        .text("CreateDate", times::seconds(clock.told(user.created)))
}
