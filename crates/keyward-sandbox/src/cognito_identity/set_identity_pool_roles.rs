//! <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html>

use serde_json::json;

use super::not_found;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(super) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["IdentityPoolId", "Roles"])?;
    let id = input.required("IdentityPoolId")?;
    let roles = input.map("Roles")?;
    let kinds = ["authenticated", "unauthenticated"];
    if let Some(kind) = roles.keys().find(|kind| !kinds.contains(&kind.as_str())) {
        let why = format!("Invalid role type '{kind}'.");
        return Err(AwsError::new(400, "InvalidParameterException", why));
    }
    let pool = cx.account().identity_pools.get_mut(id);
    let pool = pool.ok_or_else(|| not_found("IdentityPool", id))?;
    pool.roles = roles;
    Ok(json!({}))
}
