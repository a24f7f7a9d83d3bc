//! Security Token Service. <https://docs.aws.amazon.com/STS/latest/APIReference/>

mod assume_role;
pub(crate) mod assume_role_with_saml;
pub(crate) mod assume_role_with_web_identity;
mod bearer;
mod credentials;
mod decode_authorization_message;
mod get_access_key_info;
mod get_caller_identity;
mod get_federation_token;
mod get_session_token;
pub(crate) mod issuer_keys;
mod mfa;
mod session_options;
pub(crate) mod web_identity;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service};
use crate::state::Principal;

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    match action {
        "AssumeRole" => assume_role::run(cx, params),
        "DecodeAuthorizationMessage" => decode_authorization_message::run(cx, params),
        "GetAccessKeyInfo" => get_access_key_info::run(params),
        "GetCallerIdentity" => Ok(get_caller_identity::run(cx)),
        "GetFederationToken" => get_federation_token::run(cx, params),
        "GetSessionToken" => get_session_token::run(cx, params),
        _ => Err(AwsError::no_operation(Service::Sts, action)),
    }
}

/// A federated user may ask STS who it is and nothing else; a session makes no session of its user.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html>
pub(crate) fn refuse_sessions(cx: &Context<'_>, action: &str) -> Result<(), AwsError> {
    let federated = matches!(cx.caller.principal, Principal::FederatedUser { .. });
    let refused = match action {
        "GetCallerIdentity" => false,
        "GetFederationToken" | "GetSessionToken" => cx.caller.temporary,
        _ => federated,
    };
    if !refused {
        return Ok(());
    }
    let why = format!("Cannot call {action} with session credentials");
    Err(AwsError::new(403, "AccessDenied", why))
}
