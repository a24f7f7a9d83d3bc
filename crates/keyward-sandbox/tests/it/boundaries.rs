//! Permissions boundaries: what identity policies may grant at most.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, assume, role, sandbox, user};

const BUCKETS: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn policy(sandbox: &Sandbox, name: &str, document: &str) -> String {
    let params = [("PolicyName", name), ("PolicyDocument", document)];
    iam(sandbox, "CreatePolicy", &params).ok().text("Arn")
}

fn refused(answer: &Answer, status: u16, code: &str) {
    let expected = (status, code.to_owned());
    assert_eq!(answer.refusal(), expected, "{}", answer.xml());
}

#[test]
fn a_user_has_what_policy_and_boundary_both_allow() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    allow(&sandbox, "User", "alice", r#""*""#, "*");
    let topics = || Call::sns("ListTopics", &[]).send(&sandbox, &alice);
    topics().ok();
    let arn = policy(&sandbox, "bound", BUCKETS);
    let both = [("UserName", "alice"), ("PermissionsBoundary", arn.as_str())];
    iam(&sandbox, "PutUserPermissionsBoundary", &both).ok();
    let denied = topics();
    assert!(
        denied
            .xml()
            .contains("because no permissions boundary allows the SNS:ListTopics action"),
        "{}",
        denied.xml()
    );
    Call::s3("GET", "/", b"").send(&sandbox, &alice).ok();
    let deny = BUCKETS.replace("Allow", "Deny");
    let version = [
        ("PolicyArn", arn.as_str()),
        ("PolicyDocument", deny.as_str()),
        ("SetAsDefault", "true"),
    ];
    iam(&sandbox, "CreatePolicyVersion", &version).ok();
    let denied = Call::s3("GET", "/", b"").send(&sandbox, &alice);
    assert!(
        denied
            .xml()
            .contains("with an explicit deny in a permissions boundary"),
        "{}",
        denied.xml()
    );
    iam(&sandbox, "DeleteUserPermissionsBoundary", &both[..1]).ok();
    topics().ok();
    let again = iam(&sandbox, "DeleteUserPermissionsBoundary", &both[..1]);
    refused(&again, 404, "NoSuchEntity");
}

#[test]
fn a_role_is_bounded_in_its_sessions() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    allow(&sandbox, "Role", "app", r#""*""#, "*");
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    Call::sns("ListTopics", &[]).send(&sandbox, &session).ok();
    let both = [
        ("RoleName", "app"),
        (
            "PermissionsBoundary",
            "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        ),
    ];
    iam(&sandbox, "PutRolePermissionsBoundary", &both).ok();
    let denied = Call::sns("ListTopics", &[]).send(&sandbox, &session);
    assert!(
        denied.xml().contains("permissions boundary"),
        "{}",
        denied.xml()
    );
    Call::s3("GET", "/", b"").send(&sandbox, &session).ok();
    let shown = iam(&sandbox, "GetRole", &both[..1]).ok();
    assert_eq!(shown.text("PermissionsBoundaryArn"), both[1].1);
    iam(&sandbox, "DeleteRolePermissionsBoundary", &both[..1]).ok();
    Call::sns("ListTopics", &[]).send(&sandbox, &session).ok();
}

#[test]
fn a_boundary_is_given_at_birth_shown_and_kept() {
    let sandbox = sandbox();
    let arn = policy(&sandbox, "bound", BUCKETS);
    let boundary = ("PermissionsBoundary", arn.as_str());
    let created = iam(&sandbox, "CreateUser", &[("UserName", "alice"), boundary]);
    assert_eq!(created.ok().text("PermissionsBoundaryArn"), arn);
    let shown = iam(&sandbox, "GetUser", &[("UserName", "alice")]).ok();
    assert_eq!(shown.text("PermissionsBoundaryArn"), arn);
    assert_eq!(
        shown.text("PermissionsBoundaryType"),
        "PermissionsBoundaryPolicy"
    );
    let trust = crate::client::trust("123456789012", "");
    let params = [
        ("RoleName", "app"),
        ("AssumeRolePolicyDocument", trust.as_str()),
        boundary,
    ];
    iam(&sandbox, "CreateRole", &params).ok();
    let policy = iam(&sandbox, "GetPolicy", &[("PolicyArn", &arn)]).ok();
    assert_eq!(policy.text("PermissionsBoundaryUsageCount"), "2");
    assert_eq!(policy.text("AttachmentCount"), "0");
    let delete = iam(&sandbox, "DeletePolicy", &[("PolicyArn", &arn)]);
    refused(&delete, 409, "DeleteConflict");
    let absent = (
        "PermissionsBoundary",
        "arn:aws:iam::123456789012:policy/none",
    );
    let put = |kind: &str, value| {
        iam(
            &sandbox,
            &format!("Put{kind}PermissionsBoundary"),
            &[("UserName", "alice"), ("RoleName", "app"), value],
        )
    };
    refused(&put("User", absent), 404, "NoSuchEntity");
    refused(&put("Role", absent), 404, "NoSuchEntity");
    refused(
        &put(
            "User",
            ("PermissionsBoundary", "arn:aws:iam::aws:role/notapolicy"),
        ),
        400,
        "InvalidInput",
    );
    let bob = iam(&sandbox, "CreateUser", &[("UserName", "bob"), absent]);
    refused(&bob, 404, "NoSuchEntity");
    refused(
        &iam(&sandbox, "GetUser", &[("UserName", "bob")]),
        404,
        "NoSuchEntity",
    );
}

#[test]
fn who_delegates_can_insist_on_a_boundary() {
    let sandbox = sandbox();
    let arn = policy(&sandbox, "bound", BUCKETS);
    let chief = user(&sandbox, "chief");
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":["iam:CreateUser","iam:PutUserPolicy"],"Resource":"*",
            "Condition":{{"StringEquals":{{"iam:PermissionsBoundary":"{arn}"}}}}}}]}}"#
    );
    let put = [
        ("UserName", "chief"),
        ("PolicyName", "delegate"),
        ("PolicyDocument", document.as_str()),
    ];
    iam(&sandbox, "PutUserPolicy", &put).ok();
    let as_chief =
        |action: &str, params: &[(&str, &str)]| Call::iam(action, params).send(&sandbox, &chief);
    let free = as_chief("CreateUser", &[("UserName", "free")]);
    refused(&free, 403, "AccessDenied");
    let bound = [("UserName", "bound"), ("PermissionsBoundary", arn.as_str())];
    as_chief("CreateUser", &bound).ok();
    let grant = |name| {
        let params = [
            ("UserName", name),
            ("PolicyName", "p"),
            ("PolicyDocument", BUCKETS),
        ];
        as_chief("PutUserPolicy", &params)
    };
    grant("bound").ok();
    refused(&grant("chief"), 403, "AccessDenied");
}
