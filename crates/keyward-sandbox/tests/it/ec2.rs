use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, sandbox};

const IMAGE: (&str, &str) = ("ImageId", "ami-0123456789abcdef0");

fn ec2(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::ec2(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn state(answer: &Answer) -> String {
    let body = answer.text("instanceState");
    body.split("<name>")
        .nth(1)
        .unwrap()
        .trim_end_matches("</name>")
        .to_owned()
}

#[test]
fn an_instance_lives_its_life() {
    let sandbox = sandbox();
    let run = ec2(
        &sandbox,
        "RunInstances",
        &[IMAGE, ("MinCount", "1"), ("MaxCount", "1")],
    )
    .ok();
    assert_eq!(state(&run), "pending");
    let id = run.text("instanceId");
    let by_id = [("InstanceId.1", id.as_str())];
    assert_eq!(
        state(&ec2(&sandbox, "DescribeInstances", &by_id).ok()),
        "running"
    );
    let ended = ec2(&sandbox, "TerminateInstances", &by_id).ok();
    assert!(
        ended
            .text("currentState")
            .contains("<code>32</code><name>shutting-down</name>")
    );
    assert!(
        ended
            .text("previousState")
            .contains("<code>16</code><name>running</name>")
    );
    assert_eq!(
        state(&ec2(&sandbox, "DescribeInstances", &by_id).ok()),
        "terminated"
    );
    sandbox
        .control()
        .advance_clock(std::time::Duration::from_secs(2 * 3600));
    let gone = ec2(&sandbox, "DescribeInstances", &by_id);
    assert_eq!(
        gone.refusal(),
        (400, "InvalidInstanceID.NotFound".to_owned())
    );
}

#[test]
fn a_client_token_launches_once() {
    let sandbox = sandbox();
    let params = [
        IMAGE,
        ("MinCount", "1"),
        ("MaxCount", "2"),
        ("ClientToken", "t"),
    ];
    let (one, two) = (
        ec2(&sandbox, "RunInstances", &params).ok(),
        ec2(&sandbox, "RunInstances", &params).ok(),
    );
    assert_eq!(one.text("reservationId"), two.text("reservationId"));
    assert_eq!(
        ec2(&sandbox, "DescribeInstances", &[])
            .ok()
            .xml()
            .matches("<instanceId>")
            .count(),
        2
    );
    let other = [
        IMAGE,
        ("MinCount", "1"),
        ("MaxCount", "1"),
        ("ClientToken", "t"),
    ];
    let mismatch = ec2(&sandbox, "RunInstances", &other);
    assert_eq!(
        mismatch.refusal(),
        (400, "IdempotentParameterMismatch".to_owned())
    );
}

#[test]
fn filters_regions_and_pages() {
    let sandbox = sandbox();
    let tag = |value: &'static str, most: &'static str| {
        let params = [
            IMAGE,
            ("MinCount", "1"),
            ("MaxCount", most),
            ("TagSpecification.1.ResourceType", "instance"),
            ("TagSpecification.1.Tag.1.Key", "Name"),
            ("TagSpecification.1.Tag.1.Value", value),
        ];
        ec2(&sandbox, "RunInstances", &params).ok();
    };
    tag("web", "4");
    tag("db", "3");
    let count = |params: &[(&str, &str)]| {
        ec2(&sandbox, "DescribeInstances", params)
            .ok()
            .xml()
            .matches("<instanceId>")
            .count()
    };
    assert_eq!(
        count(&[("Filter.1.Name", "tag:Name"), ("Filter.1.Value.1", "w*")]),
        4
    );
    assert_eq!(
        count(&[
            ("Filter.1.Name", "instance-state-name"),
            ("Filter.1.Value.1", "pending")
        ]),
        0
    );
    let first = ec2(&sandbox, "DescribeInstances", &[("MaxResults", "5")]).ok();
    assert_eq!(first.xml().matches("<instanceId>").count(), 5);
    assert_eq!(
        count(&[("MaxResults", "5"), ("NextToken", &first.text("nextToken"))]),
        2
    );
    let mut abroad = Signer::admin(&sandbox);
    abroad.region = "eu-west-1".to_owned();
    let there = Call::ec2("DescribeInstances", &[])
        .send(&sandbox, &abroad)
        .ok();
    assert!(
        !there.xml().contains("<instanceId>"),
        "instances belong to their region"
    );
}

#[test]
fn what_is_wrong_is_named() {
    let sandbox = sandbox();
    let one = [("MinCount", "1"), ("MaxCount", "1")];
    for (action, params, code) in [
        ("RunInstances", vec![one[0], one[1]], "MissingParameter"),
        (
            "RunInstances",
            vec![("ImageId", "nope"), one[0], one[1]],
            "InvalidAMIID.Malformed",
        ),
        ("RunInstances", vec![IMAGE], "MissingParameter"),
        (
            "RunInstances",
            vec![IMAGE, one[0], one[1], ("InstanceType", "huge")],
            "InvalidParameterValue",
        ),
        (
            "DescribeInstances",
            vec![("InstanceId.1", "i-1")],
            "InvalidInstanceID.Malformed",
        ),
        (
            "DescribeInstances",
            vec![("InstanceId.1", "i-00000000")],
            "InvalidInstanceID.NotFound",
        ),
        (
            "DescribeInstances",
            vec![("Filter.1.Name", "colour"), ("Filter.1.Value.1", "x")],
            "InvalidParameterValue",
        ),
        ("TerminateInstances", vec![], "MissingParameter"),
        (
            "TerminateInstances",
            vec![("InstanceId.1", "i-00000000")],
            "InvalidInstanceID.NotFound",
        ),
    ] {
        let answer = ec2(&sandbox, action, &params);
        assert_eq!(
            answer.refusal(),
            (400, code.to_owned()),
            "{action} {params:?}"
        );
    }
    let dry = ec2(
        &sandbox,
        "RunInstances",
        &[IMAGE, one[0], one[1], ("DryRun", "true")],
    );
    assert_eq!(dry.refusal(), (412, "DryRunOperation".to_owned()));
}

fn launched(sandbox: &Sandbox) -> String {
    let run = ec2(
        sandbox,
        "RunInstances",
        &[IMAGE, ("MinCount", "1"), ("MaxCount", "1")],
    )
    .ok();
    let id = run.text("instanceId");
    ec2(sandbox, "DescribeInstances", &[("InstanceId.1", &id)]).ok();
    id
}

#[test]
fn stopping_and_starting_pass_through_their_states() {
    let sandbox = sandbox();
    let id = launched(&sandbox);
    let by_id = [("InstanceId.1", id.as_str())];
    let now = || state(&ec2(&sandbox, "DescribeInstances", &by_id).ok());
    let wrong = (400, "IncorrectInstanceState".to_owned());
    ec2(&sandbox, "RebootInstances", &by_id).ok();
    let stopped = ec2(&sandbox, "StopInstances", &by_id).ok();
    assert!(
        stopped
            .text("currentState")
            .contains("<code>64</code><name>stopping</name>")
    );
    assert_eq!(ec2(&sandbox, "StartInstances", &by_id).refusal(), wrong);
    assert_eq!(now(), "stopped");
    assert_eq!(ec2(&sandbox, "RebootInstances", &by_id).refusal(), wrong);
    let started = ec2(&sandbox, "StartInstances", &by_id).ok();
    assert!(
        started
            .text("previousState")
            .contains("<code>80</code><name>stopped</name>")
    );
    assert_eq!(ec2(&sandbox, "StopInstances", &by_id).refusal(), wrong);
    assert_eq!(now(), "running");
    ec2(&sandbox, "TerminateInstances", &by_id).ok();
    assert_eq!(ec2(&sandbox, "StartInstances", &by_id).refusal(), wrong);
}

#[test]
fn attributes_are_described_modified_and_heeded() {
    let sandbox = sandbox();
    let id = launched(&sandbox);
    let of = |action: &str, more: &[(&str, &str)]| {
        let mut params = vec![("InstanceId", id.as_str()), ("InstanceId.1", id.as_str())];
        params.extend_from_slice(more);
        ec2(&sandbox, action, &params)
    };
    let modify = |name: &str, value: &str| of("ModifyInstanceAttribute", &[(name, value)]);
    let wrong = (400, "IncorrectInstanceState".to_owned());
    assert_eq!(modify("InstanceType.Value", "t3.small").refusal(), wrong);
    modify("DisableApiTermination.Value", "true").ok();
    modify("DisableApiStop.Value", "true").ok();
    let kept = (400, "OperationNotPermitted".to_owned());
    assert_eq!(of("TerminateInstances", &[]).refusal(), kept);
    assert_eq!(of("StopInstances", &[]).refusal(), kept);
    modify("DisableApiStop.Value", "false").ok();
    of("StopInstances", &[]).ok();
    of("DescribeInstances", &[]).ok();
    modify("InstanceType.Value", "t3.small").ok();
    let described = of(
        "DescribeInstanceAttribute",
        &[("Attribute", "instanceType")],
    )
    .ok();
    assert_eq!(described.text("value"), "t3.small");
    for (more, code) in [
        (vec![], "InvalidParameterCombination"),
        (vec![("InstanceType.Value", "big")], "InvalidParameterValue"),
        (
            vec![("Attribute", "colour"), ("Value", "x")],
            "InvalidParameterValue",
        ),
    ] {
        let refused = of("ModifyInstanceAttribute", &more).refusal();
        assert_eq!(refused, (400, code.to_owned()), "{more:?}");
    }
    modify("DisableApiTermination.Value", "false").ok();
    of("TerminateInstances", &[]).ok();
}

#[test]
fn tags_come_and_go() {
    let sandbox = sandbox();
    let id = launched(&sandbox);
    let of = |action: &str, more: &[(&str, &str)]| {
        let mut params = vec![("ResourceId.1", id.as_str())];
        params.extend_from_slice(more);
        ec2(&sandbox, action, &params)
    };
    let tag = [
        ("Tag.1.Key", "env"),
        ("Tag.1.Value", "dev"),
        ("Tag.2.Key", "team"),
        ("Tag.2.Value", "x"),
    ];
    of("CreateTags", &tag).ok();
    let listed = |params: &[(&str, &str)]| {
        ec2(&sandbox, "DescribeTags", params)
            .ok()
            .xml()
            .matches("<key>")
            .count()
    };
    assert_eq!(listed(&[]), 2);
    assert_eq!(
        listed(&[("Filter.1.Name", "key"), ("Filter.1.Value.1", "e*")]),
        1
    );
    of(
        "DeleteTags",
        &[("Tag.1.Key", "env"), ("Tag.1.Value", "other")],
    )
    .ok();
    assert_eq!(listed(&[]), 2);
    of("DeleteTags", &[("Tag.1.Key", "env")]).ok();
    assert_eq!(listed(&[]), 1);
    let none = ec2(
        &sandbox,
        "CreateTags",
        &[("ResourceId.1", "i-0123456789abcdef0"), ("Tag.1.Key", "a")],
    );
    assert_eq!(
        none.refusal(),
        (400, "InvalidInstanceID.NotFound".to_owned())
    );
    let dry = of("CreateTags", &[("Tag.1.Key", "a"), ("DryRun", "true")]);
    assert_eq!(dry.refusal(), (412, "DryRunOperation".to_owned()));
}

#[test]
fn the_catalogue_is_searched() {
    let sandbox = sandbox();
    let arm = [
        ("Filter.1.Name", "architecture"),
        ("Filter.1.Value.1", "arm64"),
        ("Owner.1", "amazon"),
    ];
    let images = ec2(&sandbox, "DescribeImages", &arm).ok();
    assert_eq!(images.xml().matches("<imageId>").count(), 1);
    let none = ec2(
        &sandbox,
        "DescribeImages",
        &[("ImageId.1", "ami-0aaaaaaaaaaaaaaaa")],
    );
    assert_eq!(none.refusal(), (400, "InvalidAMIID.NotFound".to_owned()));
    let first = ec2(&sandbox, "DescribeInstanceTypes", &[("MaxResults", "5")]).ok();
    let next = first.text("nextToken");
    let second = ec2(
        &sandbox,
        "DescribeInstanceTypes",
        &[("MaxResults", "5"), ("NextToken", &next)],
    )
    .ok();
    let count = |answer: &Answer| answer.xml().matches("<instanceType>").count();
    assert_eq!((count(&first), count(&second)), (5, 3));
    let unknown = ec2(
        &sandbox,
        "DescribeInstanceTypes",
        &[("InstanceType.1", "z9.huge")],
    );
    assert_eq!(unknown.refusal(), (400, "InvalidInstanceType".to_owned()));
}

#[test]
fn an_instance_has_a_status_once_it_runs() {
    let sandbox = sandbox();
    let count = [IMAGE, ("MinCount", "1"), ("MaxCount", "1")];
    let id = ec2(&sandbox, "RunInstances", &count)
        .ok()
        .text("instanceId");
    let by_id = [("InstanceId.1", id.as_str())];
    let status = ec2(&sandbox, "DescribeInstanceStatus", &by_id).ok().xml();
    assert!(status.contains("<status>ok</status>"), "{status}");
    ec2(&sandbox, "StopInstances", &by_id).ok();
    assert_eq!(
        ec2(&sandbox, "DescribeInstanceStatus", &by_id)
            .ok()
            .find("instanceId"),
        None
    );
    let all = [by_id[0], ("IncludeAllInstances", "true")];
    assert_eq!(
        ec2(&sandbox, "DescribeInstanceStatus", &all)
            .ok()
            .text("instanceId"),
        id
    );
    let console = ec2(&sandbox, "GetConsoleOutput", &[("InstanceId", &id)]).ok();
    assert_eq!(
        (console.text("instanceId"), console.find("output")),
        (id, None)
    );
    let none = [("InstanceId", "i-0123456789abcdef0")];
    assert_eq!(
        ec2(&sandbox, "GetConsoleOutput", &none).refusal().1,
        "InvalidInstanceID.NotFound"
    );
}

#[test]
fn an_account_has_regions_zones_and_a_default_network() {
    let sandbox = sandbox();
    let regions = ec2(
        &sandbox,
        "DescribeRegions",
        &[("RegionName.1", "eu-west-1")],
    )
    .ok();
    assert_eq!(
        regions.text("regionEndpoint"),
        "ec2.eu-west-1.amazonaws.com"
    );
    let unknown = ec2(
        &sandbox,
        "DescribeRegions",
        &[("RegionName.1", "xx-west-1")],
    );
    assert_eq!(unknown.refusal().1, "InvalidParameterValue");
    let zones = ec2(&sandbox, "DescribeAvailabilityZones", &[]).ok().xml();
    assert_eq!(zones.matches("<zoneName>us-east-1").count(), 3, "{zones}");
    let is_default = [
        ("Filter.1.Name", "is-default"),
        ("Filter.1.Value.1", "true"),
    ];
    let vpc = ec2(&sandbox, "DescribeVpcs", &is_default)
        .ok()
        .text("vpcId");
    assert!(
        vpc.starts_with("vpc-") && vpc.len() == "vpc-".len() + 17,
        "{vpc}"
    );
    let of_vpc = [
        ("Filter.1.Name", "vpc-id"),
        ("Filter.1.Value.1", vpc.as_str()),
    ];
    let subnets = ec2(&sandbox, "DescribeSubnets", &of_vpc).ok().xml();
    assert_eq!(subnets.matches("<subnetId>").count(), 3, "{subnets}");
    let group = ec2(&sandbox, "DescribeSecurityGroups", &of_vpc).ok();
    assert_eq!(group.text("groupName"), "default");
    let none = ec2(
        &sandbox,
        "DescribeSecurityGroups",
        &[("GroupName.1", "web")],
    );
    assert_eq!(none.refusal().1, "InvalidGroup.NotFound");
}
