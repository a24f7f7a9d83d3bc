//! Seeds and snapshots, as clients see them.

use keyward_sandbox::{Options, Sandbox, Seed};
use serde_json::json;

use crate::client::{Answer, Call, Signer, sandbox};

pub(crate) fn seeded(seed: Seed) -> Sandbox {
    Sandbox::start(Options {
        seed: Some(seed),
        ..Options::default()
    })
    .unwrap()
}

fn signer(sandbox: &Sandbox, account: &str, user: &str) -> Signer {
    let identities = sandbox.identities();
    let mut of_user = identities
        .iter()
        .filter(|one| one.user_name.as_deref() == Some(user));
    let one = of_user.find(|one| one.account_id == account).unwrap();
    Signer::new(&one.key.access_key_id, &one.key.secret_access_key)
}

fn arn(sandbox: &Sandbox, signer: &Signer) -> String {
    let answer = Call::sts("GetCallerIdentity", &[]).send(sandbox, signer);
    answer.ok().text("Arn")
}

fn assume(sandbox: &Sandbox, signer: &Signer, arn: &str) -> Answer {
    let params = [("RoleArn", arn), ("RoleSessionName", "test")];
    Call::sts("AssumeRole", &params).send(sandbox, signer)
}

/// Everything that a hand-written seed may have.
fn everything() -> Seed {
    let s3 = |action: &str| json!({ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": action, "Resource": "*" } });
    Seed::value(&json!({
        "version": 1,
        "accounts": {
            "111111111111": {
                "users": {
                    "alice": {
                        "accessKeys": [{ "accessKeyId": "AKIAIOSFODNN7EXAMPLE", "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }],
                        "groups": ["readers"],
                        "policies": { "assume": { "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::222222222222:role/*" } } },
                        "tags": { "team": "red" },
                    },
                    "bob": { "accessKeys": [{}], "attachedPolicies": ["own"] },
                },
                "groups": { "readers": { "policies": { "read": s3("s3:GetObject") } } },
                "policies": { "own": { "document": s3("s3:*") } },
                "mfaDevices": { "alice": { "user": "alice", "seed": "JBSWY3DPEHPK3PXP" } },
                "oidcProviders": { "token.actions.githubusercontent.com": { "clientIds": ["sts.amazonaws.com"] } },
                "topics": { "us-east-1": { "alerts": { "subscriptions": [{ "protocol": "sms", "endpoint": "+15555550100" }] } } },
                "smsAttributes": { "us-east-1": { "DefaultSMSType": "Transactional" } },
                "ec2": { "instances": [{ "imageId": "ami-12345678", "instanceType": "t3.micro" }] },
                "secrets": { "us-east-1": { "db": { "secretString": "s3cret" } } },
                "parameters": { "us-east-1": { "/app/key": { "type": "SecureString", "value": "v" } } },
            },
            "222222222222": {
                "roles": {
                    "deploy": { "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111111111111:user/alice" }, "Action": "sts:AssumeRole" } }, "attachedPolicies": ["ReadOnlyAccess"] },
                    "web": { "trust": { "Statement": { "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::222222222222:oidc-provider/i.example" }, "Action": "sts:AssumeRoleWithWebIdentity" } } },
                    "closed": { "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::222222222222:root" }, "Action": "sts:AssumeRole" } } },
                },
                "oidcProviders": { "i.example": { "clientIds": ["a"] } },
                "instanceProfiles": { "deploy": { "role": "deploy" } },
            },
        },
        "buckets": {
            "reports": { "owner": "111111111111", "objects": {
                "2026/a.txt": { "text": "hello", "headers": { "Content-Type": "text/plain" }, "tags": { "k": "v" } },
                "raw": { "base64": "AAEC" },
            } },
        },
    }))
}

#[test]
fn a_seed_is_what_clients_find() {
    let sandbox = seeded(everything());
    let alice = signer(&sandbox, "111111111111", "alice");
    assert_eq!(alice.key, "AKIAIOSFODNN7EXAMPLE");
    assert_eq!(
        arn(&sandbox, &alice),
        "arn:aws:iam::111111111111:user/alice"
    );
    let get = |key| Call::s3("GET", key, b"").send(&sandbox, &alice);
    let object = get("/reports/2026/a.txt").ok();
    assert_eq!(object.body, b"hello");
    assert_eq!(object.header("content-type"), Some("text/plain"));
    assert_eq!(get("/reports/raw").ok().body, [0, 1, 2]);
    let put = Call::s3("PUT", "/reports/new", b"x").send(&sandbox, &alice);
    assert_eq!(put.refusal(), (403, "AccessDenied".to_owned()));
    let bob = signer(&sandbox, "111111111111", "bob");
    Call::s3("PUT", "/reports/new", b"x")
        .send(&sandbox, &bob)
        .ok();
    // There is one who may do everything, whatever the seed says.
    let admin = Signer::admin(&sandbox);
    assert_eq!(
        arn(&sandbox, &admin),
        "arn:aws:iam::123456789012:user/admin"
    );
    let accounts: Vec<String> = sandbox
        .identities()
        .into_iter()
        .map(|one| one.account_id)
        .collect();
    assert_eq!(accounts, ["111111111111", "111111111111", "123456789012"]);
}

#[test]
fn roles_are_assumed_across_accounts() {
    let sandbox = seeded(everything());
    let alice = signer(&sandbox, "111111111111", "alice");
    let role = "arn:aws:iam::222222222222:role/deploy";
    let session = Signer::from_answer(&assume(&sandbox, &alice, role).ok());
    assert_eq!(
        arn(&sandbox, &session),
        "arn:aws:sts::222222222222:assumed-role/deploy/test"
    );
    // Trust without permission, and permission without trust.
    let bob = signer(&sandbox, "111111111111", "bob");
    assert_eq!(assume(&sandbox, &bob, role).status, 403);
    let closed = "arn:aws:iam::222222222222:role/closed";
    assert_eq!(assume(&sandbox, &alice, closed).status, 403);
    // The role's permissions are of its own account.
    let other = Call::s3("GET", "/reports/raw", b"").send(&sandbox, &session);
    assert_eq!(other.status, 403);
}

#[test]
fn a_snapshot_goes_on_where_the_other_stopped() {
    let first = seeded(everything());
    let alice = signer(&first, "111111111111", "alice");
    let role = "arn:aws:iam::222222222222:role/deploy";
    let session = Signer::from_answer(&assume(&first, &alice, role).ok());
    let token = first.control().web_identity_token(
        "https://i.example",
        "a",
        "s",
        std::time::Duration::from_secs(7200),
    );
    first
        .control()
        .advance_clock(std::time::Duration::from_secs(1800));
    let admin = Signer::admin(&first);
    let snapshot = first.control().snapshot();
    drop(first);

    let second = seeded(Seed::text(snapshot.as_str()));
    assert_eq!(*second.control().snapshot(), *snapshot);
    assert_eq!(Signer::admin(&second).key, admin.key);
    assert!(arn(&second, &session).ends_with("assumed-role/deploy/test"));
    assert_eq!(arn(&second, &alice), "arn:aws:iam::111111111111:user/alice");
    // The key of web identity tokens is the same.
    let params = [
        ("RoleArn", "arn:aws:iam::222222222222:role/web"),
        ("RoleSessionName", "test"),
        ("WebIdentityToken", token.as_str()),
    ];
    let web = Call::sts("AssumeRoleWithWebIdentity", &params).send_unsigned(&second);
    web.ok();
    second
        .control()
        .advance_clock(std::time::Duration::from_secs(1801));
    let expired = Call::sts("GetCallerIdentity", &[]).send(&second, &session);
    assert_eq!(expired.refusal().1, "ExpiredToken");
}

#[test]
fn an_empty_seed_is_the_default() {
    let sandbox = seeded(Seed::text("{\"version\":1}"));
    assert_eq!(sandbox.identities().len(), 1);
    assert!(arn(&sandbox, &Signer::admin(&sandbox)).ends_with("user/admin"));
    assert!(!sandbox.seed_unused());
    // A seed's own admin stays as it is, and has a key in any case.
    let sandbox = seeded(Seed::text(
        r#"{"version":1,"accounts":{"123456789012":{"users":{"admin":{}}}}}"#,
    ));
    let list = Call::s3("GET", "/", b"").send(&sandbox, &Signer::admin(&sandbox));
    assert_eq!(list.status, 403);
}

#[test]
fn policies_come_back_as_they_were_sent() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let text =
        "{ \"Statement\" : {\n\"Effect\":\"Allow\", \"Action\":\"s3:*\",\"Resource\":\"*\" }}";
    let params = [
        ("UserName", "admin"),
        ("PolicyName", "p"),
        ("PolicyDocument", text),
    ];
    Call::iam("PutUserPolicy", &params)
        .send(&sandbox, &admin)
        .ok();
    let again = seeded(Seed::text(sandbox.control().snapshot().as_str()));
    let params = [("UserName", "admin"), ("PolicyName", "p")];
    let get = |of: &Sandbox| {
        Call::iam("GetUserPolicy", &params)
            .send(of, &admin)
            .ok()
            .text("PolicyDocument")
    };
    assert_eq!(get(&again), get(&sandbox));
}
