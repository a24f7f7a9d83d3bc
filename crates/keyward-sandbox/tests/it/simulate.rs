//! SimulateCustomPolicy and SimulatePrincipalPolicy.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, role, sandbox, user};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";
const READ: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*"}]}"#;
const MFA: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}"#;

fn simulate(sandbox: &Sandbox, kind: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(&format!("Simulate{kind}Policy"), params).send(sandbox, &Signer::admin(sandbox))
}

/// The decisions, in the order of the answer.
fn decisions(answer: &Answer) -> Vec<String> {
    let xml = answer.xml();
    let parts = xml.split("<EvalDecision>").skip(1);
    parts
        .map(|part| part.split('<').next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_policy_is_tried_on_actions_and_resources() {
    let sandbox = sandbox();
    let params = [
        ("PolicyInputList.member.1", READ),
        ("ActionNames.member.1", "s3:GetObject"),
        ("ActionNames.member.2", "s3:PutObject"),
        ("ResourceArns.member.1", "arn:aws:s3:::b/k"),
        ("ResourceArns.member.2", "arn:aws:s3:::c/k"),
    ];
    let answer = simulate(&sandbox, "Custom", &params).ok();
    assert_eq!(
        decisions(&answer),
        ["allowed", "implicitDeny", "implicitDeny", "implicitDeny"]
    );
    assert_eq!(answer.text("SourcePolicyId"), "PolicyInputList.1");
    assert_eq!(answer.text("EvalResourceName"), "arn:aws:s3:::b/k");
    let mut paged = params.to_vec();
    paged.push(("MaxItems", "3"));
    let first = simulate(&sandbox, "Custom", &paged).ok();
    assert_eq!(decisions(&first).len(), 3);
    let marker = first.text("Marker");
    paged.push(("Marker", &marker));
    assert_eq!(
        decisions(&simulate(&sandbox, "Custom", &paged).ok()).len(),
        1
    );
}

#[test]
fn conditions_take_the_keys_that_are_given() {
    let sandbox = sandbox();
    let mut params = vec![
        ("PolicyInputList.member.1", MFA),
        ("ActionNames.member.1", "s3:GetObject"),
    ];
    let without = simulate(&sandbox, "Custom", &params).ok();
    assert_eq!(decisions(&without), ["implicitDeny"]);
    assert!(
        without
            .xml()
            .contains("<member>aws:multifactorauthpresent</member>"),
        "{}",
        without.xml()
    );
    params.extend([
        (
            "ContextEntries.member.1.ContextKeyName",
            "aws:MultiFactorAuthPresent",
        ),
        ("ContextEntries.member.1.ContextKeyType", "boolean"),
        ("ContextEntries.member.1.ContextKeyValues.member.1", "true"),
    ]);
    assert_eq!(
        decisions(&simulate(&sandbox, "Custom", &params).ok()),
        ["allowed"]
    );
    params.extend([
        ("PermissionsBoundaryPolicyInputList.member.1", READ),
        ("ResourceArns.member.1", "arn:aws:s3:::c/k"),
    ]);
    let bounded = simulate(&sandbox, "Custom", &params).ok();
    assert_eq!(decisions(&bounded), ["implicitDeny"]);
    assert_eq!(bounded.text("AllowedByPermissionsBoundary"), "false");
}

#[test]
fn a_principal_is_tried_with_all_that_it_has() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    let admin = Signer::admin(&sandbox);
    Call::iam("CreateGroup", &[("GroupName", "devs")])
        .send(&sandbox, &admin)
        .ok();
    let member = [("GroupName", "devs"), ("UserName", "alice")];
    Call::iam("AddUserToGroup", &member)
        .send(&sandbox, &admin)
        .ok();
    allow(
        &sandbox,
        "Group",
        "devs",
        r#""s3:GetObject""#,
        "arn:aws:s3:::b/${aws:username}/*",
    );
    let group = "arn:aws:iam::123456789012:group/devs";
    let ask = |source, more: &[(&str, &str)]| {
        let mut params = vec![
            ("PolicySourceArn", source),
            ("ActionNames.member.1", "s3:GetObject"),
            ("ResourceArns.member.1", "arn:aws:s3:::b/alice/k"),
        ];
        params.extend_from_slice(more);
        simulate(&sandbox, "Principal", &params)
    };
    assert_eq!(decisions(&ask(ALICE, &[]).ok()), ["allowed"]);
    assert_eq!(decisions(&ask(group, &[]).ok()), ["implicitDeny"]);
    assert_eq!(
        decisions(&ask(group, &[("CallerArn", ALICE)]).ok()),
        ["allowed"]
    );
    let deny = READ.replace("Allow", "Deny");
    let more = [("PolicyInputList.member.1", deny.as_str())];
    assert_eq!(decisions(&ask(ALICE, &more).ok()), ["explicitDeny"]);
    let boundary = [
        ("UserName", "alice"),
        (
            "PermissionsBoundary",
            "arn:aws:iam::aws:policy/IAMUserChangePassword",
        ),
    ];
    Call::iam("PutUserPermissionsBoundary", &boundary)
        .send(&sandbox, &admin)
        .ok();
    let bounded = ask(ALICE, &[]).ok();
    assert_eq!(decisions(&bounded), ["implicitDeny"]);
    assert_eq!(bounded.text("AllowedByPermissionsBoundary"), "false");
    let app = role(&sandbox, "app");
    assert_eq!(decisions(&ask(&app, &[]).ok()), ["implicitDeny"]);
    allow(&sandbox, "Role", "app", r#""s3:*""#, "*");
    let allowed = ask(&app, &[]).ok();
    assert_eq!(decisions(&allowed), ["allowed"]);
    assert_eq!(allowed.text("SourcePolicyType"), "role");
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let sandbox = sandbox();
    let refused = |kind, params: &[(&str, &str)], code: &str| {
        let answer = simulate(&sandbox, kind, params);
        assert_eq!(answer.refusal().1, code, "{}", answer.xml());
    };
    let action = ("ActionNames.member.1", "s3:GetObject");
    let policy = ("PolicyInputList.member.1", READ);
    refused("Custom", &[policy], "ValidationError");
    refused(
        "Custom",
        &[policy, ("ActionNames.member.1", "GetObject")],
        "InvalidInput",
    );
    refused(
        "Custom",
        &[("PolicyInputList.member.1", "{"), action],
        "InvalidInput",
    );
    refused(
        "Custom",
        &[policy, action, ("CallerArn", "alice")],
        "InvalidInput",
    );
    let organization = (
        "OrderedOrganizationPolicyInputList.member.1.ServiceControlPolicyInputList.member.1",
        READ,
    );
    refused("Custom", &[policy, action, organization], "NotImplemented");
    refused(
        "Principal",
        &[("PolicySourceArn", ALICE), action],
        "NoSuchEntity",
    );
}
