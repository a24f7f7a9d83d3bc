//! Groups, managed policies, instance profiles, tags, OpenID Connect providers.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, role, sandbox, user};

const DOCUMENT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn refused(answer: &Answer, status: u16, code: &str) {
    let expected = (status, code.to_owned());
    assert_eq!(answer.refusal(), expected, "{}", answer.xml());
}

#[test]
fn groups_have_members_and_policies() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    let of = |action: &str, more: &[(&str, &str)]| {
        let mut params = vec![("GroupName", "devs")];
        params.extend_from_slice(more);
        iam(&sandbox, action, &params)
    };
    let alice = [("UserName", "alice")];
    let arn = of("CreateGroup", &[]).ok().text("Arn");
    assert_eq!(arn, "arn:aws:iam::123456789012:group/devs");
    refused(&of("CreateGroup", &[]), 409, "EntityAlreadyExists");
    of("AddUserToGroup", &alice).ok();
    of("AddUserToGroup", &alice).ok();
    refused(
        &of("AddUserToGroup", &[("UserName", "bob")]),
        404,
        "NoSuchEntity",
    );
    let got = of("GetGroup", &[]).ok();
    assert_eq!(
        (got.text("GroupName"), got.text("UserName")),
        ("devs".to_owned(), "alice".to_owned())
    );
    assert_eq!(
        iam(&sandbox, "ListGroupsForUser", &alice)
            .ok()
            .text("GroupName"),
        "devs"
    );
    of(
        "PutGroupPolicy",
        &[("PolicyName", "p"), ("PolicyDocument", DOCUMENT)],
    )
    .ok();
    of(
        "AttachGroupPolicy",
        &[("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")],
    )
    .ok();
    refused(&of("DeleteGroup", &[]), 409, "DeleteConflict");
    of("RemoveUserFromGroup", &alice).ok();
    refused(&of("RemoveUserFromGroup", &alice), 404, "NoSuchEntity");
    refused(&of("DeleteGroup", &[]), 409, "DeleteConflict");
    of("DeleteGroupPolicy", &[("PolicyName", "p")]).ok();
    of(
        "DetachGroupPolicy",
        &[("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")],
    )
    .ok();
    of("DeleteGroup", &[]).ok();
    refused(&of("GetGroup", &[]), 404, "NoSuchEntity");
}

#[test]
fn a_user_in_a_group_is_not_deleted() {
    let sandbox = sandbox();
    iam(&sandbox, "CreateUser", &[("UserName", "alice")]).ok();
    iam(&sandbox, "CreateGroup", &[("GroupName", "devs")]).ok();
    let both = [("UserName", "alice"), ("GroupName", "devs")];
    iam(&sandbox, "AddUserToGroup", &both).ok();
    refused(
        &iam(&sandbox, "DeleteUser", &both[..1]),
        409,
        "DeleteConflict",
    );
    iam(&sandbox, "RemoveUserFromGroup", &both).ok();
    iam(&sandbox, "DeleteUser", &both[..1]).ok();
}

#[test]
fn managed_policies_have_versions() {
    let sandbox = sandbox();
    let create = [("PolicyName", "read"), ("PolicyDocument", DOCUMENT)];
    let arn = iam(&sandbox, "CreatePolicy", &create).ok().text("Arn");
    refused(
        &iam(&sandbox, "CreatePolicy", &create),
        409,
        "EntityAlreadyExists",
    );
    refused(
        &iam(
            &sandbox,
            "CreatePolicy",
            &[("PolicyName", "x"), ("PolicyDocument", "{")],
        ),
        400,
        "MalformedPolicyDocument",
    );
    let of = |action: &str, more: &[(&str, &str)]| {
        let mut params = vec![("PolicyArn", arn.as_str())];
        params.extend_from_slice(more);
        iam(&sandbox, action, &params)
    };
    let document = ("PolicyDocument", DOCUMENT);
    for number in 2..=5 {
        let made = of("CreatePolicyVersion", &[document, ("SetAsDefault", "true")]).ok();
        assert_eq!(made.text("VersionId"), format!("v{number}"));
    }
    refused(
        &of("CreatePolicyVersion", &[document]),
        409,
        "LimitExceeded",
    );
    assert_eq!(of("GetPolicy", &[]).ok().text("DefaultVersionId"), "v5");
    refused(
        &of("DeletePolicyVersion", &[("VersionId", "v5")]),
        409,
        "DeleteConflict",
    );
    of("SetDefaultPolicyVersion", &[("VersionId", "v1")]).ok();
    of("DeletePolicyVersion", &[("VersionId", "v5")]).ok();
    assert_eq!(
        of("CreatePolicyVersion", &[document])
            .ok()
            .text("VersionId"),
        "v6",
        "no number comes twice"
    );
    refused(
        &of("GetPolicyVersion", &[("VersionId", "v5")]),
        404,
        "NoSuchEntity",
    );
    refused(
        &of("GetPolicyVersion", &[("VersionId", "5")]),
        400,
        "ValidationError",
    );
    assert!(
        of("GetPolicyVersion", &[("VersionId", "v1")])
            .ok()
            .text("Document")
            .starts_with("%7B")
    );

    role(&sandbox, "app");
    let role = ("RoleName", "app");
    of("AttachRolePolicy", &[role]).ok();
    assert_eq!(of("GetPolicy", &[]).ok().text("AttachmentCount"), "1");
    let none = [("PolicyArn", "arn:aws:iam::123456789012:policy/none"), role];
    refused(
        &iam(&sandbox, "AttachRolePolicy", &none),
        404,
        "NoSuchEntity",
    );
    refused(&of("DeletePolicy", &[]), 409, "DeleteConflict");
    for version in ["v2", "v3", "v4", "v6"] {
        of("DeletePolicyVersion", &[("VersionId", version)]).ok();
    }
    refused(&of("DeletePolicy", &[]), 409, "DeleteConflict");
    of("DetachRolePolicy", &[role]).ok();
    of("DeletePolicy", &[]).ok();
    refused(&of("GetPolicy", &[]), 404, "NoSuchEntity");
}

#[test]
fn an_instance_profile_carries_one_role() {
    let sandbox = sandbox();
    role(&sandbox, "app");
    role(&sandbox, "other");
    let of = |action: &str, role: &str| {
        iam(
            &sandbox,
            action,
            &[("InstanceProfileName", "web"), ("RoleName", role)],
        )
    };
    of("CreateInstanceProfile", "").ok();
    refused(&of("CreateInstanceProfile", ""), 409, "EntityAlreadyExists");
    refused(&of("AddRoleToInstanceProfile", "none"), 404, "NoSuchEntity");
    of("AddRoleToInstanceProfile", "app").ok();
    refused(
        &of("AddRoleToInstanceProfile", "other"),
        409,
        "LimitExceeded",
    );
    assert_eq!(of("GetInstanceProfile", "").ok().text("RoleName"), "app");
    assert_eq!(
        of("ListInstanceProfilesForRole", "app")
            .ok()
            .text("InstanceProfileName"),
        "web"
    );
    refused(&of("DeleteInstanceProfile", ""), 409, "DeleteConflict");
    refused(&of("DeleteRole", "app"), 409, "DeleteConflict");
    refused(
        &of("RemoveRoleFromInstanceProfile", "other"),
        404,
        "NoSuchEntity",
    );
    of("RemoveRoleFromInstanceProfile", "app").ok();
    of("DeleteInstanceProfile", "").ok();
    of("DeleteRole", "app").ok();
}

#[test]
fn users_and_roles_are_tagged() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    role(&sandbox, "app");
    for (kind, name) in [
        ("User", ("UserName", "alice")),
        ("Role", ("RoleName", "app")),
    ] {
        let tag = |value| {
            [
                name,
                ("Tags.member.1.Key", "Team"),
                ("Tags.member.1.Value", value),
            ]
        };
        iam(&sandbox, &format!("Tag{kind}"), &tag("a")).ok();
        iam(&sandbox, &format!("Tag{kind}"), &tag("b")).ok();
        let listed = iam(&sandbox, &format!("List{kind}Tags"), &[name]).ok();
        assert_eq!(
            (listed.xml().matches("<Key>").count(), listed.text("Value")),
            (1, "b".to_owned())
        );
        iam(
            &sandbox,
            &format!("Untag{kind}"),
            &[name, ("TagKeys.member.1", "team")],
        )
        .ok();
        assert!(
            iam(&sandbox, &format!("List{kind}Tags"), &[name])
                .ok()
                .find("Key")
                .is_none()
        );
    }
    iam(
        &sandbox,
        "UpdateRole",
        &[("RoleName", "app"), ("MaxSessionDuration", "7200")],
    )
    .ok();
    assert_eq!(
        iam(&sandbox, "GetRole", &[("RoleName", "app")])
            .ok()
            .text("MaxSessionDuration"),
        "7200"
    );
}

#[test]
fn openid_providers_are_kept() {
    let sandbox = sandbox();
    let create = |url: &str| {
        iam(
            &sandbox,
            "CreateOpenIDConnectProvider",
            &[("Url", url), ("ClientIDList.member.1", "sts.amazonaws.com")],
        )
    };
    let arn = create("https://token.example.com/x")
        .ok()
        .text("OpenIDConnectProviderArn");
    assert_eq!(
        arn,
        "arn:aws:iam::123456789012:oidc-provider/token.example.com/x"
    );
    refused(
        &create("https://token.example.com/x"),
        409,
        "EntityAlreadyExists",
    );
    refused(&create("http://token.example.com"), 400, "ValidationError");
    let provider = ("OpenIDConnectProviderArn", arn.as_str());
    iam(
        &sandbox,
        "AddClientIDToOpenIDConnectProvider",
        &[provider, ("ClientID", "two")],
    )
    .ok();
    let got = iam(&sandbox, "GetOpenIDConnectProvider", &[provider]).ok();
    assert!(
        got.xml()
            .contains("<member>sts.amazonaws.com</member><member>two</member>")
    );
    iam(&sandbox, "DeleteOpenIDConnectProvider", &[provider]).ok();
    refused(
        &iam(&sandbox, "GetOpenIDConnectProvider", &[provider]),
        404,
        "NoSuchEntity",
    );
}
