use std::time::Duration;

use keyward_sandbox::{Options, Sandbox};
use serde_json::Value;

use crate::client::{Answer, Call, Signer, role, sandbox};
use crate::plain::{get, json, send, signer, whoami};

const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "x-aws-ec2-metadata-token";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

fn with_role(name: &str) -> Sandbox {
    Sandbox::start(Options {
        instance_role: Some(name.to_owned()),
        ..Options::default()
    })
    .unwrap()
}

fn put(sandbox: &Sandbox, headers: &[(&str, &str)]) -> Answer {
    send(
        &sandbox.imds_endpoint(),
        "PUT",
        "/latest/api/token",
        headers,
        "",
    )
}

fn token(sandbox: &Sandbox) -> String {
    put(sandbox, &[(TTL, "21600")]).ok().xml()
}

fn read(sandbox: &Sandbox, path: &str) -> Answer {
    let token = token(sandbox);
    send(
        &sandbox.imds_endpoint(),
        "GET",
        path,
        &[(TOKEN, &token)],
        "",
    )
}

fn credentials(sandbox: &Sandbox, role: &str) -> Value {
    json(&read(sandbox, &format!("{ROLES}{role}")).ok())
}

fn id(document: &Value) -> &str {
    document["AccessKeyId"].as_str().unwrap()
}

const FIELDS: [&str; 3] = ["AccessKeyId", "SecretAccessKey", "Token"];

#[test]
fn a_token_has_its_rules() {
    let sandbox = sandbox();
    for bad in [
        "",
        "0",
        "21601",
        "-1",
        "+60",
        "1.5",
        "abc",
        "99999999999999999999",
    ] {
        assert_eq!(put(&sandbox, &[(TTL, bad)]).status, 400, "{bad}");
    }
    assert_eq!(put(&sandbox, &[]).status, 400);
    let proxied = [(TTL, "60"), ("x-forwarded-for", "10.0.0.1")];
    assert_eq!(put(&sandbox, &proxied).status, 403);
    let good = put(&sandbox, &[(TTL, "60")]).ok();
    assert_eq!(good.header(TTL), Some("60"));
    let imds = sandbox.imds_endpoint();
    for method in ["GET", "POST", "DELETE"] {
        let answer = send(&imds, method, "/latest/api/token", &[(TTL, "60")], "");
        assert_eq!(answer.status, 405, "{method}");
    }
    assert_eq!(
        send(&imds, "POST", "/latest/meta-data/", &[], "").status,
        405
    );
}

#[test]
fn version_two_needs_a_live_token_and_version_one_a_switch() {
    let sandbox = sandbox();
    let imds = sandbox.imds_endpoint();
    let path = "/latest/meta-data/instance-id";
    let with = |token: &str| send(&imds, "GET", path, &[(TOKEN, token)], "").status;
    assert_eq!(get(&imds, path).status, 401);
    assert_eq!(with("guessed"), 401);
    let short = put(&sandbox, &[(TTL, "60")]).ok().xml();
    assert_eq!(with(&short), 200);
    sandbox.control().advance_clock(Duration::from_secs(60));
    assert_eq!(with(&short), 401);
    sandbox.control().set_metadata_v1(true);
    assert_eq!(get(&imds, path).status, 200);
    assert_eq!(
        with(&short),
        401,
        "a wrong token is wrong with version 1, too"
    );
    sandbox.control().set_metadata_v1(false);
    assert_eq!(get(&imds, path).status, 401);
    sandbox.control().set_metadata_enabled(false);
    assert_eq!(put(&sandbox, &[(TTL, "60")]).status, 403);
    assert_eq!(get(&imds, path).status, 403);
}

#[test]
fn the_roles_credentials_are_a_session_that_works_and_ends() {
    let sandbox = with_role("app");
    assert_eq!(read(&sandbox, ROLES).ok().xml(), "app");
    let document = credentials(&sandbox, "app");
    assert_eq!(
        (document["Code"].as_str(), document["Type"].as_str()),
        (Some("Success"), Some("AWS-HMAC"))
    );
    for time in ["LastUpdated", "Expiration"] {
        assert!(
            document[time].as_str().unwrap().ends_with('Z'),
            "{document}"
        );
    }
    let instance = read(&sandbox, "/latest/meta-data/instance-id").ok().xml();
    let session = signer(&document, FIELDS);
    let arn = format!("arn:aws:sts::123456789012:assumed-role/app/{instance}");
    assert_eq!(whoami(&sandbox, &session), Ok(arn));
    assert_eq!(
        id(&credentials(&sandbox, "app")),
        session.key,
        "the same until it is time"
    );
    sandbox
        .control()
        .advance_clock(Duration::from_secs(5 * 3_600));
    let next = signer(&credentials(&sandbox, "app"), FIELDS);
    assert_ne!(next.key, session.key);
    assert!(
        whoami(&sandbox, &session).is_ok(),
        "the old one has an hour left"
    );
    sandbox
        .control()
        .advance_clock(Duration::from_secs(2 * 3_600));
    assert_eq!(whoami(&sandbox, &session), Err("ExpiredToken".to_owned()));
    assert!(whoami(&sandbox, &next).is_ok());
}

#[test]
fn without_a_role_or_with_a_role_that_ec2_may_not_assume() {
    let sandbox = sandbox();
    assert_eq!(read(&sandbox, ROLES).status, 404);
    assert_eq!(read(&sandbox, "/latest/meta-data/iam/info").status, 404);
    role(&sandbox, "people-only");
    sandbox.control().set_instance_role(Some("people-only"));
    let document = credentials(&sandbox, "people-only");
    assert_eq!(document["Code"], "AssumeRoleUnauthorizedAccess");
    assert!(document.get("AccessKeyId").is_none());
    assert_eq!(read(&sandbox, &format!("{ROLES}other")).status, 404);
    sandbox.control().set_instance_role(None);
    assert_eq!(read(&sandbox, &format!("{ROLES}people-only")).status, 404);
}

#[test]
fn the_profile_is_the_one_that_holds_the_role() {
    let sandbox = with_role("app");
    let info = || json(&read(&sandbox, "/latest/meta-data/iam/info").ok());
    let arn = "arn:aws:iam::123456789012:instance-profile/";
    assert_eq!(info()["InstanceProfileArn"], format!("{arn}app"));
    let admin = Signer::admin(&sandbox);
    let name = ("InstanceProfileName", "boxes");
    let call = |action: &str, params: &[(&str, &str)]| {
        Call::iam(action, params).send(&sandbox, &admin).ok()
    };
    let made = call("CreateInstanceProfile", &[name]);
    call("AddRoleToInstanceProfile", &[name, ("RoleName", "app")]);
    assert_eq!(info()["InstanceProfileArn"], format!("{arn}boxes"));
    assert_eq!(info()["InstanceProfileId"], made.text("InstanceProfileId"));
}

#[test]
fn frozen_it_hands_out_what_has_ended() {
    let sandbox = with_role("app");
    let first = credentials(&sandbox, "app");
    sandbox.control().freeze_instance_credentials(true);
    sandbox
        .control()
        .advance_clock(Duration::from_secs(7 * 3_600));
    let again = credentials(&sandbox, "app");
    assert_eq!(id(&again), id(&first));
    assert_eq!(
        whoami(&sandbox, &signer(&again, FIELDS)),
        Err("ExpiredToken".to_owned())
    );
    sandbox.control().freeze_instance_credentials(false);
    assert_ne!(id(&credentials(&sandbox, "app")), id(&first));
}

#[test]
fn folders_list_and_the_identity_document_names_the_instance() {
    let sandbox = with_role("app");
    let text = |path: &str| read(&sandbox, path).ok().xml();
    assert_eq!(text("/latest/"), "dynamic/\nmeta-data/");
    assert!(
        text("/latest/meta-data/")
            .lines()
            .any(|line| line == "iam/")
    );
    assert_eq!(text("/latest/meta-data/iam"), "info\nsecurity-credentials/");
    assert_eq!(text("/latest/meta-data/placement/region"), "us-east-1");
    let document: Value =
        serde_json::from_str(&text("/latest/dynamic/instance-identity/document")).unwrap();
    assert_eq!(
        document["instanceId"],
        text("/latest/meta-data/instance-id")
    );
    assert_eq!(
        (&document["region"], &document["accountId"]),
        (&"us-east-1".into(), &"123456789012".into())
    );
    for absent in [
        "/latest/user-data",
        "/latestx",
        "/meta-data/",
        "/latest/meta-data/nothing",
    ] {
        assert_eq!(read(&sandbox, absent).status, 404, "{absent}");
    }
}
