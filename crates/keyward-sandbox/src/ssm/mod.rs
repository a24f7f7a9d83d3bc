//! Systems Manager Parameter Store.
//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/>

mod delete_parameters;
mod describe_parameters;
mod get_parameter;
mod get_parameter_history;
mod get_parameters_by_path;
mod label_parameter_version;
mod names;
pub(crate) mod parameter;
mod put_parameter;
mod tags;
mod unlabel_parameter_version;

pub(crate) use names::bare as parameter_name;
pub(crate) use parameter::Parameter;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer, Service};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    match action {
        "AddTagsToResource" => tags::add(cx, input),
        "DeleteParameter" => delete_parameters::one(cx, input),
        "DeleteParameters" => delete_parameters::many(cx, input),
        "DescribeParameters" => describe_parameters::run(cx, input),
        "GetParameter" => get_parameter::one(cx, input),
        "GetParameterHistory" => get_parameter_history::run(cx, input),
        "GetParameters" => get_parameter::many(cx, input),
        "GetParametersByPath" => get_parameters_by_path::run(cx, input),
        "LabelParameterVersion" => label_parameter_version::run(cx, input),
        "ListTagsForResource" => tags::list(cx, input),
        "PutParameter" => put_parameter::run(cx, input),
        "RemoveTagsFromResource" => tags::remove(cx, input),
        "UnlabelParameterVersion" => unlabel_parameter_version::run(cx, input),
        _ => Err(AwsError::no_operation(Service::Ssm, action)),
    }
}

fn validation(why: impl Into<String>) -> AwsError {
    AwsError::new(400, "ValidationException", why)
}

fn not_found(name: &str) -> AwsError {
    let why = format!("Parameter {name} not found.");
    AwsError::new(400, "ParameterNotFound", why)
}
