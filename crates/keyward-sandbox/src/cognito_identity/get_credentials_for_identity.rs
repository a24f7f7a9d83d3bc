//! <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html>

use serde_json::json;

use super::{IdentityPool, no_guests, not_found, refuse_logins};
use crate::authorization::{Ask, Keys, trust};
use crate::protocol::{AwsError, Input, JsonAnswer, json::instant};
use crate::state::account::Role;
use crate::state::sessions::Details;
use crate::state::{LoggedDecision, Principal, State};

/// Its keys are named after it.
const PROVIDER: &str = "cognito-identity.amazonaws.com";
const ACTION: &str = "sts:AssumeRoleWithWebIdentity";
const SESSION_NAME: &str = "CognitoIdentityCredentials";
const SECONDS: i64 = 3600;

/// A session of the pool's role; `log` gets what the role's trust policy said.
pub(super) fn run(state: &mut State, input: &Input, log: &mut Vec<LoggedDecision>) -> JsonAnswer {
    input.only(&["IdentityId", "Logins"])?;
    let id = input.required("IdentityId")?;
    refuse_logins(input)?;
    let (account, pool_id, pool) = pool_of(state, id).ok_or_else(|| not_found("Identity", id))?;
    if !pool.allows_guests {
        return Err(no_guests());
    }
    let role = pool.roles.get("unauthenticated");
    let role = role.and_then(|arn| role_of(state, &account, arn));
    let role = role.ok_or_else(misconfigured)?;
    let keys = Keys::new()
        .with(format!("{PROVIDER}:aud"), pool_id)
        .with(format!("{PROVIDER}:sub"), id)
        .list(&format!("{PROVIDER}:amr"), ["unauthenticated"]);
    let ask = Ask::new(ACTION, role.arn.as_str()).keys(keys);
    if !trust::bearer(state, &role, PROVIDER, PROVIDER, &ask, log).is_allowed() {
        return Err(misconfigured());
    }
    let details = Details {
        provider: Some(PROVIDER.to_owned()),
        ..Details::default()
    };
    let session = state.create_session(principal(account, role), SECONDS, details);
    Ok(json!({
        "IdentityId": id,
        "Credentials": {
            "AccessKeyId": session.access_key_id,
            "SecretKey": session.secret.as_str(),
            "SessionToken": session.token.as_str(),
            "Expiration": instant(session.expires),
        },
    }))
}

/// The account and the pool that an identity is in.
fn pool_of(state: &State, identity: &str) -> Option<(String, String, IdentityPool)> {
    let all = state.accounts.iter().flat_map(|(account, of)| {
        let pools = of.identity_pools.iter();
        pools.map(move |(id, pool)| (account, id, pool))
    });
    let found = all
        .into_iter()
        .find(|(.., pool)| pool.identities.contains(identity));
    found.map(|(account, id, pool)| (account.clone(), id.clone(), pool.clone()))
}

fn role_of(state: &State, account: &str, arn: &str) -> Option<Role> {
    let mut roles = state.enforced(account)?.roles.values();
    roles.find(|role| role.arn == arn).cloned()
}

fn principal(account: String, role: Role) -> Principal {
    Principal::AssumedRole {
        account,
        role_name: role.name,
        role_arn: role.arn,
        role_id: role.id,
        session_name: SESSION_NAME.to_owned(),
    }
}

fn misconfigured() -> AwsError {
    let why = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
    AwsError::new(400, "InvalidIdentityPoolConfigurationException", why)
}
