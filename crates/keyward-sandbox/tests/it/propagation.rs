//! IAM that is eventually consistent, and keys that are suddenly refused.

use std::time::Duration;

use keyward_sandbox::{Options, Sandbox};

use crate::client::{Answer, Call, Signer, sandbox};

const ALLOW: &str = r#"{"Statement":{"Effect":"Allow","Action":["s3:*","sts:*"],"Resource":"*"}}"#;

/// Far longer than any test runs: what arrives has been waited for on the sandbox's clock.
const DELAY: Duration = Duration::from_secs(3_600);

fn arrive(sandbox: &Sandbox) {
    sandbox.control().advance_clock(DELAY);
}

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params)
        .send(sandbox, &Signer::admin(sandbox))
        .ok()
}

fn whoami(sandbox: &Sandbox, signer: &Signer) -> Answer {
    Call::sts("GetCallerIdentity", &[]).send(sandbox, signer)
}

fn lagging() -> Sandbox {
    let sandbox = sandbox();
    iam(&sandbox, "CreateUser", &[("UserName", "app")]);
    sandbox.control().set_propagation(DELAY);
    sandbox
}

fn new_key(sandbox: &Sandbox) -> Signer {
    Signer::from_answer(&iam(sandbox, "CreateAccessKey", &[("UserName", "app")]))
}

#[test]
fn a_new_key_is_unknown_at_every_service_until_it_has_arrived() {
    let sandbox = lagging();
    let key = new_key(&sandbox);
    for (call, refusal) in [
        (
            Call::sts("GetCallerIdentity", &[]),
            (403, "InvalidClientTokenId"),
        ),
        (Call::iam("GetUser", &[]), (403, "InvalidClientTokenId")),
        (Call::s3("GET", "/", b""), (403, "InvalidAccessKeyId")),
        (Call::ec2("DescribeInstances", &[]), (401, "AuthFailure")),
    ] {
        let answer = call.send(&sandbox, &key);
        assert_eq!(answer.refusal(), (refusal.0, refusal.1.to_owned()));
    }
    let list = iam(&sandbox, "ListAccessKeys", &[("UserName", "app")]);
    assert_eq!(list.text("AccessKeyId"), key.key, "lists are up to date");
    let why = sandbox.control().request_log();
    let why = why.iter().rev().find_map(|entry| entry.disbelief.clone());
    assert_eq!(
        why.unwrap().reason,
        "the key is new and has not propagated yet"
    );
    arrive(&sandbox);
    whoami(&sandbox, &key).ok();
}

#[test]
fn a_deactivated_and_a_deleted_key_work_until_that_has_arrived() {
    let sandbox = lagging();
    let key = new_key(&sandbox);
    arrive(&sandbox);
    let named = [("UserName", "app"), ("AccessKeyId", key.key.as_str())];
    let status = |status| {
        let params = [named[0], named[1], ("Status", status)];
        iam(&sandbox, "UpdateAccessKey", &params);
    };
    status("Inactive");
    whoami(&sandbox, &key).ok();
    arrive(&sandbox);
    assert_eq!(whoami(&sandbox, &key).status, 403);
    status("Active");
    assert_eq!(whoami(&sandbox, &key).status, 403);
    arrive(&sandbox);
    iam(&sandbox, "DeleteAccessKey", &named);
    whoami(&sandbox, &key).ok();
    let list = iam(&sandbox, "ListAccessKeys", &[("UserName", "app")]);
    assert_eq!(list.find("AccessKeyId"), None);
    assert!(
        sandbox.control().secrets().contains(&key.secret),
        "it still opens something"
    );
    arrive(&sandbox);
    assert_eq!(whoami(&sandbox, &key).status, 403);
}

#[test]
fn policies_take_effect_late_and_without_a_delay_at_once() {
    let sandbox = lagging();
    let key = new_key(&sandbox);
    arrive(&sandbox);
    let list = || Call::s3("GET", "/", b"").send(&sandbox, &key).status;
    let policy = [
        ("UserName", "app"),
        ("PolicyName", "p"),
        ("PolicyDocument", ALLOW),
    ];
    iam(&sandbox, "PutUserPolicy", &policy);
    assert_eq!(list(), 403);
    arrive(&sandbox);
    assert_eq!(list(), 200);
    iam(&sandbox, "DeleteUserPolicy", &policy[..2]);
    assert_eq!(list(), 200);
    let managed = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    iam(
        &sandbox,
        "AttachUserPolicy",
        &[("UserName", "app"), ("PolicyArn", managed)],
    );
    arrive(&sandbox);
    assert_eq!(list(), 200);
    iam(
        &sandbox,
        "DetachUserPolicy",
        &[("UserName", "app"), ("PolicyArn", managed)],
    );
    assert_eq!(list(), 200);
    sandbox.control().set_propagation(Duration::ZERO);
    assert_eq!(list(), 403);
}

#[test]
fn trust_policies_and_roles_take_effect_late() {
    let sandbox = lagging();
    let trust = |arn: &str| {
        format!(
            r#"{{"Statement":{{"Effect":"Allow","Principal":{{"AWS":"{arn}"}},"Action":"sts:AssumeRole"}}}}"#
        )
    };
    let admin = "arn:aws:iam::123456789012:user/admin";
    let role = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", &trust(admin)),
    ];
    iam(&sandbox, "CreateRole", &role);
    let assume = || {
        let params = [
            ("RoleArn", "arn:aws:iam::123456789012:role/r"),
            ("RoleSessionName", "session"),
        ];
        Call::sts("AssumeRole", &params)
            .send(&sandbox, &Signer::admin(&sandbox))
            .status
    };
    assert_eq!(assume(), 403);
    arrive(&sandbox);
    assert_eq!(assume(), 200);
    let other = trust("arn:aws:iam::123456789012:user/app");
    iam(
        &sandbox,
        "UpdateAssumeRolePolicy",
        &[("RoleName", "r"), ("PolicyDocument", &other)],
    );
    let deny = r#"{"Statement":{"Effect":"Deny","Action":"sts:*","Resource":"*"}}"#;
    let policy = [
        ("UserName", "admin"),
        ("PolicyName", "p"),
        ("PolicyDocument", deny),
    ];
    iam(&sandbox, "PutUserPolicy", &policy);
    assert_eq!(assume(), 200);
    arrive(&sandbox);
    assert_eq!(assume(), 403);
}

#[test]
fn lists_lag_where_control_says_so() {
    let sandbox = lagging();
    sandbox.control().set_propagation_of_lists(true);
    let key = new_key(&sandbox);
    let listed = || iam(&sandbox, "ListAccessKeys", &[("UserName", "app")]).find("AccessKeyId");
    assert_eq!(listed(), None);
    arrive(&sandbox);
    assert_eq!(listed(), Some(key.key.clone()));
    whoami(&sandbox, &key).ok();
}

#[test]
fn the_seed_works_from_the_start() {
    let options = Options {
        propagation: DELAY,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).unwrap();
    whoami(&sandbox, &Signer::admin(&sandbox)).ok();
    iam(&sandbox, "CreateUser", &[("UserName", "app")]);
    let key = new_key(&sandbox);
    assert_eq!(whoami(&sandbox, &key).status, 403);
    whoami(&sandbox, &Signer::admin(&sandbox)).ok();
}

#[test]
fn a_revoked_key_is_refused_and_others_are_not() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let token = Call::sts("GetSessionToken", &[])
        .send(&sandbox, &admin)
        .ok();
    let session = Signer::from_answer(&token);
    sandbox.control().revoke_key(&session.key);
    let refused = whoami(&sandbox, &session).refusal();
    assert_eq!(refused, (403, "InvalidClientTokenId".to_owned()));
    let refused = Call::s3("GET", "/", b"").send(&sandbox, &session).refusal();
    assert_eq!(refused, (403, "InvalidAccessKeyId".to_owned()));
    whoami(&sandbox, &admin).ok();
    sandbox.control().revoke_key(&admin.key);
    assert_eq!(whoami(&sandbox, &admin).status, 403);
    sandbox.control().clear_faults();
    whoami(&sandbox, &admin).ok();
    whoami(&sandbox, &session).ok();
}
