//! Put and Delete of the permissions boundary of a user or role: the policy that says what identity
//! policies may grant at most.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html>

use super::entity::{self, Kind};
use super::policy_arn;
use crate::authorization::aws_managed;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};
use crate::state::Account;

pub(crate) fn put(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    params.required("PermissionsBoundary")?;
    let wanted = asked(cx.account(), params)?;
    *find(cx, params, kind)? = wanted;
    Ok(Xml::new())
}

pub(crate) fn delete(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let boundary = find(cx, params, kind)?;
    if boundary.take().is_some() {
        return Ok(Xml::new());
    }
    let name = kind.name(params)?;
    Err(entity::not_found(format!(
        "The {} with name {name} does not have a permissions boundary.",
        kind.word()
    )))
}

/// `PermissionsBoundary` of a request: the ARN of a policy that is there.
pub(super) fn asked(account: &Account, params: &Params) -> Result<Option<String>, AwsError> {
    let Some(arn) = params.get("PermissionsBoundary") else {
        return Ok(None);
    };
    if !policy_arn::is_policy_arn(arn) {
        let why = format!("ARN {arn} is not valid.");
        return Err(AwsError::new(400, "InvalidInput", why));
    }
    if account.managed_policies.contains_key(arn) || aws_managed::find(arn).is_some() {
        return Ok(Some(arn.to_owned()));
    }
    Err(entity::not_found(format!(
        "Scope ARN: {arn} does not exist or is not attachable."
    )))
}

/// The `PermissionsBoundary` element, where there is a boundary.
pub(super) fn xml(boundary: Option<&String>) -> Xml {
    boundary.map_or_else(Xml::new, |arn| {
        let inner = Xml::new()
            .text("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
            .text("PermissionsBoundaryArn", arn);
        Xml::new().node("PermissionsBoundary", &inner)
    })
}

fn find<'c>(
    cx: &'c mut Context<'_>,
    params: &Params,
    kind: Kind,
) -> Result<&'c mut Option<String>, AwsError> {
    let name = kind.name(params)?;
    let account = cx.account();
    let boundary = match kind {
        Kind::User => account.users.get_mut(name).map(|user| &mut user.boundary),
        Kind::Role => account.roles.get_mut(name).map(|role| &mut role.boundary),
        // IAM's groups have none.
        Kind::Group => None,
    };
    boundary.ok_or_else(|| entity::absent(kind, name))
}
