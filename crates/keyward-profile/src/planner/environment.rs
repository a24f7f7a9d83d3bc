//! `AWS_ACCESS_KEY_ID` and its companions.

use keyward_core::{Error, ErrorCode, Result, Secret};

use super::PlanRequest;
use crate::Base;

/// What the environment gives: credentials and the variable that holds their id, or nothing.
pub(super) fn keys(request: &PlanRequest<'_>) -> Result<Option<(Base, String)>> {
    for prefix in request.rules.key_prefixes {
        if let Some(found) = with_prefix(request, prefix)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn with_prefix(request: &PlanRequest<'_>, prefix: &str) -> Result<Option<(Base, String)>> {
    let (id_name, secret_name) = (
        format!("{prefix}_ACCESS_KEY_ID"),
        format!("{prefix}_SECRET_ACCESS_KEY"),
    );
    let env = request.env;
    let (access_key_id, secret) = match (env(&id_name), env(&secret_name)) {
        (Some(id), Some(secret)) => (id, Secret::new(secret)),
        (None, None) => return Ok(None),
        (Some(_), None) => return Err(half(&id_name, &secret_name)),
        (None, Some(_)) => return Err(half(&secret_name, &id_name)),
    };
    let extra = |name: &str| {
        let read = request.rules.expiration_and_account_variables;
        read.then(|| env(name)).flatten()
    };
    let mut tokens = request.rules.session_tokens.iter();
    let token = tokens.find_map(|name| env(&format!("{prefix}_{name}")));
    let base = Base::Environment {
        access_key_id,
        secret_access_key: secret,
        session_token: token.map(Secret::new),
        expiration: extra("AWS_CREDENTIAL_EXPIRATION"),
        account_id: extra("AWS_ACCOUNT_ID"),
        credential_scope: extra("AWS_CREDENTIAL_SCOPE"),
    };
    Ok(Some((base, id_name)))
}

fn half(there: &str, missing: &str) -> Error {
    Error::new(
        ErrorCode::PartialCredentials,
        format!("{there} is set in the environment, but {missing} is not"),
    )
    .with_hint(format!("set {missing}, or unset {there}"))
}
