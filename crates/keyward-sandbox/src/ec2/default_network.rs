//! The network that every region of an account has: one default VPC, a subnet in each zone, one
//! security group. Others cannot be made.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html>

use super::filters::{self, Filter};
use super::pages::Page;
use super::places;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// One thing of the network: its id, and the values that filters know, the first of which names it.
struct Thing {
    id: String,
    values: Vec<(&'static str, String)>,
    xml: Xml,
}

/// What is listed: the request's parameter, the error for an id that is not there, the answer's element.
struct Kind {
    parameter: &'static str,
    absent: &'static str,
    element: &'static str,
}

pub(crate) fn vpcs(cx: &mut Context<'_>, params: &Params) -> Answer {
    let kind = Kind {
        parameter: "VpcId",
        absent: "InvalidVpcID.NotFound",
        element: "vpcSet",
    };
    let id = vpc(cx);
    let xml = Xml::new()
        .text("vpcId", &id)
        .text("ownerId", cx.account_id())
        .text("state", "available")
        .text("cidrBlock", "172.31.0.0/16")
        .text("dhcpOptionsId", "default")
        .text("instanceTenancy", "default")
        .text("isDefault", "true");
    let values = vec![
        ("vpc-id", id.clone()),
        ("cidr", "172.31.0.0/16".to_owned()),
        ("is-default", "true".to_owned()),
        ("isDefault", "true".to_owned()),
        ("owner-id", cx.account_id()),
        ("state", "available".to_owned()),
    ];
    list(params, &kind, vec![Thing { id, values, xml }])
}

pub(crate) fn subnets(cx: &mut Context<'_>, params: &Params) -> Answer {
    let kind = Kind {
        parameter: "SubnetId",
        absent: "InvalidSubnetID.NotFound",
        element: "subnetSet",
    };
    let zones = places::zone_names(cx.region);
    let subnets = zones.iter().zip(0..).map(|(zone, number)| {
        let id = id_of("subnet", cx, number + 2);
        let block = format!("172.31.{}.0/20", number * 16);
        let xml = Xml::new()
            .text("subnetId", &id)
            .text("vpcId", vpc(cx))
            .text("ownerId", cx.account_id())
            .text("state", "available")
            .text("cidrBlock", &block)
            .text("availabilityZone", zone)
            .text("availableIpAddressCount", "4091")
            .text("defaultForAz", "true")
            .text("mapPublicIpOnLaunch", "true");
        let values = vec![
            ("subnet-id", id.clone()),
            ("vpc-id", vpc(cx)),
            ("availability-zone", zone.clone()),
            ("availabilityZone", zone.clone()),
            ("cidr-block", block),
            ("default-for-az", "true".to_owned()),
            ("defaultForAz", "true".to_owned()),
            ("owner-id", cx.account_id()),
            ("state", "available".to_owned()),
        ];
        Thing { id, values, xml }
    });
    list(params, &kind, subnets.collect())
}

pub(crate) fn security_groups(cx: &mut Context<'_>, params: &Params) -> Answer {
    let kind = Kind {
        parameter: "GroupId",
        absent: "InvalidGroup.NotFound",
        element: "securityGroupInfo",
    };
    let names = params.list("GroupName");
    if let Some(name) = names.iter().find(|name| **name != "default") {
        let why = format!("The security group '{name}' does not exist");
        return Err(AwsError::new(400, kind.absent, why));
    }
    let id = id_of("sg", cx, 1);
    let everywhere = Xml::new().text("cidrIp", "0.0.0.0/0");
    let outward = Xml::new()
        .text("ipProtocol", "-1")
        .list("ipRanges", "item", [everywhere]);
    let within = Xml::new()
        .text("userId", cx.account_id())
        .text("groupId", &id);
    let inward = Xml::new()
        .text("ipProtocol", "-1")
        .list("groups", "item", [within]);
    let xml = Xml::new()
        .text("ownerId", cx.account_id())
        .text("groupId", &id)
        .text("groupName", "default")
        .text("groupDescription", "default VPC security group")
        .text("vpcId", vpc(cx))
        .list("ipPermissions", "item", [inward])
        .list("ipPermissionsEgress", "item", [outward]);
    let values = vec![
        ("group-id", id.clone()),
        ("group-name", "default".to_owned()),
        ("description", "default VPC security group".to_owned()),
        ("owner-id", cx.account_id()),
        ("vpc-id", vpc(cx)),
    ];
    list(params, &kind, vec![Thing { id, values, xml }])
}

fn list(params: &Params, kind: &Kind, things: Vec<Thing>) -> Answer {
    let asked = params.list(kind.parameter);
    let names: Vec<&str> = things
        .iter()
        .take(1)
        .flat_map(|thing| thing.values.iter().map(|(name, _)| *name))
        .collect();
    let filters: Vec<Filter> = filters::read(params, &names)?;
    let page = Page::read(params, &asked)?;
    if let Some(id) = asked.iter().find(|id| !things.iter().any(|t| t.id == **id)) {
        let why = format!("The ID '{id}' does not exist");
        return Err(AwsError::new(400, kind.absent, why));
    }
    let passes = |thing: &Thing| {
        filters.iter().all(|filter| {
            filter.passes(|name| {
                let values = thing.values.iter();
                let named = values.filter(|(known, _)| *known == name);
                named.map(|(_, value)| value.as_str()).collect()
            })
        })
    };
    let wanted = |thing: &Thing| asked.is_empty() || asked.contains(&thing.id.as_str());
    let found = things
        .into_iter()
        .filter(|thing| wanted(thing) && passes(thing))
        .map(|thing| (thing.id, thing.xml));
    let (shown, next) = page.cut(found.collect());
    Ok(Xml::new()
        .list(kind.element, "item", shown)
        .optional("nextToken", next))
}

fn vpc(cx: &Context<'_>) -> String {
    id_of("vpc", cx, 1)
}

/// The same for an account and region, whenever it is asked for.
fn id_of(prefix: &str, cx: &Context<'_>, number: u32) -> String {
    let region: u32 = cx.region.bytes().map(u32::from).sum();
    let account = cx.caller.principal.account();
    let account: u64 = account.parse().unwrap_or_default();
    format!("{prefix}-0{account:010x}{region:04x}{number:02x}")
}
