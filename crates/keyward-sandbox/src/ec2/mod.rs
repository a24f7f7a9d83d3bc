//! Elastic Compute Cloud: instances. <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/>

mod attributes;
mod catalogue;
mod change_state;
mod default_network;
mod describe_instance_status;
mod describe_instances;
mod filters;
mod get_console_output;
mod ids;
pub(crate) mod instance;
mod pages;
mod places;
mod resource_tags;
mod run_instances;
mod tags;

pub(crate) use instance::{Instance, Instances};
pub(crate) use tags::for_instances as tags_for_instances;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    let known: fn(&mut Context<'_>, &Params) -> Answer = match action {
        "CreateTags" => resource_tags::create,
        "DeleteTags" => resource_tags::delete,
        "DescribeAvailabilityZones" => places::zones,
        "DescribeImages" => catalogue::images,
        "DescribeInstanceAttribute" => attributes::describe,
        "DescribeInstanceStatus" => describe_instance_status::run,
        "DescribeInstanceTypes" => catalogue::types,
        "DescribeInstances" => describe_instances::run,
        "DescribeRegions" => places::regions,
        "DescribeSecurityGroups" => default_network::security_groups,
        "DescribeSubnets" => default_network::subnets,
        "DescribeTags" => resource_tags::describe,
        "DescribeVpcs" => default_network::vpcs,
        "GetConsoleOutput" => get_console_output::run,
        "ModifyInstanceAttribute" => attributes::modify,
        "RebootInstances" => change_state::reboot,
        "RunInstances" => run_instances::run,
        "StartInstances" => change_state::start,
        "StopInstances" => change_state::stop,
        "TerminateInstances" => change_state::terminate,
        _ => return Err(AwsError::no_operation(Service::Ec2, action)),
    };
    if params.get("DryRun") == Some("true") {
        let why = "Request would have succeeded, but DryRun flag is set.";
        return Err(AwsError::new(412, "DryRunOperation", why));
    }
    known(cx, params)
}
