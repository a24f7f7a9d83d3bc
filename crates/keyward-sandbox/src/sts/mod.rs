//! Security Token Service. <https://docs.aws.amazon.com/STS/latest/APIReference/>

mod assume_role;
pub(crate) mod assume_role_with_web_identity;
mod credentials;
mod get_access_key_info;
mod get_caller_identity;
mod get_session_token;
mod mfa;
mod session_options;
pub(crate) mod web_identity;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    match action {
        "AssumeRole" => assume_role::run(cx, params),
        "GetAccessKeyInfo" => get_access_key_info::run(params),
        "GetCallerIdentity" => Ok(get_caller_identity::run(cx)),
        "GetSessionToken" => get_session_token::run(cx, params),
        _ => Err(AwsError::no_operation(Service::Sts, action)),
    }
}
