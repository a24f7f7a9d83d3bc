//! <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html>

use serde_json::json;

use super::{no_guests, not_found, pool, refuse_logins};
use crate::protocol::{Input, JsonAnswer, request_id};
use crate::state::State;

pub(super) fn run(state: &mut State, input: &Input) -> JsonAnswer {
    let id = input.required("IdentityPoolId")?;
    refuse_logins(input)?;
    let account = pool::account_of(state, id)?;
    let account = state.accounts.get_or_default(account);
    let pool = account.identity_pools.get_mut(id);
    let pool = pool.ok_or_else(|| not_found("IdentityPool", id))?;
    if !pool.allows_guests {
        return Err(no_guests());
    }
    let region = id.split(':').next().unwrap_or_default();
    let identity = format!("{region}:{}", request_id::uuid());
    pool.identities.insert(identity.clone());
    Ok(json!({ "IdentityId": identity }))
}
