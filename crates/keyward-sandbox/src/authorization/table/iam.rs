//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
//!
//! AddRoleToInstanceProfile needs `iam:PassRole` on the role as well. `iam:AssociatedResourceArn`
//! and the keys of single sign-on, Organizations and FIDO are not filled.

use super::account;
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::Params;
use crate::state::Owner;

pub(super) const KEYS: [&str; 4] = [
    "iam:PassedToService",
    "iam:PermissionsBoundary",
    "iam:PolicyARN",
    "iam:ResourceTag/*",
];

/// What an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    User,
    /// `UserName`, or the caller itself.
    OwnOrUser,
    /// The user whose key it is.
    KeyOwner,
    Group,
    Role,
    Policy,
    NewPolicy,
    Profile,
    NewMfa,
    Mfa,
    Provider,
    NewProvider,
    Saml,
    NewSaml,
    /// The user, group or role that `PolicySourceArn` names.
    Source,
    /// An action without a resource.
    Nothing,
    /// All of a kind: `user/`, `group/`, …
    All(&'static str),
}

fn about(operation: &str) -> Option<About> {
    users(operation)
        .or_else(|| roles(operation))
        .or_else(|| policies(operation))
}

/// Users, groups, and what users sign with.
fn users(operation: &str) -> Option<About> {
    Some(match operation {
        "CreateUser"
        | "DeleteUser"
        | "UpdateUser"
        | "TagUser"
        | "UntagUser"
        | "ListUserTags"
        | "PutUserPermissionsBoundary"
        | "DeleteUserPermissionsBoundary"
        | "PutUserPolicy"
        | "GetUserPolicy"
        | "ListUserPolicies"
        | "DeleteUserPolicy"
        | "AttachUserPolicy"
        | "DetachUserPolicy"
        | "ListAttachedUserPolicies"
        | "ListGroupsForUser"
        | "EnableMFADevice"
        | "DeactivateMFADevice"
        | "ResyncMFADevice" => About::User,
        "GetUser" | "CreateAccessKey" | "ListAccessKeys" | "UpdateAccessKey"
        | "DeleteAccessKey" | "ListMFADevices" => About::OwnOrUser,
        "GetLoginProfile" | "DeleteLoginProfile" | "GetMFADevice" => About::OwnOrUser,
        "GetAccessKeyLastUsed" => About::KeyOwner,
        "ListUsers" => About::All("user/"),
        "CreateGroup"
        | "GetGroup"
        | "DeleteGroup"
        | "UpdateGroup"
        | "AddUserToGroup"
        | "RemoveUserFromGroup"
        | "PutGroupPolicy"
        | "GetGroupPolicy"
        | "ListGroupPolicies"
        | "DeleteGroupPolicy"
        | "AttachGroupPolicy"
        | "DetachGroupPolicy"
        | "ListAttachedGroupPolicies" => About::Group,
        "ListGroups" => About::All("group/"),
        "CreateVirtualMFADevice" => About::NewMfa,
        "DeleteVirtualMFADevice" | "TagMFADevice" | "UntagMFADevice" | "ListMFADeviceTags" => {
            About::Mfa
        }
        "ListVirtualMFADevices" => About::All("mfa/"),
        _ => return None,
    })
}

/// Roles, instance profiles and providers.
fn roles(operation: &str) -> Option<About> {
    Some(match operation {
        "CreateRole"
        | "GetRole"
        | "DeleteRole"
        | "UpdateRole"
        | "UpdateRoleDescription"
        | "PutRolePermissionsBoundary"
        | "DeleteRolePermissionsBoundary"
        | "UpdateAssumeRolePolicy"
        | "TagRole"
        | "UntagRole"
        | "ListRoleTags"
        | "PutRolePolicy"
        | "GetRolePolicy"
        | "ListRolePolicies"
        | "DeleteRolePolicy"
        | "AttachRolePolicy"
        | "DetachRolePolicy"
        | "ListAttachedRolePolicies"
        | "ListInstanceProfilesForRole" => About::Role,
        "ListRoles" => About::All("role/"),
        "CreateInstanceProfile"
        | "GetInstanceProfile"
        | "DeleteInstanceProfile"
        | "TagInstanceProfile"
        | "UntagInstanceProfile"
        | "ListInstanceProfileTags"
        | "AddRoleToInstanceProfile"
        | "RemoveRoleFromInstanceProfile" => About::Profile,
        "ListInstanceProfiles" => About::All("instance-profile/"),
        "CreateOpenIDConnectProvider" => About::NewProvider,
        "GetOpenIDConnectProvider"
        | "DeleteOpenIDConnectProvider"
        | "TagOpenIDConnectProvider"
        | "UntagOpenIDConnectProvider"
        | "ListOpenIDConnectProviderTags"
        | "AddClientIDToOpenIDConnectProvider"
        | "RemoveClientIDFromOpenIDConnectProvider" => About::Provider,
        "ListOpenIDConnectProviders" => About::All("oidc-provider/"),
        "CreateSAMLProvider" => About::NewSaml,
        "GetSAMLProvider"
        | "UpdateSAMLProvider"
        | "DeleteSAMLProvider"
        | "TagSAMLProvider"
        | "UntagSAMLProvider"
        | "ListSAMLProviderTags" => About::Saml,
        "ListSAMLProviders" => About::All("saml-provider/"),
        _ => return None,
    })
}

/// Managed policies, and what is the account's own.
fn policies(operation: &str) -> Option<About> {
    Some(match operation {
        "CreatePolicy" => About::NewPolicy,
        "GetPolicy"
        | "DeletePolicy"
        | "TagPolicy"
        | "UntagPolicy"
        | "ListPolicyTags"
        | "ListEntitiesForPolicy"
        | "CreatePolicyVersion"
        | "GetPolicyVersion"
        | "ListPolicyVersions"
        | "DeletePolicyVersion"
        | "SetDefaultPolicyVersion" => About::Policy,
        "ListPolicies" => About::All("policy/"),
        "SimulatePrincipalPolicy" => About::Source,
        "CreateAccountAlias"
        | "DeleteAccountAlias"
        | "ListAccountAliases"
        | "GetAccountAuthorizationDetails"
        | "GetAccountSummary"
        | "SimulateCustomPolicy" => About::Nothing,
        _ => return None,
    })
}

pub(super) fn asks(operation: &str, cx: &Context<'_>, params: &Params) -> Option<Vec<Ask>> {
    let about = about(operation)?;
    let (resource, tags) = resource(about, cx, params);
    let bounded = boundary_key(operation, about, cx, params);
    let keys = requested(operation, params)
        .optional("iam:PermissionsBoundary", bounded)
        .tags("iam:ResourceTag", &tags)
        .tags("aws:ResourceTag", &tags);
    let mut asks = vec![Ask::new(format!("iam:{operation}"), resource).keys(keys)];
    asks.extend(target(operation, cx, params));
    if operation == "AddRoleToInstanceProfile" {
        let (role, tags) = resource_of_role(cx, params);
        let keys = Keys::new()
            .with("iam:PassedToService", "ec2.amazonaws.com")
            .tags("iam:ResourceTag", &tags)
            .tags("aws:ResourceTag", &tags);
        asks.push(Ask::new("iam:PassRole", role).keys(keys));
    }
    // IAM works in the caller's account only; AWS's own policies are everybody's.
    let own = |ask: Ask| ask.owned_by(cx.caller.principal.account());
    Some(asks.into_iter().map(own).collect())
}

/// A change of name or path needs the permission for what comes of it as well.
fn target(operation: &str, cx: &Context<'_>, params: &Params) -> Option<Ask> {
    let (kind, old, new) = match operation {
        "UpdateUser" => ("user", "UserName", "NewUserName"),
        "UpdateGroup" => ("group", "GroupName", "NewGroupName"),
        _ => return None,
    };
    let old = params.get(old)?;
    let path = match kind {
        "user" => account(cx)?.users.get(old).map(|user| &user.path),
        _ => account(cx)?.groups.get(old).map(|group| &group.path),
    };
    let path = params.get("NewPath").or(path.map(String::as_str))?;
    let name = params.get(new).unwrap_or(old);
    let resource = arn(cx, &format!("{kind}{path}{name}"));
    Some(Ask::new(format!("iam:{operation}"), resource))
}

/// Tags and policies that the request names.
fn requested(operation: &str, params: &Params) -> Keys {
    let keys = Keys::new().optional("iam:PolicyARN", policy_key(operation, params));
    if operation.starts_with("Untag") {
        return keys.list("aws:TagKeys", params.list("TagKeys.member"));
    }
    keys.request_tags(&params.tags("Tags.member"))
}

fn policy_key<'p>(operation: &str, params: &'p Params) -> Option<&'p str> {
    let attaching = operation.starts_with("Attach") || operation.starts_with("Detach");
    params.get("PolicyArn").filter(|_| attaching)
}

/// The boundary that a request sets, or that bounds whom it grants something.
fn boundary_key<'c>(
    operation: &str,
    about: About,
    cx: &'c Context<'_>,
    params: &'c Params,
) -> Option<&'c str> {
    if let Some(arn) = params.get("PermissionsBoundary") {
        return Some(arn);
    }
    let granting = ["Attach", "Detach", "Put", "Delete"]
        .iter()
        .any(|verb| operation.starts_with(verb));
    let grants = operation.ends_with("Policy") || operation.ends_with("PermissionsBoundary");
    if !granting || !grants {
        return None;
    }
    let boundary = match about {
        About::User => &account(cx)?.users.get(params.get("UserName")?)?.boundary,
        About::Role => &account(cx)?.roles.get(params.get("RoleName")?)?.boundary,
        _ => return None,
    };
    boundary.as_deref()
}

type Tags = Vec<(String, String)>;

/// The ARN, and the tags of what exists.
fn resource(about: About, cx: &Context<'_>, params: &Params) -> (String, Tags) {
    let given = |name| params.get(name).unwrap_or_default();
    let path = params.get("Path").unwrap_or("/");
    let made = |kind: &str, name: &str| (arn(cx, &format!("{kind}{path}{name}")), Tags::new());
    match about {
        About::User => user(cx, given("UserName"), path),
        About::OwnOrUser => match params.get("UserName").or(cx.caller.principal.user_name()) {
            Some(name) => user(cx, name, path),
            None => (arn(cx, "user/"), Tags::new()),
        },
        About::KeyOwner => match cx
            .state
            .keys
            .get(given("AccessKeyId"))
            .map(|key| &key.owner)
        {
            Some(Owner::User(name)) => user(cx, name, "/"),
            _ => (arn(cx, "user/"), Tags::new()),
        },
        About::Group => {
            let name = given("GroupName");
            let known = account(cx).and_then(|account| account.groups.get(name));
            known.map_or_else(
                || made("group", name),
                |group| (group.arn.clone(), Tags::new()),
            )
        }
        About::Role => resource_of_role(cx, params),
        About::Policy => policy(cx, given("PolicyArn")),
        About::NewPolicy => made("policy", given("PolicyName")),
        About::Profile => {
            let name = given("InstanceProfileName");
            let known = account(cx).and_then(|account| account.instance_profiles.get(name));
            known.map_or_else(
                || made("instance-profile", name),
                |profile| (profile.arn.clone(), profile.tags.clone()),
            )
        }
        About::NewMfa => made("mfa", given("VirtualMFADeviceName")),
        About::Mfa => mfa(cx, given("SerialNumber")),
        About::Source => (given("PolicySourceArn").to_owned(), Tags::new()),
        About::Nothing => ("*".to_owned(), Tags::new()),
        About::Provider => provider(cx, given("OpenIDConnectProviderArn")),
        About::NewProvider => {
            let url = given("Url").trim_start_matches("https://");
            (arn(cx, &format!("oidc-provider/{url}")), Tags::new())
        }
        About::Saml => saml(cx, given("SAMLProviderArn")),
        About::NewSaml => (
            arn(cx, &format!("saml-provider/{}", given("Name"))),
            Tags::new(),
        ),
        About::All(kind) => (arn(cx, kind), Tags::new()),
    }
}

fn arn(cx: &Context<'_>, resource: &str) -> String {
    format!("arn:aws:iam::{}:{resource}", cx.caller.principal.account())
}

fn user(cx: &Context<'_>, name: &str, path: &str) -> (String, Tags) {
    let known = account(cx).and_then(|account| account.users.get(name));
    known.map_or_else(
        || (arn(cx, &format!("user{path}{name}")), Tags::new()),
        |user| (user.arn.clone(), user.tags.clone()),
    )
}

fn resource_of_role(cx: &Context<'_>, params: &Params) -> (String, Tags) {
    let name = params.get("RoleName").unwrap_or_default();
    let path = params.get("Path").unwrap_or("/");
    let known = account(cx).and_then(|account| account.roles.get(name));
    known.map_or_else(
        || (arn(cx, &format!("role{path}{name}")), Tags::new()),
        |role| (role.arn.clone(), role.tags.clone()),
    )
}

fn policy(cx: &Context<'_>, given: &str) -> (String, Tags) {
    let known = account(cx).and_then(|account| account.managed_policies.get(given));
    let tags = known.map(|policy| policy.tags.clone());
    (given.to_owned(), tags.unwrap_or_default())
}

fn provider(cx: &Context<'_>, given: &str) -> (String, Tags) {
    let known = account(cx).and_then(|account| account.oidc_providers.get(given));
    let tags = known.map(|provider| provider.tags.clone());
    (given.to_owned(), tags.unwrap_or_default())
}

fn saml(cx: &Context<'_>, given: &str) -> (String, Tags) {
    let known = account(cx).and_then(|account| account.saml_providers.get(given));
    let tags = known.map(|provider| provider.tags.clone());
    (given.to_owned(), tags.unwrap_or_default())
}

fn mfa(cx: &Context<'_>, given: &str) -> (String, Tags) {
    let known = account(cx).and_then(|account| account.mfa_devices.get(given));
    let tags = known.map(|device| device.tags.clone());
    (given.to_owned(), tags.unwrap_or_default())
}
