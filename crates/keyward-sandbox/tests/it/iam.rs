use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, sandbox, trust, user};

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        answer.refusal(),
        (status, code.to_owned()),
        "{}",
        answer.xml()
    );
}

#[test]
fn users_come_and_go() {
    let sandbox = sandbox();
    let made = iam(
        &sandbox,
        "CreateUser",
        &[("UserName", "alice"), ("Path", "/team/")],
    )
    .ok();
    assert_eq!(
        made.text("Arn"),
        "arn:aws:iam::123456789012:user/team/alice"
    );
    refused(
        &iam(&sandbox, "CreateUser", &[("UserName", "ALICE")]),
        409,
        "EntityAlreadyExists",
    );
    refused(
        &iam(&sandbox, "CreateUser", &[("UserName", "a b")]),
        400,
        "ValidationError",
    );
    assert_eq!(
        iam(&sandbox, "GetUser", &[]).ok().text("UserName"),
        "admin",
        "no name means the caller"
    );
    let listed = iam(&sandbox, "ListUsers", &[("PathPrefix", "/team/")])
        .ok()
        .xml();
    assert!(
        listed.contains("alice") && !listed.contains("admin"),
        "{listed}"
    );
    iam(&sandbox, "DeleteUser", &[("UserName", "alice")]).ok();
    refused(
        &iam(&sandbox, "GetUser", &[("UserName", "alice")]),
        404,
        "NoSuchEntity",
    );
}

#[test]
fn a_user_with_keys_or_policies_cannot_be_deleted() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let name = ("UserName", "alice");
    let policy =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let managed = ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    iam(
        &sandbox,
        "PutUserPolicy",
        &[name, ("PolicyName", "p"), ("PolicyDocument", policy)],
    )
    .ok();
    iam(&sandbox, "AttachUserPolicy", &[name, managed]).ok();
    let conflict = || refused(&iam(&sandbox, "DeleteUser", &[name]), 409, "DeleteConflict");
    conflict();
    iam(&sandbox, "DetachUserPolicy", &[name, managed]).ok();
    conflict();
    iam(&sandbox, "DeleteUserPolicy", &[name, ("PolicyName", "p")]).ok();
    conflict();
    iam(
        &sandbox,
        "DeleteAccessKey",
        &[name, ("AccessKeyId", &alice.key)],
    )
    .ok();
    iam(&sandbox, "DeleteUser", &[name]).ok();
}

#[test]
fn keys_are_two_at_most_and_their_use_is_noted() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let name = ("UserName", "alice");
    let own = "arn:aws:iam::*:user/${aws:username}";
    allow(&sandbox, "User", "alice", "\"iam:CreateAccessKey\"", own);
    let unused = iam(
        &sandbox,
        "GetAccessKeyLastUsed",
        &[("AccessKeyId", &alice.key)],
    )
    .ok();
    assert_eq!(
        (unused.text("ServiceName"), unused.find("LastUsedDate")),
        ("N/A".to_owned(), None)
    );
    let second = Call::iam("CreateAccessKey", &[])
        .send(&sandbox, &alice)
        .ok();
    assert_eq!(second.text("UserName"), "alice", "no name means the caller");
    refused(
        &iam(&sandbox, "CreateAccessKey", &[name]),
        409,
        "LimitExceeded",
    );
    let used = iam(
        &sandbox,
        "GetAccessKeyLastUsed",
        &[("AccessKeyId", &alice.key)],
    )
    .ok();
    assert_eq!(
        (used.text("ServiceName"), used.text("Region")),
        ("iam".to_owned(), "us-east-1".to_owned())
    );
    let listed = iam(&sandbox, "ListAccessKeys", &[name]).ok().xml();
    assert_eq!(listed.matches("<AccessKeyId>").count(), 2);
    assert!(!listed.contains("SecretAccessKey"));
    iam(
        &sandbox,
        "DeleteAccessKey",
        &[name, ("AccessKeyId", &alice.key)],
    )
    .ok();
    let gone = Call::sts("GetCallerIdentity", &[]).send(&sandbox, &alice);
    refused(&gone, 403, "InvalidClientTokenId");
    let foreign = [
        ("UserName", "admin"),
        ("AccessKeyId", &second.text("AccessKeyId")),
    ];
    refused(
        &iam(&sandbox, "DeleteAccessKey", &foreign),
        404,
        "NoSuchEntity",
    );
    refused(
        &iam(
            &sandbox,
            "UpdateAccessKey",
            &[name, ("AccessKeyId", "x"), ("Status", "Off")],
        ),
        400,
        "ValidationError",
    );
}

#[test]
fn policies_are_checked_kept_and_given_back() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    let name = ("UserName", "alice");
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let put = |document: &str| {
        iam(
            &sandbox,
            "PutUserPolicy",
            &[name, ("PolicyName", "p"), ("PolicyDocument", document)],
        )
    };
    refused(&put("{"), 400, "MalformedPolicyDocument");
    put(policy).ok();
    let got = iam(&sandbox, "GetUserPolicy", &[name, ("PolicyName", "p")]).ok();
    assert!(
        got.text("PolicyDocument").starts_with("%7B%22Version%22"),
        "documents come URL-encoded"
    );
    assert!(
        iam(&sandbox, "ListUserPolicies", &[name])
            .ok()
            .xml()
            .contains("<member>p</member>")
    );
    refused(
        &iam(&sandbox, "GetUserPolicy", &[name, ("PolicyName", "q")]),
        404,
        "NoSuchEntity",
    );
    let own = ("PolicyArn", "arn:aws:iam::123456789012:policy/none");
    refused(
        &iam(&sandbox, "AttachUserPolicy", &[name, own]),
        404,
        "NoSuchEntity",
    );
    let big = policy.replace("s3:*", &format!("s3:{}", "x".repeat(2_100)));
    refused(&put(&big), 409, "LimitExceeded");
}

#[test]
fn roles_need_a_trust_policy_that_makes_sense() {
    let sandbox = sandbox();
    let create = |document: &str| {
        iam(
            &sandbox,
            "CreateRole",
            &[("RoleName", "app"), ("AssumeRolePolicyDocument", document)],
        )
    };
    refused(&create("no json"), 400, "MalformedPolicyDocument");
    refused(
        &create(&trust("arn:aws:iam::123456789012:user/none", "")),
        400,
        "MalformedPolicyDocument",
    );
    create(&trust("arn:aws:iam::999999999999:user/elsewhere", "")).ok();
    refused(&create(&trust("*", "")), 409, "EntityAlreadyExists");
    let got = iam(&sandbox, "GetRole", &[("RoleName", "app")]).ok();
    assert_eq!(got.text("Arn"), "arn:aws:iam::123456789012:role/app");
    assert_eq!(got.text("MaxSessionDuration"), "3600");
    iam(&sandbox, "DeleteRole", &[("RoleName", "app")]).ok();
    refused(
        &iam(&sandbox, "GetRole", &[("RoleName", "app")]),
        404,
        "NoSuchEntity",
    );
}
