//! <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html>

use serde_json::json;

use super::IdentityPool;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer, request_id};

pub(super) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["IdentityPoolName", "AllowUnauthenticatedIdentities"])?;
    let name = input.required("IdentityPoolName")?.to_owned();
    let guests = input.optional_flag("AllowUnauthenticatedIdentities")?;
    let allows_guests = guests.ok_or_else(|| {
        AwsError::new(400, "ValidationException", "1 validation error detected: Value at 'allowUnauthenticatedIdentities' failed to satisfy constraint: Member must not be null")
    })?;
    let id = format!("{}:{}", cx.region, request_id::uuid());
    let answer = json!({
        "IdentityPoolId": id,
        "IdentityPoolName": name,
        "AllowUnauthenticatedIdentities": allows_guests,
    });
    let pool = IdentityPool {
        name,
        allows_guests,
        ..IdentityPool::default()
    };
    cx.account().identity_pools.insert(id, pool);
    Ok(answer)
}
