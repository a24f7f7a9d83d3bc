//! CreateRole, GetRole, ListRoles, UpdateRole, DeleteRole, UpdateAssumeRolePolicy.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::entity::{self, Kind};
use super::{names, paging, permissions_boundary, tags};
use crate::authorization::Document;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, times};
use crate::state::account::Role;
use crate::state::{Clock, State};

/// Quota of a trust policy, in characters without white space.
const TRUST_QUOTA: usize = 2_048;

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let path = names::path(params)?;
    let trust = trust(
        cx.state,
        params.required("AssumeRolePolicyDocument")?,
        "AssumeRolePolicyDocument",
    )?;
    let longest = params.number("MaxSessionDuration", 3_600..=43_200)?;
    let boundary = permissions_boundary::asked(cx.account(), params)?;
    let (account, now) = (cx.account_id(), cx.now());
    if cx
        .account()
        .roles
        .keys()
        .any(|other| other.eq_ignore_ascii_case(name))
    {
        return Err(entity::exists("Role", name));
    }
    let mut role = Role::new(&account, name, path, trust, now);
    role.description = params.get("Description").map(str::to_owned);
    role.max_session_seconds = longest.unwrap_or(role.max_session_seconds);
    role.tags = names::tags(params)?;
    role.boundary = boundary;
    let xml = Xml::new().node("Role", &full_xml(&role, cx.state.clock));
    cx.account().roles.insert(name.to_owned(), role);
    Ok(xml)
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let clock = cx.state.clock;
    let role = cx
        .account()
        .roles
        .get(name)
        .ok_or_else(|| entity::absent(Kind::Role, name))?;
    Ok(Xml::new().node("Role", &full_xml(role, clock)))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let clock = cx.state.clock;
    let prefix = params.get("PathPrefix").unwrap_or("/");
    let roles = cx
        .account()
        .roles
        .values()
        .filter(|role| role.path.starts_with(prefix));
    let roles = roles
        .map(|role| (role.name.clone(), xml(role, clock)))
        .collect();
    paging::page(params, "Roles", roles)
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let role = cx
        .account()
        .roles
        .get(name)
        .ok_or_else(|| entity::absent(Kind::Role, name))?;
    entity::check_no_policies(&role.policies)?;
    let mut profiles = cx.account().instance_profiles.values();
    if profiles.any(|profile| profile.role.as_deref() == Some(name)) {
        return Err(entity::conflict(
            "Cannot delete entity, must remove roles from instance profile first.",
        ));
    }
    cx.account().roles.remove(name);
    Ok(Xml::new())
}

pub(crate) fn update(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let longest = params.number("MaxSessionDuration", 3_600..=43_200)?;
    let role = cx
        .account()
        .roles
        .get_mut(name)
        .ok_or_else(|| entity::absent(Kind::Role, name))?;
    role.max_session_seconds = longest.unwrap_or(role.max_session_seconds);
    if let Some(text) = params.get("Description") {
        role.description = Some(text.to_owned());
    }
    Ok(Xml::new())
}

/// As UpdateRole, and answers the role.
pub(crate) fn update_description(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let description = params.required("Description")?.to_owned();
    let clock = cx.state.clock;
    let role = cx.account().roles.get_mut(name);
    let role = role.ok_or_else(|| entity::absent(Kind::Role, name))?;
    role.description = Some(description);
    Ok(Xml::new().node("Role", &xml(role, clock)))
}

pub(crate) fn update_trust(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = Kind::Role.name(params)?;
    let trust = trust(
        cx.state,
        params.required("PolicyDocument")?,
        "PolicyDocument",
    )?;
    let role = cx
        .account()
        .roles
        .get_mut(name)
        .ok_or_else(|| entity::absent(Kind::Role, name))?;
    role.trust = trust;
    Ok(Xml::new())
}

/// Parses a trust policy. Users and roles named in it must exist, where the account is one of ours,
/// and are meant by their unique ids from now on.
fn trust(state: &State, text: &str, parameter: &str) -> Result<Document, AwsError> {
    if text.is_empty() {
        return Err(AwsError::missing(parameter));
    }
    let document = Document::trust(text, |arn| id_of(state, arn))?;
    if document.size() > TRUST_QUOTA {
        let why = format!("Cannot exceed quota for ACLSizePerRole: {TRUST_QUOTA}");
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    Ok(document)
}

/// The unique id of a user or role that a policy names. Who is of an account that is not here has an
/// id that nobody here will ever have.
pub(crate) fn id_of(state: &State, arn: &str) -> Option<String> {
    let account = arn.split(':').nth(4)?;
    match state.accounts.get(account) {
        Some(account) => account.id_of(arn),
        None => Some("ELSEWHERE".to_owned()),
    }
}

/// What GetRole says beyond what lists say.
fn full_xml(role: &Role, clock: Clock) -> Xml {
    xml(role, clock)
        .and(&permissions_boundary::xml(role.boundary.as_ref()))
        .and(&tags::xml(&role.tags))
}

pub(super) fn xml(role: &Role, clock: Clock) -> Xml {
    Xml::new()
        .text("Path", &role.path)
        .text("RoleName", &role.name)
        .text("RoleId", &role.id)
        .text("Arn", &role.arn)
        .text("CreateDate", times::seconds(clock.told(role.created)))
        .text("AssumeRolePolicyDocument", encoded(role.trust.text()))
        .optional("Description", role.description.as_ref())
        .text("MaxSessionDuration", role.max_session_seconds.to_string())
}

/// Policy documents are answered URL-encoded.
pub(crate) fn encoded(document: &str) -> String {
    utf8_percent_encode(document, NON_ALPHANUMERIC).to_string()
}
