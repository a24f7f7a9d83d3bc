//! Simple Notification Service: messages to phones. <https://docs.aws.amazon.com/sns/latest/api/>

mod publish;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, query};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    match action {
        "Publish" => publish::run(cx, params),
        _ => Err(AwsError::invalid_action(action, query::SNS_VERSION)),
    }
}
