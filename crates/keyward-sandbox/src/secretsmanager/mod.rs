//! Secrets Manager. <https://docs.aws.amazon.com/secretsmanager/latest/apireference/>

mod batch_get_secret_value;
mod create_secret;
mod delete_secret;
mod describe_secret;
mod get_random_password;
mod get_secret_value;
mod list_secrets;
mod put_secret_value;
pub(crate) mod secret;
mod tags;
mod update_secret;
mod version_stage;

pub(crate) use secret::Secret;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer, Service};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    match action {
        "BatchGetSecretValue" => batch_get_secret_value::run(cx, input),
        "CreateSecret" => create_secret::run(cx, input),
        "DeleteSecret" => delete_secret::run(cx, input),
        "DescribeSecret" => describe_secret::run(cx, input),
        "GetRandomPassword" => get_random_password::run(cx, input),
        "GetSecretValue" => get_secret_value::run(cx, input),
        "ListSecrets" => list_secrets::run(cx, input),
        "ListSecretVersionIds" => describe_secret::versions(cx, input),
        "PutSecretValue" => put_secret_value::run(cx, input),
        "RestoreSecret" => delete_secret::restore(cx, input),
        "TagResource" => tags::add(cx, input),
        "UntagResource" => tags::remove(cx, input),
        "UpdateSecret" => update_secret::run(cx, input),
        "UpdateSecretVersionStage" => version_stage::run(cx, input),
        _ => Err(AwsError::no_operation(Service::SecretsManager, action)),
    }
}

fn invalid_parameter(why: impl Into<String>) -> AwsError {
    AwsError::new(400, "InvalidParameterException", why)
}

fn invalid_request(why: &str) -> AwsError {
    AwsError::new(400, "InvalidRequestException", why)
}

fn not_found(what: &str) -> AwsError {
    let end = if what.is_empty() { "." } else { what };
    let why = format!("Secrets Manager can't find the specified secret{end}");
    AwsError::new(400, "ResourceNotFoundException", why)
}
