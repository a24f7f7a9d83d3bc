//! Identity and Access Management. <https://docs.aws.amazon.com/IAM/latest/APIReference/>
//!
//! Policies are checked for syntax, stored and given back; identity policies are not evaluated on
//! this floor.

mod access_keys;
mod attached_policies;
mod entity;
mod inline_policies;
mod names;
mod paging;
pub(crate) mod policy_document;
mod roles;
mod users;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, query};
use crate::state::Principal;
use entity::Kind;

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    refuse_plain_sessions(cx)?;
    match action {
        "CreateUser" => users::create(cx, params),
        "GetUser" => users::get(cx, params),
        "ListUsers" => users::list(cx, params),
        "DeleteUser" => users::delete(cx, params),
        "CreateRole" => roles::create(cx, params),
        "GetRole" => roles::get(cx, params),
        "ListRoles" => roles::list(cx, params),
        "DeleteRole" => roles::delete(cx, params),
        "UpdateAssumeRolePolicy" => roles::update_trust(cx, params),
        "CreateAccessKey" => access_keys::create(cx, params),
        "ListAccessKeys" => access_keys::list(cx, params),
        "UpdateAccessKey" => access_keys::update(cx, params),
        "DeleteAccessKey" => access_keys::delete(cx, params),
        "GetAccessKeyLastUsed" => access_keys::last_used(cx, params),
        "PutUserPolicy" => inline_policies::put(cx, params, Kind::User),
        "PutRolePolicy" => inline_policies::put(cx, params, Kind::Role),
        "GetUserPolicy" => inline_policies::get(cx, params, Kind::User),
        "GetRolePolicy" => inline_policies::get(cx, params, Kind::Role),
        "ListUserPolicies" => inline_policies::list(cx, params, Kind::User),
        "ListRolePolicies" => inline_policies::list(cx, params, Kind::Role),
        "DeleteUserPolicy" => inline_policies::delete(cx, params, Kind::User),
        "DeleteRolePolicy" => inline_policies::delete(cx, params, Kind::Role),
        "AttachUserPolicy" => attached_policies::attach(cx, params, Kind::User),
        "AttachRolePolicy" => attached_policies::attach(cx, params, Kind::Role),
        "DetachUserPolicy" => attached_policies::detach(cx, params, Kind::User),
        "DetachRolePolicy" => attached_policies::detach(cx, params, Kind::Role),
        "ListAttachedUserPolicies" => attached_policies::list(cx, params, Kind::User),
        "ListAttachedRolePolicies" => attached_policies::list(cx, params, Kind::Role),
        _ => Err(AwsError::invalid_action(action, query::IAM_VERSION)),
    }
}

/// A session from GetSessionToken without MFA may not call IAM.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
fn refuse_plain_sessions(cx: &Context<'_>) -> Result<(), AwsError> {
    let of_a_role = matches!(cx.caller.principal, Principal::AssumedRole { .. });
    if !cx.caller.temporary || of_a_role {
        return Ok(());
    }
    Err(AwsError::new(
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid",
    ))
}
