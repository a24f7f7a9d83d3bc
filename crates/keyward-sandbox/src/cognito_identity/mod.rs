//! Amazon Cognito Federated Identities: identity pools that give guests a role (the enhanced flow).
//! <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/>
//!
//! Logins are refused by name. AWS narrows a guest's session further with a policy of its own; here the
//! role's policies alone count.

mod create_identity_pool;
mod get_credentials_for_identity;
mod get_id;
mod pool;
mod set_identity_pool_roles;

pub(crate) use pool::IdentityPool;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer, Service};
use crate::state::{LoggedDecision, State};

/// Runs an operation of a signed request.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    match action {
        "CreateIdentityPool" => create_identity_pool::run(cx, input),
        "SetIdentityPoolRoles" => set_identity_pool_roles::run(cx, input),
        _ => unsigned(action, cx.state, input, &mut cx.decisions)
            .unwrap_or_else(|| Err(AwsError::no_operation(Service::CognitoIdentity, action))),
    }
}

/// Runs one of the operations that need no signature; none for any other.
pub(crate) fn unsigned(
    action: &str,
    state: &mut State,
    input: &Input,
    log: &mut Vec<LoggedDecision>,
) -> Option<JsonAnswer> {
    match action {
        "GetCredentialsForIdentity" => Some(get_credentials_for_identity::run(state, input, log)),
        "GetId" => Some(get_id::run(state, input)),
        _ => None,
    }
}

fn not_found(kind: &str, id: &str) -> AwsError {
    let why = format!("{kind} '{id}' not found.");
    AwsError::new(400, "ResourceNotFoundException", why)
}

/// Guests only.
fn refuse_logins(input: &Input) -> Result<(), AwsError> {
    if input.map("Logins")?.is_empty() {
        return Ok(());
    }
    Err(AwsError::not_built("Logins"))
}

fn no_guests() -> AwsError {
    let why = "Unauthenticated access is not supported for this identity pool.";
    AwsError::new(400, "NotAuthorizedException", why)
}
