//! What lies under `/latest/`: leaves with a value, and folders that list their children.

use std::collections::BTreeSet;

use serde_json::json;

use super::credentials;
use crate::protocol::times;
use crate::state::State;
use crate::{DEFAULT_ACCOUNT, DEFAULT_REGION};

const ROLES: &str = "meta-data/iam/security-credentials/";
const ADDRESS: &str = "172.31.16.10";
const IMAGE: &str = "ami-0abcdef1234567890";
const INSTANCE_TYPE: &str = "t3.micro";

/// The content at a path, or nothing.
pub(super) fn find(state: &mut State, path: &str) -> Option<String> {
    if path == "/" {
        return Some("latest".to_owned());
    }
    let path = path.strip_prefix("/latest")?;
    let path = match path.strip_prefix('/') {
        Some(path) => path.trim_end_matches('/'),
        None if path.is_empty() => "",
        None => return None,
    };
    let role = state.imds.role.clone();
    if let Some(asked) = path.strip_prefix(ROLES) {
        return (Some(asked) == role.as_deref()).then(|| credentials::document(state, asked));
    }
    let leaves = leaves(state, role.as_deref());
    let leaf = leaves.iter().find(|(name, _)| name == path);
    leaf.map(|(_, value)| value.clone())
        .or_else(|| listing(&leaves, path))
}

/// The children of a folder, one a line; folders end with a slash, the role stands alone.
fn listing(leaves: &[(String, String)], folder: &str) -> Option<String> {
    let prefix = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let children: BTreeSet<String> = leaves
        .iter()
        .filter_map(|(name, _)| name.strip_prefix(&prefix))
        .map(|rest| match rest.split_once('/') {
            Some((child, _)) => format!("{child}/"),
            None => rest.to_owned(),
        })
        .collect();
    (!children.is_empty()).then(|| children.into_iter().collect::<Vec<_>>().join("\n"))
}

fn leaves(state: &State, role: Option<&str>) -> Vec<(String, String)> {
    let zone = format!("{DEFAULT_REGION}a");
    let host = format!("ip-{}.ec2.internal", ADDRESS.replace('.', "-"));
    let instance = state.imds.instance_id.as_str();
    let mut leaves: Vec<(String, String)> = [
        (
            "dynamic/instance-identity/document",
            identity(state).as_str(),
        ),
        ("meta-data/ami-id", IMAGE),
        ("meta-data/ami-launch-index", "0"),
        ("meta-data/hostname", &host),
        ("meta-data/instance-id", instance),
        ("meta-data/instance-life-cycle", "on-demand"),
        ("meta-data/instance-type", INSTANCE_TYPE),
        ("meta-data/local-hostname", &host),
        ("meta-data/local-ipv4", ADDRESS),
        ("meta-data/placement/availability-zone", &zone),
        ("meta-data/placement/region", DEFAULT_REGION),
        ("meta-data/services/domain", "amazonaws.com"),
        ("meta-data/services/partition", "aws"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    if let Some(role) = role {
        let info = credentials::info(state, role);
        leaves.push(("meta-data/iam/info".to_owned(), info));
        leaves.push((format!("{ROLES}{role}"), String::new()));
    }
    leaves
}

/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html>
fn identity(state: &State) -> String {
    let document = json!({
        "accountId": DEFAULT_ACCOUNT,
        "architecture": "x86_64",
        "availabilityZone": format!("{DEFAULT_REGION}a"),
        "billingProducts": null,
        "devpayProductCodes": null,
        "imageId": IMAGE,
        "instanceId": state.imds.instance_id,
        "instanceType": INSTANCE_TYPE,
        "kernelId": null,
        "marketplaceProductCodes": null,
        "pendingTime": times::seconds(state.clock.told(state.imds.launched)),
        "privateIp": ADDRESS,
        "ramdiskId": null,
        "region": DEFAULT_REGION,
        "version": "2017-09-30",
    });
    serde_json::to_string_pretty(&document).expect("plain strings become JSON")
}
