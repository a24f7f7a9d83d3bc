//! IAM beside users, roles and policies themselves: the account, names that change, tags, devices.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, allow, role, sandbox, user};

const DOCUMENT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
const READ: &str = "arn:aws:iam::aws:policy/ReadOnlyAccess";

fn iam(sandbox: &Sandbox, action: &str, params: &[(&str, &str)]) -> Answer {
    Call::iam(action, params).send(sandbox, &Signer::admin(sandbox))
}

fn refused(answer: &Answer, status: u16, code: &str) {
    let expected = (status, code.to_owned());
    assert_eq!(answer.refusal(), expected, "{}", answer.xml());
}

#[test]
fn an_account_has_one_alias() {
    let sandbox = sandbox();
    let alias = |name| [("AccountAlias", name)];
    let list = || iam(&sandbox, "ListAccountAliases", &[]).ok().xml();
    assert!(
        list().contains("<AccountAliases></AccountAliases>"),
        "{}",
        list()
    );
    iam(&sandbox, "CreateAccountAlias", &alias("example-corp")).ok();
    iam(&sandbox, "CreateAccountAlias", &alias("example")).ok();
    assert!(list().contains("<member>example</member>"), "{}", list());
    let long = "x".repeat(64);
    for bad in ["ab", "-abc", "abc-", "a--b", "Abc", &long] {
        let answer = iam(&sandbox, "CreateAccountAlias", &[("AccountAlias", bad)]);
        refused(&answer, 400, "ValidationError");
    }
    let wrong = iam(&sandbox, "DeleteAccountAlias", &alias("example-corp"));
    refused(&wrong, 404, "NoSuchEntity");
    iam(&sandbox, "DeleteAccountAlias", &alias("example")).ok();
    assert!(!list().contains("example"), "{}", list());
}

#[test]
fn the_summary_counts() {
    let sandbox = sandbox();
    let count = |name: &str| {
        let xml = iam(&sandbox, "GetAccountSummary", &[]).ok().xml();
        let (_, rest) = xml
            .split_once(&format!("<key>{name}</key><value>"))
            .unwrap();
        rest.split('<').next().unwrap().parse::<u32>().unwrap()
    };
    assert_eq!((count("Users"), count("Roles")), (1, 0));
    user(&sandbox, "alice");
    role(&sandbox, "app");
    iam(
        &sandbox,
        "CreateVirtualMFADevice",
        &[("VirtualMFADeviceName", "phone")],
    )
    .ok();
    assert_eq!((count("Users"), count("Roles")), (2, 1));
    assert_eq!((count("MFADevices"), count("MFADevicesInUse")), (1, 0));
    assert_eq!(count("AccessKeysPerUserQuota"), 2);
}

#[test]
fn a_user_of_another_name_is_the_same_user() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    allow(&sandbox, "User", "alice", r#""s3:ListAllMyBuckets""#, "*");
    iam(&sandbox, "CreateGroup", &[("GroupName", "devs")]).ok();
    let member = [("GroupName", "devs"), ("UserName", "alice")];
    iam(&sandbox, "AddUserToGroup", &member).ok();
    let session = Call::sts("GetSessionToken", &[]).send(&sandbox, &alice);
    let session = Signer::from_answer(&session.ok());
    let trust = crate::client::trust("arn:aws:iam::123456789012:user/alice", "");
    let create = [
        ("RoleName", "hers"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    let hers = iam(&sandbox, "CreateRole", &create).ok().text("Arn");
    let taken = [("UserName", "alice"), ("NewUserName", "ADMIN")];
    refused(
        &iam(&sandbox, "UpdateUser", &taken),
        409,
        "EntityAlreadyExists",
    );
    let absent = [("UserName", "nobody"), ("NewUserName", "x")];
    refused(&iam(&sandbox, "UpdateUser", &absent), 404, "NoSuchEntity");
    let path = [("UserName", "alice"), ("NewPath", "nowhere")];
    refused(&iam(&sandbox, "UpdateUser", &path), 400, "ValidationError");
    let rename = [
        ("UserName", "alice"),
        ("NewUserName", "alicia"),
        ("NewPath", "/team/"),
    ];
    iam(&sandbox, "UpdateUser", &rename).ok();
    refused(&iam(&sandbox, "GetUser", &rename[..1]), 404, "NoSuchEntity");
    for signer in [&alice, &session] {
        let me = Call::sts("GetCallerIdentity", &[]).send(&sandbox, signer);
        assert_eq!(
            me.ok().text("Arn"),
            "arn:aws:iam::123456789012:user/team/alicia"
        );
        Call::s3("GET", "/", b"").send(&sandbox, signer).ok();
    }
    let group = iam(&sandbox, "GetGroup", &member[..1]).ok();
    assert_eq!(group.text("UserName"), "alicia");
    crate::client::assume(&sandbox, &alice, &hers, &[]).ok();
    let shown = iam(&sandbox, "GetRole", &create[..1]).ok();
    assert!(
        shown.xml().contains("user%2Fteam%2Falicia"),
        "{}",
        shown.xml()
    );
    let rename = [("GroupName", "devs"), ("NewGroupName", "builders")];
    iam(&sandbox, "UpdateGroup", &rename).ok();
    let groups = iam(&sandbox, "ListGroupsForUser", &[("UserName", "alicia")]);
    assert_eq!(
        groups.ok().text("Arn"),
        "arn:aws:iam::123456789012:group/builders"
    );
    refused(
        &iam(&sandbox, "GetGroup", &rename[..1]),
        404,
        "NoSuchEntity",
    );
}

#[test]
fn a_new_name_needs_its_permission_too() {
    let sandbox = sandbox();
    let chief = user(&sandbox, "chief");
    user(&sandbox, "alice");
    let old = "arn:aws:iam::123456789012:user/alice";
    allow(&sandbox, "User", "chief", r#""iam:UpdateUser""#, old);
    let rename = [("UserName", "alice"), ("NewUserName", "root-like")];
    let answer = Call::iam("UpdateUser", &rename).send(&sandbox, &chief);
    refused(&answer, 403, "AccessDenied");
    assert!(answer.xml().contains("user/root-like"), "{}", answer.xml());
    let new = "arn:aws:iam::123456789012:user/root-like";
    allow(&sandbox, "User", "chief", r#""iam:UpdateUser""#, new);
    Call::iam("UpdateUser", &rename).send(&sandbox, &chief).ok();
}

#[test]
fn who_has_a_policy_is_listed() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    role(&sandbox, "app");
    iam(&sandbox, "CreateGroup", &[("GroupName", "devs")]).ok();
    for (action, name) in [
        ("AttachRolePolicy", ("RoleName", "app")),
        ("AttachGroupPolicy", ("GroupName", "devs")),
    ] {
        iam(&sandbox, action, &[name, ("PolicyArn", READ)]).ok();
    }
    let bound = [("UserName", "alice"), ("PermissionsBoundary", READ)];
    iam(&sandbox, "PutUserPermissionsBoundary", &bound).ok();
    let list = |more: &[(&str, &str)]| {
        let mut params = vec![("PolicyArn", READ)];
        params.extend_from_slice(more);
        iam(&sandbox, "ListEntitiesForPolicy", &params).ok()
    };
    let all = list(&[]);
    assert_eq!(
        (
            all.text("GroupName"),
            all.text("RoleName"),
            all.text("UserName")
        ),
        ("devs".to_owned(), "app".to_owned(), "alice".to_owned())
    );
    let bound = list(&[("PolicyUsageFilter", "PermissionsBoundary")]);
    assert_eq!(
        (bound.find("RoleName"), bound.text("UserName")),
        (None, "alice".to_owned())
    );
    let roles = list(&[("EntityFilter", "Role")]);
    assert_eq!(
        (roles.find("GroupName"), roles.text("RoleName")),
        (None, "app".to_owned())
    );
    let first = list(&[("MaxItems", "2")]);
    assert_eq!(first.text("IsTruncated"), "true");
    let rest = list(&[("Marker", &first.text("Marker"))]);
    assert_eq!(
        (rest.find("RoleName"), rest.text("UserName")),
        (None, "alice".to_owned())
    );
    let absent = [("PolicyArn", "arn:aws:iam::123456789012:policy/none")];
    refused(
        &iam(&sandbox, "ListEntitiesForPolicy", &absent),
        404,
        "NoSuchEntity",
    );
}

#[test]
fn everything_is_told_at_once_in_pages() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    role(&sandbox, "app");
    allow(&sandbox, "Role", "app", r#""s3:*""#, "*");
    iam(&sandbox, "CreateGroup", &[("GroupName", "devs")]).ok();
    let member = [("GroupName", "devs"), ("UserName", "alice")];
    iam(&sandbox, "AddUserToGroup", &member).ok();
    let policy = [("PolicyName", "p"), ("PolicyDocument", DOCUMENT)];
    iam(&sandbox, "CreatePolicy", &policy).ok();
    let get = |params: &[(&str, &str)]| iam(&sandbox, "GetAccountAuthorizationDetails", params);
    let all = get(&[]).ok().xml();
    for part in [
        "<UserName>alice</UserName>",
        "<GroupList><member>devs</member></GroupList>",
        "<RolePolicyList><member>",
        "<PolicyName>AdministratorAccess</PolicyName>",
        "<PolicyVersionList><member><Document>",
    ] {
        assert!(all.contains(part), "{part} in {all}");
    }
    let users = get(&[("Filter.member.1", "User")]).ok();
    assert_eq!(users.find("RoleName"), None);
    let mut marker = None;
    let mut seen = Vec::new();
    loop {
        let mut params = vec![("MaxItems", "1")];
        params.extend(marker.as_deref().map(|marker| ("Marker", marker)));
        let page = get(&params).ok();
        seen.push(page.text("Arn"));
        marker = page.find("Marker");
        if marker.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
    refused(
        &get(&[("Filter.member.1", "Users")]),
        400,
        "ValidationError",
    );
}

#[test]
fn whatever_has_tags_is_tagged() {
    let sandbox = sandbox();
    let policy = [("PolicyName", "p"), ("PolicyDocument", DOCUMENT)];
    let policy = iam(&sandbox, "CreatePolicy", &policy).ok().text("Arn");
    let device = [("VirtualMFADeviceName", "phone")];
    let device = iam(&sandbox, "CreateVirtualMFADevice", &device)
        .ok()
        .text("SerialNumber");
    let oidc = [("Url", "https://idp.example")];
    let oidc = iam(&sandbox, "CreateOpenIDConnectProvider", &oidc).ok();
    let oidc = oidc.text("OpenIDConnectProviderArn");
    let metadata = sandbox.control().saml_metadata("https://idp.example");
    let saml = [
        ("Name", "corp"),
        ("SAMLMetadataDocument", metadata.as_str()),
    ];
    let saml = iam(&sandbox, "CreateSAMLProvider", &saml)
        .ok()
        .text("SAMLProviderArn");
    iam(
        &sandbox,
        "CreateInstanceProfile",
        &[("InstanceProfileName", "web")],
    )
    .ok();
    user(&sandbox, "alice");
    role(&sandbox, "app");
    for (what, which) in [
        ("Policy", ("PolicyArn", policy.as_str())),
        ("MFADevice", ("SerialNumber", &device)),
        ("OpenIDConnectProvider", ("OpenIDConnectProviderArn", &oidc)),
        ("SAMLProvider", ("SAMLProviderArn", &saml)),
        ("InstanceProfile", ("InstanceProfileName", "web")),
        ("User", ("UserName", "alice")),
        ("Role", ("RoleName", "app")),
    ] {
        let tag = [
            which,
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", "x"),
        ];
        iam(&sandbox, &format!("Tag{what}"), &tag).ok();
        let list = || iam(&sandbox, &format!("List{what}Tags"), &[which]).ok();
        assert_eq!(
            (list().text("Key"), list().text("Value")),
            ("team".to_owned(), "x".to_owned())
        );
        let untag = [which, ("TagKeys.member.1", "TEAM")];
        iam(&sandbox, &format!("Untag{what}"), &untag).ok();
        assert_eq!(list().find("Key"), None, "{what}");
        let absent = [
            (which.0, "arn:aws:iam::123456789012:none/none"),
            tag[1],
            tag[2],
        ];
        let answer = iam(&sandbox, &format!("Tag{what}"), &absent);
        assert!(
            matches!(answer.status, 400 | 404),
            "{what}: {}",
            answer.xml()
        );
    }
}

#[test]
fn a_device_has_its_picture_and_is_found() {
    let sandbox = sandbox();
    let tag = [
        ("VirtualMFADeviceName", "phone"),
        ("Tags.member.1.Key", "k"),
        ("Tags.member.1.Value", "v"),
    ];
    let made = iam(&sandbox, "CreateVirtualMFADevice", &tag).ok();
    assert_eq!(made.text("Value"), "v");
    let picture = STANDARD.decode(made.text("QRCodePNG")).unwrap();
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    let serial = made.text("SerialNumber");
    let device = ("SerialNumber", serial.as_str());
    let found = iam(&sandbox, "GetMFADevice", &[device]).ok();
    assert_eq!(
        (found.text("SerialNumber"), found.find("EnableDate")),
        (serial.clone(), None)
    );
    user(&sandbox, "alice");
    let hers = iam(&sandbox, "GetMFADevice", &[device, ("UserName", "alice")]);
    refused(&hers, 404, "NoSuchEntity");
    let none = [("SerialNumber", "arn:aws:iam::123456789012:mfa/none")];
    refused(&iam(&sandbox, "GetMFADevice", &none), 404, "NoSuchEntity");
    let password = iam(&sandbox, "GetLoginProfile", &[("UserName", "alice")]);
    refused(&password, 404, "NoSuchEntity");
    let password = iam(&sandbox, "DeleteLoginProfile", &[("UserName", "nobody")]);
    refused(&password, 404, "NoSuchEntity");
    let create = [("UserName", "alice"), ("Password", "x")];
    refused(
        &iam(&sandbox, "CreateLoginProfile", &create),
        400,
        "InvalidAction",
    );
    let linked = [("AWSServiceName", "autoscaling.amazonaws.com")];
    refused(
        &iam(&sandbox, "CreateServiceLinkedRole", &linked),
        400,
        "InvalidAction",
    );
}

#[test]
fn a_role_is_described_anew() {
    let sandbox = sandbox();
    role(&sandbox, "app");
    let describe = [("RoleName", "app"), ("Description", "what it is for")];
    let answer = iam(&sandbox, "UpdateRoleDescription", &describe).ok();
    assert_eq!(answer.text("Description"), "what it is for");
    refused(
        &iam(&sandbox, "UpdateRoleDescription", &describe[..1]),
        400,
        "ValidationError",
    );
}
