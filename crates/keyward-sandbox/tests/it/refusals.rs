//! Each way in which a request can be wrong, in the code, status and shape of each protocol.

use std::time::Duration;

use crate::client::{Answer, Call, Signer, allow, assume, role, sandbox, user};

/// The same question to the services, by protocol.
fn calls() -> [Call<'static>; 5] {
    [
        Call::sts("GetCallerIdentity", &[]),
        Call::iam("ListUsers", &[]),
        Call::sns(
            "Publish",
            &[("PhoneNumber", "+14155550100"), ("Message", "x")],
        ),
        Call::s3("GET", "/", b""),
        Call::ec2("DescribeInstances", &[]),
    ]
}

/// What STS, IAM and SNS say, what S3 says, what EC2 says.
type Expected = [(u16, &'static str); 3];

fn check(case: &str, send: impl Fn(Call<'static>) -> Answer, expected: Expected) {
    for call in calls() {
        let service = call.service;
        let (status, code) = expected[match service {
            "s3" => 1,
            "ec2" => 2,
            _ => 0,
        }];
        let answer = send(call);
        assert_eq!(
            answer.refusal(),
            (status, code.to_owned()),
            "{case} at {service}"
        );
        let shape = match service {
            "s3" => "<Error><Code>",
            "ec2" => "<Response><Errors><Error><Code>",
            _ => "<Error><Type>Sender</Type><Code>",
        };
        assert!(
            answer.xml().contains(shape),
            "{case} at {service}: {}",
            answer.xml()
        );
    }
}

#[test]
fn every_wrong_request_is_refused_in_the_words_of_its_service() {
    let sandbox = sandbox();
    let alice = user(&sandbox, "alice");
    allow(&sandbox, "User", "alice", "\"*\"", "*");
    let session = |name: &str| {
        Signer::from_answer(&assume(&sandbox, &alice, &role(&sandbox, name), &[]).ok())
    };
    let (one, two) = (session("one"), session("two"));
    let with = |change: fn(&mut Signer)| {
        let mut signer = alice.clone();
        change(&mut signer);
        signer
    };
    let late = with(|signer| signer.time -= Duration::from_secs(16 * 60));
    let early = with(|signer| signer.time += Duration::from_secs(16 * 60));
    let foreign = Signer {
        token: two.token.clone(),
        ..one.clone()
    };
    let tokenless = Signer {
        token: None,
        ..one.clone()
    };
    let stolen = Signer {
        secret: alice.secret.clone(),
        ..one.clone()
    };
    let unknown: Expected = [
        (403, "InvalidClientTokenId"),
        (403, "InvalidAccessKeyId"),
        (401, "AuthFailure"),
    ];
    let wrong_token: Expected = [
        (403, "InvalidClientTokenId"),
        (400, "InvalidToken"),
        (401, "AuthFailure"),
    ];
    let mismatch: Expected = [
        (403, "SignatureDoesNotMatch"),
        (403, "SignatureDoesNotMatch"),
        (401, "AuthFailure"),
    ];
    let skewed: Expected = [
        (403, "SignatureDoesNotMatch"),
        (403, "RequestTimeTooSkewed"),
        (400, "RequestExpired"),
    ];
    let expired: Expected = [
        (403, "ExpiredToken"),
        (400, "ExpiredToken"),
        (400, "RequestExpired"),
    ];
    for (case, signer, expected) in [
        (
            "another secret",
            with(|signer| signer.secret.push('x')),
            mismatch,
        ),
        ("a session's key with a user's secret", stolen, mismatch),
        (
            "a key that does not exist",
            with(|signer| signer.key = "AKIAIOSFODNN7EXAMPLE".to_owned()),
            unknown,
        ),
        (
            "a token that no session has",
            with(|signer| signer.token = Some("x".to_owned())),
            wrong_token,
        ),
        ("another session's token", foreign, wrong_token),
        ("a session without its token", tokenless, unknown),
        ("signed 16 minutes ago", late, skewed),
        ("signed 16 minutes ahead", early, skewed),
    ] {
        check(case, |call| call.send(&sandbox, &signer), expected);
    }
    let missing: Expected = [
        (403, "MissingAuthenticationToken"),
        (403, "AccessDenied"),
        (400, "MissingParameter"),
    ];
    check("no signature", |call| call.send_unsigned(&sandbox), missing);
    assert!(sandbox.control().expire_session(&one.key));
    check(
        "an expired session",
        |call| call.send(&sandbox, &one),
        expired,
    );
    let thief = Signer {
        secret: "guessed".to_owned(),
        ..one.clone()
    };
    check(
        "an expired session with another secret",
        |call| call.send(&sandbox, &thief),
        mismatch,
    );
    let admin = Signer::admin(&sandbox);
    let set = |status: &str| {
        let params = [
            ("UserName", "alice"),
            ("AccessKeyId", alice.key.as_str()),
            ("Status", status),
        ];
        Call::iam("UpdateAccessKey", &params)
            .send(&sandbox, &admin)
            .ok();
    };
    set("Inactive");
    check(
        "an inactive key",
        |call| call.send(&sandbox, &alice),
        unknown,
    );
    set("Active");
    Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &alice)
        .ok();
}

#[test]
fn a_session_ends_with_its_role_or_user() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "short");
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    Call::iam("DeleteRole", &[("RoleName", "short")])
        .send(&sandbox, &admin)
        .ok();
    let identity = || Call::sts("GetCallerIdentity", &[]).send(&sandbox, &session);
    assert_eq!(
        identity().refusal(),
        (403, "InvalidClientTokenId".to_owned())
    );
    role(&sandbox, "short");
    assert_eq!(
        identity().refusal(),
        (403, "InvalidClientTokenId".to_owned()),
        "a role of the same name is another"
    );
}

#[test]
fn an_error_of_s3_shows_no_token() {
    let sandbox = sandbox();
    let arn = role(&sandbox, "app");
    let mut session =
        Signer::from_answer(&assume(&sandbox, &Signer::admin(&sandbox), &arn, &[]).ok());
    session.secret.push('x');
    let answer = Call::s3("GET", "/", b"").send(&sandbox, &session);
    assert_eq!(answer.refusal(), (403, "SignatureDoesNotMatch".to_owned()));
    assert!(
        answer.xml().contains("x-amz-security-token:***"),
        "{}",
        answer.xml()
    );
    assert!(!answer.xml().contains(session.token.as_deref().unwrap()));
}

#[test]
fn unknown_actions_and_services() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    for call in [
        Call::sts("Dance", &[]),
        Call::iam("Dance", &[]),
        Call::sns("Dance", &[]),
        Call::ec2("Dance", &[]),
    ] {
        let service = call.service;
        assert_eq!(
            call.send(&sandbox, &admin).refusal(),
            (400, "InvalidAction".to_owned()),
            "{service}"
        );
    }
    let mut actionless = Call::sts("x", &[]);
    actionless.body.clear();
    assert_eq!(
        actionless.send(&sandbox, &admin).refusal(),
        (400, "MissingAction".to_owned())
    );
    let other = Call::query("sqs", "2012-11-05", "ListQueues", &[]).send(&sandbox, &admin);
    assert_eq!(other.refusal(), (400, "NotImplemented".to_owned()));
}
