//! DescribeRegions and DescribeAvailabilityZones: the regions that every account has, three zones each.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html>

use super::filters;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Without opting in.
const REGIONS: [&str; 17] = [
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];
const LETTERS: [&str; 3] = ["a", "b", "c"];

pub(crate) fn regions(_: &mut Context<'_>, params: &Params) -> Answer {
    let asked = params.list("RegionName");
    let filters = filters::read(params, &["region-name", "endpoint", "opt-in-status"])?;
    if let Some(name) = asked.iter().find(|name| !REGIONS.contains(name)) {
        return Err(invalid("region", name));
    }
    let items = REGIONS.iter().filter_map(|region| {
        let endpoint = format!("ec2.{region}.amazonaws.com");
        let of = |filter: &str| match filter {
            "region-name" => vec![*region],
            "endpoint" => vec![endpoint.as_str()],
            _ => vec!["opt-in-not-required"],
        };
        let wanted = asked.is_empty() || asked.contains(region);
        let shown = wanted && filters.iter().all(|filter| filter.passes(of));
        shown.then(|| {
            Xml::new()
                .text("regionName", region)
                .text("regionEndpoint", &endpoint)
                .text("optInStatus", "opt-in-not-required")
        })
    });
    Ok(Xml::new().list("regionInfo", "item", items))
}

pub(crate) fn zones(cx: &mut Context<'_>, params: &Params) -> Answer {
    const NAMES: [&str; 5] = ["region-name", "state", "zone-id", "zone-name", "zone-type"];
    let asked = params.list("ZoneName");
    let filters = filters::read(params, &NAMES)?;
    let region = cx.region;
    let zones = zone_names(region);
    if let Some(name) = asked.iter().find(|name| !zones.iter().any(|z| z == **name)) {
        return Err(invalid("availability zone", name));
    }
    let items = zones.iter().zip(1..).filter_map(|(zone, number)| {
        let id = format!("{}-az{number}", region.replace('-', ""));
        let of = |filter: &str| match filter {
            "region-name" => vec![region],
            "state" => vec!["available"],
            "zone-id" => vec![id.as_str()],
            "zone-name" => vec![zone.as_str()],
            _ => vec!["availability-zone"],
        };
        let wanted = asked.is_empty() || asked.contains(&zone.as_str());
        let shown = wanted && filters.iter().all(|filter| filter.passes(of));
        shown.then(|| {
            Xml::new()
                .text("zoneName", zone)
                .text("zoneState", "available")
                .text("regionName", region)
                .text("zoneId", &id)
                .text("groupName", region)
                .text("networkBorderGroup", region)
                .text("zoneType", "availability-zone")
                .text("optInStatus", "opt-in-not-required")
        })
    });
    Ok(Xml::new().list("availabilityZoneInfo", "item", items))
}

/// `us-east-1a`, ….
pub(super) fn zone_names(region: &str) -> [String; 3] {
    LETTERS.map(|letter| format!("{region}{letter}"))
}

fn invalid(what: &str, name: &str) -> AwsError {
    let why = format!("Invalid {what}: [{name}]");
    AwsError::new(400, "InvalidParameterValue", why)
}
