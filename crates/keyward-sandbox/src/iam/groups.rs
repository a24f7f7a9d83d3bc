//! CreateGroup, GetGroup, ListGroups, DeleteGroup, and who is in them.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html>

use super::entity::{self, Kind};
use super::{names, paging, users};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::Clock;
use crate::state::account::Group;

/// Groups of one user.
const LIMIT: usize = 10;

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Group.name(params)?;
    let path = names::path(params)?;
    let (account, now) = (cx.account_id(), cx.now());
    let groups = &cx.account().groups;
    if groups.keys().any(|other| other.eq_ignore_ascii_case(name)) {
        return Err(entity::exists("Group", name));
    }
    let group = Group::new(&account, name, path, now);
    let xml = Xml::new().node("Group", &xml(&group, cx.state.clock));
    cx.account().groups.insert(name.to_owned(), group);
    Ok(xml)
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let group = find(cx, params)?.clone();
    let account = cx.account();
    let members = group.members.iter().filter_map(|name| {
        let user = account.users.get(name)?;
        Some((name.clone(), users::xml(user, clock)))
    });
    let page = paging::page(params, "Users", members.collect())?;
    Ok(Xml::new().node("Group", &xml(&group, clock)).and(&page))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let prefix = params.get("PathPrefix").unwrap_or("/");
    let groups = cx.account().groups.values();
    let items = groups
        .filter(|group| group.path.starts_with(prefix))
        .map(|group| (group.name.clone(), xml(group, clock)));
    paging::page(params, "Groups", items.collect())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let group = find(cx, params)?;
    if !group.members.is_empty() {
        return Err(entity::conflict(
            "Cannot delete entity, must remove users from group first.",
        ));
    }
    entity::check_no_policies(&group.policies)?;
    let name = group.name.clone();
    cx.account().groups.remove(&name);
    Ok(Xml::new())
}

pub(crate) fn add_user(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = member(cx, params)?;
    find(cx, params)?;
    let groups = cx.account().groups.values();
    let other = |group: &&Group| {
        group.members.contains(&user) && Some(group.name.as_str()) != params.get("GroupName")
    };
    if groups.filter(other).count() >= LIMIT {
        let why = format!("Cannot exceed quota for GroupsPerUser: {LIMIT}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    find(cx, params)?.members.insert(user);
    Ok(Xml::new())
}

pub(crate) fn remove_user(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = member(cx, params)?;
    let group = find(cx, params)?;
    if group.members.remove(&user) {
        return Ok(Xml::new());
    }
    let name = &group.name;
    Err(entity::not_found(format!(
        "User {user} not in group {name}."
    )))
}

pub(crate) fn list_for_user(cx: &mut Context<'_>, params: &Params) -> Answer {
    let user = member(cx, params)?;
    let clock = cx.state.clock;
    let groups = cx.account().groups.values();
    let items = groups
        .filter(|group| group.members.contains(&user))
        .map(|group| (group.name.clone(), xml(group, clock)));
    paging::page(params, "Groups", items.collect())
}

fn find<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<&'c mut Group, AwsError> {
    let name = Kind::Group.name(params)?;
    let group = cx.account().groups.get_mut(name);
    group.ok_or_else(|| entity::absent(Kind::Group, name))
}

/// The user that a request names, which must exist.
fn member(cx: &mut Context<'_>, params: &Params) -> Result<String, AwsError> {
    let name = Kind::User.name(params)?;
    if cx.account().users.contains_key(name) {
        return Ok(name.to_owned());
    }
    Err(entity::absent(Kind::User, name))
}

pub(super) fn xml(group: &Group, clock: Clock) -> Xml {
    Xml::new()
        .text("Path", &group.path)
        .text("GroupName", &group.name)
        .text("GroupId", &group.id)
        .text("Arn", &group.arn)
        .text("CreateDate", times::seconds(clock.told(group.created)))
}
