//! Elastic Compute Cloud: instances. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/>

mod describe_instances;
mod filters;
mod ids;
mod instance;
mod run_instances;
mod tags;
mod terminate_instances;

pub(crate) use instance::Instances;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    let known = match action {
        "DescribeInstances" => describe_instances::run,
        "RunInstances" => run_instances::run,
        "TerminateInstances" => terminate_instances::run,
        _ => {
            let why = format!("The action {action} is not valid for this web service.");
            return Err(AwsError::new(400, "InvalidAction", why));
        }
    };
    if params.get("DryRun") == Some("true") {
        let why = "Request would have succeeded, but DryRun flag is set.";
        return Err(AwsError::new(412, "DryRunOperation", why));
    }
    known(cx, params)
}
