//! Policies decide: identity policies of users, groups and roles, session policies, and what is said
//! where they do not allow.

use crate::client::{Answer, Call, Signer, allow, assume, role, sandbox, user};
use keyward_sandbox::Sandbox;

const ALICE: &str = "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:";

fn admin(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params)
        .send(sandbox, &Signer::admin(sandbox))
        .ok()
}

fn statement(effect: &str, actions: &str, resource: &str, condition: &str) -> String {
    format!(
        r#"{{"Effect":"{effect}","Action":{actions},"Resource":"{resource}","Condition":{condition}}}"#
    )
}

fn document(statements: &[String]) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        statements.join(",")
    )
}

#[test]
fn a_new_user_may_ask_who_it_is_and_nothing_else() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &alice)
        .ok();
    Call::sts("GetSessionToken", &[])
        .send(&sandbox, &alice)
        .ok();
    let refused = |call: Call<'_>, status, code: &str, sentence: &str| {
        let answer = call.send(&sandbox, &alice);
        assert_eq!(answer.status, status, "{}", answer.xml());
        assert!(answer.xml().contains(code), "{}", answer.xml());
        assert!(answer.xml().contains(sentence), "{}", answer.xml());
    };
    let because = "because no identity-based policy allows the";
    refused(
        Call::iam("ListUsers", &[]),
        403,
        "<Code>AccessDenied</Code>",
        &format!(
            "{ALICE} iam:ListUsers on resource: arn:aws:iam::123456789012:user/ {because} iam:ListUsers action"
        ),
    );
    refused(
        Call::s3("GET", "/", b""),
        403,
        "<Code>AccessDenied</Code>",
        &format!("{ALICE} s3:ListAllMyBuckets {because} s3:ListAllMyBuckets action"),
    );
    refused(
        Call::sns(
            "Publish",
            &[("PhoneNumber", "+12065550100"), ("Message", "m")],
        ),
        403,
        "<Code>AuthorizationError</Code>",
        &format!("{ALICE} SNS:Publish on resource: +12065550100 {because} SNS:Publish action"),
    );
    refused(
        Call::ec2("DescribeInstances", &[]),
        403,
        "<Code>UnauthorizedOperation</Code>",
        &format!(
            "You are not authorized to perform this operation. {ALICE} ec2:DescribeInstances {because}"
        ),
    );
    refused(
        Call::json("secretsmanager", "GetSecretValue", r#"{"SecretId":"db"}"#),
        400,
        "AccessDeniedException",
        &format!(
            "{ALICE} secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:db {because}"
        ),
    );
    refused(
        Call::json("ssm", "GetParameter", r#"{"Name":"/app/url"}"#),
        400,
        "AccessDeniedException",
        &format!(
            "{ALICE} ssm:GetParameter on resource: arn:aws:ssm:us-east-1:123456789012:parameter/app/url {because}"
        ),
    );
}

#[test]
fn permissions_come_from_the_user_its_groups_and_managed_policies() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let list = || Call::s3("GET", "/", b"").send(&sandbox, &alice).status;
    let users = || Call::iam("ListUsers", &[]).send(&sandbox, &alice).status;
    let topics = || Call::sns("ListTopics", &[]).send(&sandbox, &alice).status;
    assert_eq!((list(), users(), topics()), (403, 403, 403));
    allow(&sandbox, "User", "alice", "\"s3:ListAllMyBuckets\"", "*");
    assert_eq!((list(), users(), topics()), (200, 403, 403));
    admin(&sandbox, "CreateGroup", &[("GroupName", "people")]);
    allow(&sandbox, "Group", "people", "\"iam:ListUsers\"", "*");
    assert_eq!((list(), users(), topics()), (200, 403, 403));
    let member = [("GroupName", "people"), ("UserName", "alice")];
    admin(&sandbox, "AddUserToGroup", &member);
    assert_eq!((list(), users(), topics()), (200, 200, 403));
    let power = "arn:aws:iam::aws:policy/PowerUserAccess";
    let attached = [("UserName", "alice"), ("PolicyArn", power)];
    admin(&sandbox, "AttachUserPolicy", &attached);
    assert_eq!((list(), users(), topics()), (200, 200, 200));
    admin(&sandbox, "DetachUserPolicy", &attached);
    admin(&sandbox, "RemoveUserFromGroup", &member);
    assert_eq!((list(), users(), topics()), (200, 403, 403));
}

#[test]
fn another_version_of_a_managed_policy_counts_from_when_it_is_the_default() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let arn = "arn:aws:iam::123456789012:policy/p";
    let text = |action: &str| document(&[statement("Allow", action, "*", "{}")]);
    let (none, lists) = (
        text("\"ec2:DescribeTags\""),
        text("\"s3:ListAllMyBuckets\""),
    );
    let params = [("PolicyName", "p"), ("PolicyDocument", none.as_str())];
    admin(&sandbox, "CreatePolicy", &params);
    admin(
        &sandbox,
        "AttachUserPolicy",
        &[("UserName", "alice"), ("PolicyArn", arn)],
    );
    let list = || Call::s3("GET", "/", b"").send(&sandbox, &alice).status;
    let version = [("PolicyArn", arn), ("PolicyDocument", lists.as_str())];
    admin(&sandbox, "CreatePolicyVersion", &version);
    assert_eq!(list(), 403);
    admin(
        &sandbox,
        "SetDefaultPolicyVersion",
        &[("PolicyArn", arn), ("VersionId", "v2")],
    );
    assert_eq!(list(), 200);
}

#[test]
fn the_policies_of_aws_can_be_read() {
    let sandbox = sandbox();
    let arn = ("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    let got = admin(&sandbox, "GetPolicy", &[arn]);
    assert_eq!(got.text("PolicyName"), "ReadOnlyAccess");
    let version = admin(&sandbox, "GetPolicyVersion", &[arn, ("VersionId", "v1")]);
    assert!(version.text("Document").contains("s3%3AGet%2A"));
    let listed = admin(&sandbox, "ListPolicies", &[("Scope", "AWS")]).xml();
    assert!(listed.contains("arn:aws:iam::aws:policy/PowerUserAccess"));
    let own = admin(&sandbox, "ListPolicies", &[("Scope", "Local")]).xml();
    assert!(!own.contains("aws:policy/"), "{own}");
    let delete = Call::iam("DeletePolicy", &[arn]).send(&sandbox, &Signer::admin(&sandbox));
    assert_eq!(delete.refusal(), (404, "NoSuchEntity".to_owned()));
}

#[test]
fn an_instance_profile_passes_its_role() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    role(&sandbox, "app");
    let profile = ("InstanceProfileName", "app");
    admin(&sandbox, "CreateInstanceProfile", &[profile]);
    allow(
        &sandbox,
        "User",
        "alice",
        "\"iam:AddRoleToInstanceProfile\"",
        "*",
    );
    let add = || {
        let params = [profile, ("RoleName", "app")];
        Call::iam("AddRoleToInstanceProfile", &params).send(&sandbox, &alice)
    };
    assert!(
        add()
            .xml()
            .contains("iam:PassRole on resource: arn:aws:iam::123456789012:role/app")
    );
    allow(
        &sandbox,
        "User",
        "alice",
        "\"iam:PassRole\"",
        "arn:aws:iam::*:role/app",
    );
    add().ok();
}

#[test]
fn parameters_and_secrets_have_their_arns_and_tags() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let admin_key = Signer::admin(&sandbox);
    for (service, action, body) in [
        (
            "ssm",
            "PutParameter",
            r#"{"Name":"/app/url","Value":"v","Type":"String"}"#,
        ),
        (
            "ssm",
            "PutParameter",
            r#"{"Name":"/other/url","Value":"v","Type":"String"}"#,
        ),
        (
            "secretsmanager",
            "CreateSecret",
            r#"{"Name":"db","SecretString":"s","Tags":[{"Key":"team","Value":"a"}]}"#,
        ),
        (
            "secretsmanager",
            "CreateSecret",
            r#"{"Name":"api","SecretString":"s","Tags":[{"Key":"team","Value":"b"}]}"#,
        ),
    ] {
        Call::json(service, action, body)
            .send(&sandbox, &admin_key)
            .ok();
    }
    let policy = document(&[
        statement(
            "Allow",
            r#"["ssm:GetParameter","ssm:GetParameters"]"#,
            "arn:aws:ssm:*:*:parameter/app/*",
            "{}",
        ),
        statement(
            "Allow",
            "\"secretsmanager:GetSecretValue\"",
            "*",
            r#"{"StringEquals":{"aws:ResourceTag/team":"a"}}"#,
        ),
    ]);
    let params = [
        ("UserName", "alice"),
        ("PolicyName", "p"),
        ("PolicyDocument", &policy),
    ];
    admin(&sandbox, "PutUserPolicy", &params);
    let status = |service, action, body| {
        Call::json(service, action, body)
            .send(&sandbox, &alice)
            .status
    };
    assert_eq!(status("ssm", "GetParameter", r#"{"Name":"/app/url"}"#), 200);
    assert_eq!(
        status("ssm", "GetParameter", r#"{"Name":"/other/url"}"#),
        400
    );
    assert_eq!(
        status(
            "ssm",
            "GetParameters",
            r#"{"Names":["/app/url","/other/url"]}"#
        ),
        400
    );
    assert_eq!(
        status("secretsmanager", "GetSecretValue", r#"{"SecretId":"db"}"#),
        200
    );
    assert_eq!(
        status("secretsmanager", "GetSecretValue", r#"{"SecretId":"api"}"#),
        400
    );
}

#[test]
fn a_deny_and_its_condition() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let policy = document(&[
        statement("Allow", "\"s3:*\"", "*", "{}"),
        statement(
            "Deny",
            "\"s3:ListBucket\"",
            "arn:aws:s3:::bkt",
            r#"{"StringNotLike":{"s3:prefix":"home/${aws:username}/*"}}"#,
        ),
    ]);
    let params = [
        ("UserName", "alice"),
        ("PolicyName", "p"),
        ("PolicyDocument", &policy),
    ];
    admin(&sandbox, "PutUserPolicy", &params);
    Call::s3("PUT", "/bkt", b"").send(&sandbox, &alice).ok();
    let list = |query: &str| {
        Call::s3("GET", &format!("/bkt?list-type=2{query}"), b"").send(&sandbox, &alice)
    };
    list("&prefix=home%2Falice%2F").ok();
    for query in ["", "&prefix=home%2Fbob%2F"] {
        let refused = list(query);
        assert_eq!(refused.refusal(), (403, "AccessDenied".to_owned()));
        assert!(
            refused
                .xml()
                .contains("with an explicit deny in an identity-based policy")
        );
    }
}

#[test]
fn objects_are_resources_of_their_own() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let root = Signer::admin(&sandbox);
    Call::s3("PUT", "/bkt", b"").send(&sandbox, &root).ok();
    Call::s3("PUT", "/bkt/in/x", b"x")
        .send(&sandbox, &root)
        .ok();
    Call::s3("PUT", "/bkt/out/x", b"x")
        .send(&sandbox, &root)
        .ok();
    let actions = r#"["s3:GetObject","s3:DeleteObject"]"#;
    allow(&sandbox, "User", "alice", actions, "arn:aws:s3:::bkt/in/*");
    let get = |key: &str| Call::s3("GET", &format!("/bkt/{key}"), b"").send(&sandbox, &alice);
    get("in/x").ok();
    assert_eq!(get("out/x").status, 403);
    // Who may not list is not told what is not there.
    let missing = get("in/none");
    assert_eq!(missing.refusal(), (403, "AccessDenied".to_owned()));
    assert!(missing.xml().contains("s3:ListBucket"), "{}", missing.xml());
    let body =
        b"<Delete><Object><Key>in/x</Key></Object><Object><Key>out/x</Key></Object></Delete>";
    let delete = Call::s3("POST", "/bkt?delete=", body).header("content-md5", &md5(body));
    let answer = delete.send(&sandbox, &alice).ok().xml();
    assert!(
        answer.contains("<Deleted><Key>in/x</Key></Deleted>"),
        "{answer}"
    );
    assert!(
        answer.contains("<Error><Key>out/x</Key><Code>AccessDenied</Code>"),
        "{answer}"
    );
    Call::s3("GET", "/bkt/out/x", b"")
        .send(&sandbox, &root)
        .ok();
    // A copy reads its source.
    allow(
        &sandbox,
        "User",
        "alice",
        "\"s3:PutObject\"",
        "arn:aws:s3:::bkt/in/*",
    );
    let copy = Call::s3("PUT", "/bkt/in/copy", b"").header("x-amz-copy-source", "bkt/out/x");
    assert_eq!(copy.send(&sandbox, &alice).status, 403);
}

fn md5(body: &[u8]) -> String {
    use base64::Engine as _;
    use md5::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(md5::Md5::digest(body))
}

#[test]
fn an_instance_is_known_by_its_type_and_its_tags() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let policy = document(&[
        statement("Allow", "\"ec2:RunInstances\"", "*", "{}"),
        statement(
            "Deny",
            "\"ec2:RunInstances\"",
            "arn:aws:ec2:*:*:instance/*",
            r#"{"StringNotEquals":{"ec2:InstanceType":"t3.micro"}}"#,
        ),
        statement(
            "Allow",
            "\"ec2:CreateTags\"",
            "*",
            r#"{"StringEquals":{"ec2:CreateAction":"RunInstances"}}"#,
        ),
        statement(
            "Allow",
            "\"ec2:TerminateInstances\"",
            "*",
            r#"{"StringEquals":{"ec2:ResourceTag/owner":"${aws:username}"}}"#,
        ),
    ]);
    let params = [
        ("UserName", "alice"),
        ("PolicyName", "p"),
        ("PolicyDocument", &policy),
    ];
    admin(&sandbox, "PutUserPolicy", &params);
    let run = |kind: &str, owner: &str| {
        let params = [
            ("ImageId", "ami-0abcdef1234567890"),
            ("InstanceType", kind),
            ("MinCount", "1"),
            ("MaxCount", "1"),
            ("TagSpecification.1.ResourceType", "instance"),
            ("TagSpecification.1.Tag.1.Key", "owner"),
            ("TagSpecification.1.Tag.1.Value", owner),
        ];
        Call::ec2("RunInstances", &params).send(&sandbox, &alice)
    };
    assert_eq!(
        run("m5.large", "alice").refusal(),
        (403, "UnauthorizedOperation".to_owned())
    );
    let (own, other) = (run("t3.micro", "alice").ok(), run("t3.micro", "bob").ok());
    let terminate =
        |id: &str| Call::ec2("TerminateInstances", &[("InstanceId.1", id)]).send(&sandbox, &alice);
    assert_eq!(terminate(&other.text("instanceId")).status, 403);
    terminate(&own.text("instanceId")).ok();
    let dry = [
        ("InstanceId.1", other.text("instanceId")),
        ("DryRun", "true".to_owned()),
    ];
    let dry: Vec<(&str, &str)> = dry.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let dry = Call::ec2("TerminateInstances", &dry).send(&sandbox, &alice);
    assert_eq!(dry.refusal(), (403, "UnauthorizedOperation".to_owned()));
}

#[test]
fn a_session_policy_narrows_and_never_widens() {
    let sandbox = sandbox();
    let arn = role(&sandbox, "app");
    let alice = user(&sandbox, "alice");
    allow(&sandbox, "User", "alice", "\"sts:AssumeRole\"", &arn);
    allow(
        &sandbox,
        "Role",
        "app",
        r#"["s3:ListAllMyBuckets","sns:ListTopics"]"#,
        "*",
    );
    let policy = document(&[statement("Allow", r#"["s3:*","iam:*"]"#, "*", "{}")]);
    let whole = Signer::from_answer(&assume(&sandbox, &alice, &arn, &[]).ok());
    let narrow = Signer::from_answer(&assume(&sandbox, &alice, &arn, &[("Policy", &policy)]).ok());
    let read = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    let by_arn = [("PolicyArns.member.1.arn", read)];
    let by_arn = Signer::from_answer(&assume(&sandbox, &alice, &arn, &by_arn).ok());
    let may = |signer: &Signer| {
        let topics = Call::sns("ListTopics", &[]).send(&sandbox, signer);
        if topics.status == 403 {
            assert!(
                topics
                    .xml()
                    .contains("because no session policy allows the SNS:ListTopics action")
            );
        }
        (
            Call::s3("GET", "/", b"").send(&sandbox, signer).status,
            topics.status,
            Call::iam("ListUsers", &[]).send(&sandbox, signer).status,
        )
    };
    assert_eq!(may(&whole), (200, 200, 403));
    assert_eq!(may(&narrow), (200, 403, 403));
    assert_eq!(may(&by_arn), (200, 403, 403));
}

#[test]
fn an_account_as_principal_leaves_it_to_identity_policies() {
    let sandbox = sandbox();
    let arn = role(&sandbox, "app");
    let alice = user(&sandbox, "alice");
    assert_eq!(
        assume(&sandbox, &alice, &arn, &[]).refusal(),
        (403, "AccessDenied".to_owned())
    );
    allow(&sandbox, "User", "alice", "\"sts:AssumeRole\"", &arn);
    assume(&sandbox, &alice, &arn, &[]).ok();
    // Tags are a permission of their own.
    let tags = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "x")];
    let refused = assume(&sandbox, &alice, &arn, &tags);
    assert!(
        refused.xml().contains("sts:TagSession"),
        "{}",
        refused.xml()
    );
}

#[test]
fn a_user_made_anew_is_not_the_one_that_was_trusted() {
    let sandbox = sandbox();
    let first = user(&sandbox, "alice");
    let trust = crate::client::trust("arn:aws:iam::123456789012:user/alice", "");
    let params = [
        ("RoleName", "app"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    let arn = admin(&sandbox, "CreateRole", &params).text("Arn");
    assume(&sandbox, &first, &arn, &[]).ok();
    let key = [("UserName", "alice"), ("AccessKeyId", first.key.as_str())];
    admin(&sandbox, "DeleteAccessKey", &key);
    admin(&sandbox, "DeleteUser", &[("UserName", "alice")]);
    let second = user(&sandbox, "alice");
    assert_eq!(assume(&sandbox, &second, &arn, &[]).status, 403);
}

#[test]
fn old_sessions_can_be_revoked_by_their_age() {
    let sandbox = sandbox();
    let arn = role(&sandbox, "app");
    allow(&sandbox, "Role", "app", "\"s3:*\"", "*");
    let admin_key = Signer::admin(&sandbox);
    let old = Signer::from_answer(&assume(&sandbox, &admin_key, &arn, &[]).ok());
    let list = |signer: &Signer| Call::s3("GET", "/", b"").send(&sandbox, signer).status;
    assert_eq!(list(&old), 200);
    let revoke = document(&[statement(
        "Deny",
        "\"*\"",
        "*",
        r#"{"DateLessThan":{"aws:TokenIssueTime":"2999-01-01T00:00:00Z"}}"#,
    )]);
    let params = [
        ("RoleName", "app"),
        ("PolicyName", "revoke"),
        ("PolicyDocument", &revoke),
    ];
    admin(&sandbox, "PutRolePolicy", &params);
    assert_eq!(list(&old), 403);
}

#[test]
fn a_key_that_is_not_filled_grants_nothing_and_denies() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let policy = document(&[statement(
        "Allow",
        "\"s3:ListAllMyBuckets\"",
        "*",
        r#"{"StringEqualsIfExists":{"s3:authType":"REST-HEADER"}}"#,
    )]);
    let params = [
        ("UserName", "alice"),
        ("PolicyName", "p"),
        ("PolicyDocument", &policy),
    ];
    admin(&sandbox, "PutUserPolicy", &params);
    assert_eq!(Call::s3("GET", "/", b"").send(&sandbox, &alice).status, 403);
    let log = sandbox.control().request_log();
    let decision = &log.last().unwrap().decisions[0];
    assert_eq!(decision.unknown_keys, ["s3:authtype"]);
    assert!(
        decision.statements[0].contains("not understood"),
        "{decision:?}"
    );
}

#[test]
fn the_log_says_which_statement_decided() {
    let sandbox = sandbox();
    let admin_key = Signer::admin(&sandbox);
    Call::s3("PUT", "/bkt", b"").send(&sandbox, &admin_key).ok();
    let log = sandbox.control().request_log();
    let decision = &log.last().unwrap().decisions[0];
    assert!(decision.allowed);
    assert_eq!(decision.action, "s3:CreateBucket");
    assert_eq!(decision.resource, "arn:aws:s3:::bkt");
    assert_eq!(decision.reason, "allowed by identity-based policy");
    assert_eq!(
        decision.statements,
        ["arn:aws:iam::aws:policy/AdministratorAccess, statement 0, line 1"]
    );
    let alice = user(&sandbox, "alice");
    Call::s3("DELETE", "/bkt", b"").send(&sandbox, &alice);
    let log = sandbox.control().request_log();
    let decision = &log.last().unwrap().decisions[0];
    assert!(!decision.allowed);
    assert_eq!(
        decision.reason,
        "because no identity-based policy allows the s3:DeleteBucket action"
    );
}

#[test]
fn policies_that_nobody_can_evaluate_are_refused() {
    let sandbox = sandbox();
    let admin_key = Signer::admin(&sandbox);
    user(&sandbox, "alice");
    let unknown = document(&[statement(
        "Allow",
        "\"s3:*\"",
        "*",
        r#"{"StringIs":{"s3:prefix":"x"}}"#,
    )]);
    let put = [
        ("UserName", "alice"),
        ("PolicyName", "p"),
        ("PolicyDocument", &unknown),
    ];
    let put = Call::iam("PutUserPolicy", &put).send(&sandbox, &admin_key);
    assert_eq!(put.refusal(), (400, "MalformedPolicyDocument".to_owned()));
    let trust = crate::client::trust("123456789012", r#"{"StringIs":{"sts:ExternalId":"x"}}"#);
    let create = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    let create = Call::iam("CreateRole", &create).send(&sandbox, &admin_key);
    assert_eq!(
        create.refusal(),
        (400, "MalformedPolicyDocument".to_owned())
    );
    let foreign = [
        ("UserName", "alice"),
        ("PolicyArn", "arn:aws:iam::aws:policy/AWSLambda_FullAccess"),
    ];
    let foreign = Call::iam("AttachUserPolicy", &foreign).send(&sandbox, &admin_key);
    assert_eq!(foreign.refusal(), (404, "NoSuchEntity".to_owned()));
}

#[test]
fn an_operation_without_a_row_in_the_table_is_none() {
    let sandbox = sandbox();
    let admin_key = Signer::admin(&sandbox);
    for call in [
        Call::sts("NoSuchThing", &[]),
        Call::iam("NoSuchThing", &[("UserName", "admin")]),
        Call::sns("NoSuchThing", &[]),
        Call::ec2("NoSuchThing", &[]),
    ] {
        assert_eq!(
            call.send(&sandbox, &admin_key).refusal(),
            (400, "InvalidAction".to_owned())
        );
    }
    let json = Call::json("ssm", "NoSuchThing", "{}").send(&sandbox, &admin_key);
    assert!(
        json.xml().contains("UnknownOperationException"),
        "{}",
        json.xml()
    );
}
