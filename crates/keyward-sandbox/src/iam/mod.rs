//! Identity and Access Management. <https://docs.aws.amazon.com/IAM/latest/APIReference/>
//!
//! Policies are parsed when they come, and refused with AWS's words if they are malformed.

mod access_keys;
mod account_aliases;
mod account_details;
mod account_summary;
mod attached_policies;
mod entity;
mod groups;
mod inline_policies;
mod instance_profiles;
mod login_profiles;
mod managed_policies;
mod mfa_devices;
mod names;
mod oidc_providers;
mod paging;
mod permissions_boundary;
pub(crate) mod policy_arn;
mod policy_entities;
mod qr_code;
mod rename;
mod roles;
mod saml_providers;
mod simulate;
mod tags;
mod users;

pub(crate) use roles::id_of;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service};
use crate::state::Principal;
use entity::Kind;

/// Runs an operation; where IAM propagates, changes are enforced later ([`crate::state::propagation`]).
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    let account = cx.account_id();
    if !reads(action) {
        cx.state.before_iam_changes(&account);
        return operate(action, cx, params);
    }
    let present = cx.state.begin_lagging_read(&account);
    let answer = operate(action, cx, params);
    cx.state.end_lagging_read(&account, present);
    answer
}

fn reads(action: &str) -> bool {
    ["Get", "List", "Simulate"]
        .iter()
        .any(|verb| action.starts_with(verb))
}

fn operate(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    let answer = principals(action, cx, params)
        .or_else(|| policies(action, cx, params))
        .or_else(|| credentials(action, cx, params))
        .or_else(|| tags::call(action, cx, params))
        .or_else(|| account(action, cx, params));
    answer.unwrap_or_else(|| Err(AwsError::no_operation(Service::Iam, action)))
}

/// Users, groups, roles, instance profiles, providers.
fn principals(action: &str, cx: &mut Context<'_>, params: &Params) -> Option<Answer> {
    Some(match action {
        "CreateUser" => users::create(cx, params),
        "GetUser" => users::get(cx, params),
        "ListUsers" => users::list(cx, params),
        "UpdateUser" => rename::user(cx, params),
        "DeleteUser" => users::delete(cx, params),
        "CreateGroup" => groups::create(cx, params),
        "GetGroup" => groups::get(cx, params),
        "ListGroups" => groups::list(cx, params),
        "UpdateGroup" => rename::group(cx, params),
        "DeleteGroup" => groups::delete(cx, params),
        "AddUserToGroup" => groups::add_user(cx, params),
        "RemoveUserFromGroup" => groups::remove_user(cx, params),
        "ListGroupsForUser" => groups::list_for_user(cx, params),
        "CreateRole" => roles::create(cx, params),
        "GetRole" => roles::get(cx, params),
        "ListRoles" => roles::list(cx, params),
        "DeleteRole" => roles::delete(cx, params),
        "UpdateRole" => roles::update(cx, params),
        "UpdateRoleDescription" => roles::update_description(cx, params),
        "UpdateAssumeRolePolicy" => roles::update_trust(cx, params),
        "CreateInstanceProfile" => instance_profiles::create(cx, params),
        "GetInstanceProfile" => instance_profiles::get(cx, params),
        "ListInstanceProfiles" => instance_profiles::list(cx, params),
        "ListInstanceProfilesForRole" => instance_profiles::list_for_role(cx, params),
        "DeleteInstanceProfile" => instance_profiles::delete(cx, params),
        "AddRoleToInstanceProfile" => instance_profiles::add_role(cx, params),
        "RemoveRoleFromInstanceProfile" => instance_profiles::remove_role(cx, params),
        "CreateOpenIDConnectProvider" => oidc_providers::create(cx, params),
        "GetOpenIDConnectProvider" => oidc_providers::get(cx, params),
        "ListOpenIDConnectProviders" => Ok(oidc_providers::list(cx)),
        "DeleteOpenIDConnectProvider" => oidc_providers::delete(cx, params),
        "AddClientIDToOpenIDConnectProvider" => oidc_providers::add_client(cx, params),
        "RemoveClientIDFromOpenIDConnectProvider" => oidc_providers::remove_client(cx, params),
        "CreateSAMLProvider" => saml_providers::create(cx, params),
        "GetSAMLProvider" => saml_providers::get(cx, params),
        "ListSAMLProviders" => Ok(saml_providers::list(cx)),
        "UpdateSAMLProvider" => saml_providers::update(cx, params),
        "DeleteSAMLProvider" => saml_providers::delete(cx, params),
        _ => return None,
    })
}

/// Inline, attached and managed policies.
fn policies(action: &str, cx: &mut Context<'_>, params: &Params) -> Option<Answer> {
    Some(match action {
        "PutUserPolicy" => inline_policies::put(cx, params, Kind::User),
        "GetUserPolicy" => inline_policies::get(cx, params, Kind::User),
        "ListUserPolicies" => inline_policies::list(cx, params, Kind::User),
        "DeleteUserPolicy" => inline_policies::delete(cx, params, Kind::User),
        "AttachUserPolicy" => attached_policies::attach(cx, params, Kind::User),
        "DetachUserPolicy" => attached_policies::detach(cx, params, Kind::User),
        "ListAttachedUserPolicies" => attached_policies::list(cx, params, Kind::User),
        "PutUserPermissionsBoundary" => permissions_boundary::put(cx, params, Kind::User),
        "DeleteUserPermissionsBoundary" => permissions_boundary::delete(cx, params, Kind::User),
        "PutRolePermissionsBoundary" => permissions_boundary::put(cx, params, Kind::Role),
        "DeleteRolePermissionsBoundary" => permissions_boundary::delete(cx, params, Kind::Role),
        "PutRolePolicy" => inline_policies::put(cx, params, Kind::Role),
        "GetRolePolicy" => inline_policies::get(cx, params, Kind::Role),
        "ListRolePolicies" => inline_policies::list(cx, params, Kind::Role),
        "DeleteRolePolicy" => inline_policies::delete(cx, params, Kind::Role),
        "AttachRolePolicy" => attached_policies::attach(cx, params, Kind::Role),
        "DetachRolePolicy" => attached_policies::detach(cx, params, Kind::Role),
        "ListAttachedRolePolicies" => attached_policies::list(cx, params, Kind::Role),
        "PutGroupPolicy" => inline_policies::put(cx, params, Kind::Group),
        "GetGroupPolicy" => inline_policies::get(cx, params, Kind::Group),
        "ListGroupPolicies" => inline_policies::list(cx, params, Kind::Group),
        "DeleteGroupPolicy" => inline_policies::delete(cx, params, Kind::Group),
        "AttachGroupPolicy" => attached_policies::attach(cx, params, Kind::Group),
        "DetachGroupPolicy" => attached_policies::detach(cx, params, Kind::Group),
        "ListAttachedGroupPolicies" => attached_policies::list(cx, params, Kind::Group),
        "CreatePolicy" => managed_policies::create(cx, params),
        "ListEntitiesForPolicy" => policy_entities::list(cx, params),
        "SimulateCustomPolicy" => simulate::custom(cx, params),
        "SimulatePrincipalPolicy" => simulate::principal(cx, params),
        "GetPolicy" => managed_policies::get(cx, params),
        "ListPolicies" => managed_policies::list(cx, params),
        "DeletePolicy" => managed_policies::delete(cx, params),
        "CreatePolicyVersion" => managed_policies::create_version(cx, params),
        "GetPolicyVersion" => managed_policies::get_version(cx, params),
        "ListPolicyVersions" => managed_policies::list_versions(cx, params),
        "DeletePolicyVersion" => managed_policies::delete_version(cx, params),
        "SetDefaultPolicyVersion" => managed_policies::set_default_version(cx, params),
        _ => return None,
    })
}

/// Access keys and MFA devices.
fn credentials(action: &str, cx: &mut Context<'_>, params: &Params) -> Option<Answer> {
    Some(match action {
        "CreateAccessKey" => access_keys::create(cx, params),
        "ListAccessKeys" => access_keys::list(cx, params),
        "UpdateAccessKey" => access_keys::update(cx, params),
        "DeleteAccessKey" => access_keys::delete(cx, params),
        "GetAccessKeyLastUsed" => access_keys::last_used(cx, params),
        "CreateVirtualMFADevice" => mfa_devices::create(cx, params),
        "DeactivateMFADevice" => mfa_devices::deactivate(cx, params),
        "DeleteVirtualMFADevice" => mfa_devices::delete(cx, params),
        "EnableMFADevice" => mfa_devices::enable(cx, params),
        "GetLoginProfile" | "DeleteLoginProfile" => login_profiles::none(cx, params),
        "GetMFADevice" => mfa_devices::get(cx, params),
        "ListMFADevices" => mfa_devices::list(cx, params),
        "ListVirtualMFADevices" => mfa_devices::list_virtual(cx, params),
        "ResyncMFADevice" => mfa_devices::resync(cx, params),
        _ => return None,
    })
}

/// What is the account's own.
fn account(action: &str, cx: &mut Context<'_>, params: &Params) -> Option<Answer> {
    Some(match action {
        "CreateAccountAlias" => account_aliases::create(cx, params),
        "DeleteAccountAlias" => account_aliases::delete(cx, params),
        "ListAccountAliases" => account_aliases::list(cx, params),
        "GetAccountAuthorizationDetails" => account_details::get(cx, params),
        "GetAccountSummary" => Ok(account_summary::get(cx)),
        _ => return None,
    })
}

/// A session from GetSessionToken without MFA may not call IAM.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
pub(crate) fn refuse_plain_sessions(cx: &Context<'_>) -> Result<(), AwsError> {
    let of_a_role = matches!(cx.caller.principal, Principal::AssumedRole { .. });
    let session = cx.state.sessions.get(&cx.caller.access_key_id);
    let with_mfa = session.is_some_and(|session| session.details.mfa.is_some());
    if !cx.caller.temporary || of_a_role || with_mfa {
        return Ok(());
    }
    Err(AwsError::new(
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid",
    ))
}
