//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html>
//!
//! RunInstances is asked for each kind of resource that it makes or uses. What the sandbox does not
//! tell apart (subnet, security group, volume, network interface) has the id `*`.

use super::{account, arn};
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::ec2::{Instance, tags_for_instances};
use crate::protocol::Params;

pub(super) const KEYS: [&str; 5] = [
    "ec2:CreateAction",
    "ec2:InstanceType",
    "ec2:InstanceID",
    "ec2:Region",
    "ec2:ResourceTag/*",
];

pub(super) fn asks(operation: &str, cx: &Context<'_>, params: &Params) -> Option<Vec<Ask>> {
    let asks = match operation {
        "DescribeAvailabilityZones"
        | "DescribeImages"
        | "DescribeInstanceStatus"
        | "DescribeInstanceTypes"
        | "DescribeInstances"
        | "DescribeRegions"
        | "DescribeSecurityGroups"
        | "DescribeSubnets"
        | "DescribeTags"
        | "DescribeVpcs" => vec![Ask::new(action(operation), "*")],
        "CreateTags" | "DeleteTags" => tagging(operation, cx, params),
        "RunInstances" => run(cx, params),
        "DescribeInstanceAttribute"
        | "GetConsoleOutput"
        | "ModifyInstanceAttribute"
        | "RebootInstances"
        | "StartInstances"
        | "StopInstances"
        | "TerminateInstances" => {
            // One form of the protocol numbers the ids, the other names a single one.
            let mut ids = params.list("InstanceId");
            ids.extend(params.get("InstanceId"));
            let one = |id: &&str| existing(operation, cx, id);
            none_means_any(operation, ids.iter().map(one).collect())
        }
        _ => return None,
    };
    let region = |ask: Ask| ask.keys(Keys::new().with("ec2:Region", cx.region));
    Some(asks.into_iter().map(region).collect())
}

fn action(operation: &str) -> String {
    format!("ec2:{operation}")
}

/// A call without ids fails, but not for everybody with the same words.
fn none_means_any(operation: &str, asks: Vec<Ask>) -> Vec<Ask> {
    if asks.is_empty() {
        return vec![Ask::new(action(operation), "*")];
    }
    asks
}

fn existing(operation: &str, cx: &Context<'_>, id: &str) -> Ask {
    let resource = arn(cx, "ec2", &format!("{}/{id}", kind(id)));
    let ask = Ask::new(action(operation), resource);
    match instance(cx, id) {
        Some(instance) => ask.keys(
            Keys::new()
                .with("ec2:InstanceType", &instance.kind)
                .with("ec2:InstanceID", id)
                .tags("ec2:ResourceTag", &instance.tags)
                .tags("aws:ResourceTag", &instance.tags),
        ),
        None => ask,
    }
}

fn instance<'c>(cx: &'c Context<'_>, id: &str) -> Option<&'c Instance> {
    let mut all = account(cx)?.instances.all.iter();
    all.find(|instance| instance.id == id && instance.region == cx.region)
}

/// The resource type that an id's prefix tells.
fn kind(id: &str) -> &'static str {
    match id.split_once('-').map(|(prefix, _)| prefix) {
        Some("ami") => "image",
        Some("eni") => "network-interface",
        Some("sg") => "security-group",
        Some("subnet") => "subnet",
        Some("vol") => "volume",
        _ => "instance",
    }
}

fn tagging(operation: &str, cx: &Context<'_>, params: &Params) -> Vec<Ask> {
    let structures = params.structures("Tag");
    let tags: Vec<(String, String)> = structures
        .iter()
        .map(|tag| {
            let text = |name| tag.get(name).unwrap_or_default().to_owned();
            (text("Key"), text("Value"))
        })
        .collect();
    let one = |id: &&str| existing(operation, cx, id).keys(Keys::new().request_tags(&tags));
    let ids = params.list("ResourceId");
    none_means_any(operation, ids.iter().map(one).collect())
}

fn run(cx: &Context<'_>, params: &Params) -> Vec<Ask> {
    let image = params.get("ImageId").unwrap_or("*");
    let kind = params.get("InstanceType").unwrap_or("m1.small");
    let tags = tags_for_instances(params).unwrap_or_default();
    let image = format!("arn:aws:ec2:{}::image/{image}", cx.region);
    let made = |resource: &str| Ask::new("ec2:RunInstances", arn(cx, "ec2", resource));
    let instance = Keys::new()
        .with("ec2:InstanceType", kind)
        .request_tags(&tags);
    let mut asks = vec![
        made("instance/*").keys(instance.clone()),
        Ask::new("ec2:RunInstances", image),
        made("network-interface/*"),
        made("security-group/*"),
        made("subnet/*"),
        made("volume/*"),
    ];
    if let Some(name) = params.get("KeyName") {
        asks.push(made(&format!("key-pair/{name}")));
    }
    if !tags.is_empty() {
        let create = Ask::new("ec2:CreateTags", arn(cx, "ec2", "instance/*"));
        let keys = instance.with("ec2:CreateAction", "RunInstances");
        asks.push(create.keys(keys));
    }
    asks
}
