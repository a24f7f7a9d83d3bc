//! Attach, Detach and List of managed policies on a user, role or group.
//!
//! The policies have to exist: in the account, or among those of AWS that are known here.

use super::entity::{self, Kind};
use super::{paging, policy_arn};
use crate::authorization::aws_managed;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Managed policies per user or role.
const LIMIT: usize = 10;

pub(crate) fn attach(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let arn = arn(params)?;
    let own = cx.account().managed_policies.contains_key(arn);
    let known = own || aws_managed::find(arn).is_some();
    let (_, policies) = entity::policies(cx, params, kind)?;
    if !known {
        return Err(entity::not_found(format!(
            "Policy {arn} does not exist or is not attachable."
        )));
    }
    if policies.attached.len() >= LIMIT && !policies.attached.contains(arn) {
        let why = format!(
            "Cannot exceed quota for PoliciesPer{}: {LIMIT}",
            kind.parameter().trim_end_matches("Name")
        );
        return Err(AwsError::new(409, "LimitExceeded", why));
    }
    policies.attached.insert(arn.to_owned());
    Ok(Xml::new())
}

pub(crate) fn detach(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let arn = arn(params)?;
    let (_, policies) = entity::policies(cx, params, kind)?;
    if policies.attached.remove(arn) {
        return Ok(Xml::new());
    }
    Err(entity::not_found(format!("Policy {arn} was not found.")))
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params, kind: Kind) -> Answer {
    let (_, policies) = entity::policies(cx, params, kind)?;
    let items = policies.attached.iter().map(|arn| {
        let name = arn.rsplit('/').next().unwrap_or_default();
        (
            arn.clone(),
            Xml::new().text("PolicyName", name).text("PolicyArn", arn),
        )
    });
    paging::page(params, "AttachedPolicies", items.collect())
}

fn arn(params: &Params) -> Result<&str, AwsError> {
    let arn = params.required("PolicyArn")?;
    if policy_arn::is_policy_arn(arn) {
        return Ok(arn);
    }
    Err(AwsError::new(
        400,
        "InvalidInput",
        format!("ARN {arn} is not valid."),
    ))
}
