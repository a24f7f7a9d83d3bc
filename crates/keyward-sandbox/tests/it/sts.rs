use std::time::Duration;

use crate::client::{Call, Signer, allow, assume, role, sandbox, trust, user};

#[test]
fn each_kind_of_caller_has_its_arn() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    let identity = |signer: &Signer| {
        Call::sts("GetCallerIdentity", &[])
            .send(&sandbox, signer)
            .ok()
    };
    let of_user = identity(&alice);
    assert_eq!(of_user.text("Arn"), "arn:aws:iam::123456789012:user/alice");
    assert_eq!(of_user.text("Account"), "123456789012");
    assert!(of_user.text("UserId").starts_with("AIDA"));
    let token = Signer::from_answer(
        &Call::sts("GetSessionToken", &[])
            .send(&sandbox, &alice)
            .ok(),
    );
    assert!(token.key.starts_with("ASIA"));
    assert_eq!(
        identity(&token).text("Arn"),
        "arn:aws:iam::123456789012:user/alice"
    );
    let arn = role(&sandbox, "app");
    allow(&sandbox, "User", "alice", "\"sts:AssumeRole\"", &arn);
    let assumed = assume(&sandbox, &alice, &arn, &[]).ok();
    let of_role = identity(&Signer::from_answer(&assumed));
    assert_eq!(
        of_role.text("Arn"),
        "arn:aws:sts::123456789012:assumed-role/app/test"
    );
    assert_eq!(of_role.text("UserId"), assumed.text("AssumedRoleId"));
}

#[test]
fn a_trust_policy_decides() {
    let sandbox = sandbox();
    let (admin, alice, bob) = (
        Signer::admin(&sandbox),
        user(&sandbox, "alice"),
        user(&sandbox, "bob"),
    );
    let policy = trust(
        "arn:aws:iam::123456789012:user/alice",
        r#"{"StringEquals":{"sts:ExternalId":"right"}}"#,
    );
    let params = [
        ("RoleName", "app"),
        ("AssumeRolePolicyDocument", policy.as_str()),
    ];
    let arn = Call::iam("CreateRole", &params)
        .send(&sandbox, &admin)
        .ok()
        .text("Arn");
    let denied = |answer: crate::client::Answer, who: &str| {
        assert_eq!(answer.refusal(), (403, "AccessDenied".to_owned()));
        let sentence = format!(
            "User: arn:aws:iam::123456789012:user/{who} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        );
        assert_eq!(answer.text("Message"), sentence);
    };
    denied(assume(&sandbox, &alice, &arn, &[]), "alice");
    denied(
        assume(&sandbox, &alice, &arn, &[("ExternalId", "wrong")]),
        "alice",
    );
    denied(
        assume(&sandbox, &bob, &arn, &[("ExternalId", "right")]),
        "bob",
    );
    assume(&sandbox, &alice, &arn, &[("ExternalId", "right")]).ok();
    let open = trust("*", "");
    let params = [("RoleName", "app"), ("PolicyDocument", open.as_str())];
    Call::iam("UpdateAssumeRolePolicy", &params)
        .send(&sandbox, &admin)
        .ok();
    assume(&sandbox, &bob, &arn, &[]).ok();
    let missing = assume(&sandbox, &alice, "arn:aws:iam::123456789012:role/none", &[]);
    assert_eq!(missing.refusal(), (403, "AccessDenied".to_owned()));
}

#[test]
fn durations_have_bounds() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "hour");
    allow(&sandbox, "Role", "hour", "\"sts:AssumeRole\"", "*");
    let code = |signer: &Signer, arn: &str, seconds: &str| {
        assume(&sandbox, signer, arn, &[("DurationSeconds", seconds)]).refusal()
    };
    let invalid = (400, "ValidationError".to_owned());
    for seconds in ["899", "3601", "43201", "x", ""] {
        assert_eq!(code(&admin, &arn, seconds), invalid, "{seconds}");
    }
    assert_eq!(code(&admin, &arn, "900").0, 200);
    let policy = trust("123456789012", "");
    let params = [
        ("RoleName", "long"),
        ("AssumeRolePolicyDocument", &policy),
        ("MaxSessionDuration", "43200"),
    ];
    let long = Call::iam("CreateRole", &params)
        .send(&sandbox, &admin)
        .ok()
        .text("Arn");
    assert_eq!(code(&admin, &long, "43200").0, 200);
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    assert_eq!(
        code(&session, &long, "3601"),
        invalid,
        "role chaining has an hour"
    );
    assert_eq!(code(&session, &long, "3600").0, 200);
    let token = |seconds| {
        Call::sts("GetSessionToken", &[("DurationSeconds", seconds)]).send(&sandbox, &admin)
    };
    assert_eq!(token("899").refusal(), invalid);
    assert_eq!(token("129601").refusal(), invalid);
    token("129600").ok();
}

#[test]
fn parameters_are_validated() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    for params in [
        vec![("RoleArn", arn.as_str())],
        vec![("RoleSessionName", "test")],
        vec![("RoleArn", arn.as_str()), ("RoleSessionName", "a b")],
        vec![
            ("RoleArn", "arn:aws:iam::123456789012:user/x"),
            ("RoleSessionName", "test"),
        ],
        vec![("RoleArn", "nonsense"), ("RoleSessionName", "test")],
        vec![
            ("RoleArn", arn.as_str()),
            ("RoleSessionName", "test"),
            ("ExternalId", "x"),
        ],
    ] {
        let answer = Call::sts("AssumeRole", &params).send(&sandbox, &admin);
        assert_eq!(
            answer.refusal(),
            (400, "ValidationError".to_owned()),
            "{params:?}"
        );
    }
    let policy = assume(&sandbox, &admin, &arn, &[("Policy", "{}")]);
    assert_eq!(
        policy.refusal(),
        (400, "MalformedPolicyDocument".to_owned())
    );
    let mfa = [
        ("SerialNumber", "arn:aws:iam::123456789012:mfa/x"),
        ("TokenCode", "123456"),
    ];
    assert_eq!(
        assume(&sandbox, &admin, &arn, &mfa).refusal(),
        (403, "AccessDenied".to_owned())
    );
    let tags = [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "x")];
    let tagged = assume(&sandbox, &admin, &arn, &tags);
    assert!(
        tagged.text("Message").contains("sts:TagSession"),
        "the trust policy has no sts:TagSession"
    );
}

#[test]
fn a_session_cannot_call_what_aws_keeps_from_it() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let token = Signer::from_answer(
        &Call::sts("GetSessionToken", &[])
            .send(&sandbox, &admin)
            .ok(),
    );
    let again = Call::sts("GetSessionToken", &[]).send(&sandbox, &token);
    assert_eq!(again.refusal(), (403, "AccessDenied".to_owned()));
    assert_eq!(
        again.text("Message"),
        "Cannot call GetSessionToken with session credentials"
    );
    let iam = Call::iam("ListUsers", &[]).send(&sandbox, &token);
    assert_eq!(
        iam.refusal(),
        (403, "InvalidClientTokenId".to_owned()),
        "no IAM without MFA"
    );
    assume(&sandbox, &token, &role(&sandbox, "app"), &[]).ok();
}

#[test]
fn every_session_is_one_of_its_own() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        for answer in [
            Call::sts("GetSessionToken", &[]).send(&sandbox, &admin),
            Call::sts("GetFederationToken", &[("Name", "bob")]).send(&sandbox, &admin),
            assume(&sandbox, &admin, &arn, &[]),
        ] {
            let session = Signer::from_answer(&answer.ok());
            assert!(session.key.starts_with("ASIA"));
            seen.insert((session.key.clone(), session.secret.clone()));
            Call::sts("GetCallerIdentity", &[])
                .send(&sandbox, &session)
                .ok();
        }
    }
    assert_eq!(seen.len(), 9);
}

#[test]
fn what_is_not_heeded_is_refused() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    let not_built = (501, "NotImplemented".to_owned());
    let context = [(
        "ProvidedContexts.member.1.ProviderArn",
        "arn:aws:iam::aws:contextProvider/IdentityCenter",
    )];
    assert_eq!(
        assume(&sandbox, &admin, &arn, &context).refusal(),
        not_built
    );
    let size = [("MinimumSessionTokenSize", "2048")];
    assert_eq!(assume(&sandbox, &admin, &arn, &size).refusal(), not_built);
    let token = Call::sts("GetSessionToken", &size).send(&sandbox, &admin);
    assert_eq!(token.refusal(), not_built);
}

#[test]
fn tags_and_source_identity_travel_along_a_chain() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let policy = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:*"}}"#;
    let make = |name: &str| {
        let params = [("RoleName", name), ("AssumeRolePolicyDocument", policy)];
        Call::iam("CreateRole", &params)
            .send(&sandbox, &admin)
            .ok()
            .text("Arn")
    };
    let (one, two) = (make("one"), make("two"));
    let first = [
        ("SourceIdentity", "alice"),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "x"),
        ("TransitiveTagKeys.member.1", "team"),
    ];
    let session = Signer::from_answer(&assume(&sandbox, &admin, &one, &first).ok());
    assert_eq!(
        assume(&sandbox, &session, &two, &[])
            .ok()
            .text("SourceIdentity"),
        "alice"
    );
    let other = assume(&sandbox, &session, &two, &[("SourceIdentity", "bob")]);
    assert_eq!(other.refusal(), (403, "AccessDenied".to_owned()));
    let overwrite = [("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "y")];
    let other = assume(&sandbox, &session, &two, &overwrite);
    assert_eq!(other.refusal(), (400, "InvalidParameterValue".to_owned()));
}

#[test]
fn the_account_of_a_key_can_be_asked() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let ask =
        |id: &str| Call::sts("GetAccessKeyInfo", &[("AccessKeyId", id)]).send(&sandbox, &admin);
    assert_eq!(ask(&admin.key).ok().text("Account"), "123456789012");
    assert_eq!(ask("short").refusal(), (400, "ValidationError".to_owned()));
}

#[test]
fn sessions_age_by_the_sandbox_clock() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    let identity = |signer: &Signer| {
        Call::sts("GetCallerIdentity", &[])
            .send(&sandbox, signer)
            .status
    };
    sandbox.control().advance_clock(Duration::from_secs(3_500));
    assert_eq!(identity(&session), 200);
    sandbox.control().advance_clock(Duration::from_secs(200));
    assert_eq!(identity(&session), 403);
    assert_eq!(identity(&admin), 200, "signatures go by the real clock");
}
