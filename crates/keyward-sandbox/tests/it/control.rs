use std::time::Duration;

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, assume, exchange, role, sandbox};

fn control(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> Answer {
    let host = sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let token = format!("Bearer {}", sandbox.control_token());
    let headers = [
        ("host".to_owned(), host.clone()),
        ("authorization".to_owned(), token),
    ];
    exchange(&host, method, path, &headers, body.as_bytes())
}

fn identity(sandbox: &Sandbox, signer: &Signer) -> u16 {
    Call::sts("GetCallerIdentity", &[])
        .send(sandbox, signer)
        .status
}

fn session(sandbox: &Sandbox, role: &str) -> Signer {
    Signer::from_answer(&assume(sandbox, &Signer::admin(sandbox), role, &[]).ok())
}

#[test]
fn without_the_token_there_is_nothing() {
    let sandbox = sandbox();
    let host = sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let with = |name: &str, value: String| {
        let headers = [("host".to_owned(), host.clone()), (name.to_owned(), value)];
        exchange(&host, "GET", "/requests", &headers, b"")
    };
    for value in [
        "",
        "Bearer ",
        "Bearer x",
        "Basic x",
        sandbox.control_token(),
    ] {
        let answer = with("authorization", value.to_owned());
        assert_eq!((answer.status, answer.body.len()), (401, 0), "{value}");
    }
    assert_eq!(with("x-other", String::new()).status, 401);
    let headers = [
        ("host".to_owned(), "evil.example".to_owned()),
        (
            "authorization".to_owned(),
            format!("Bearer {}", sandbox.control_token()),
        ),
    ];
    assert_eq!(
        exchange(&host, "GET", "/requests", &headers, b"").status,
        403
    );
    // The AWS endpoint is not the control endpoint.
    let aws = sandbox.endpoint().trim_start_matches("http://");
    assert_eq!(exchange(aws, "GET", "/requests", &headers, b"").status, 400);
}

#[test]
fn a_session_is_expired_by_name() {
    let sandbox = sandbox();
    let session = session(&sandbox, &role(&sandbox, "app"));
    assert_eq!(identity(&sandbox, &session), 200);
    let body = format!("{{\"accessKeyId\":\"{}\"}}", session.key);
    assert_eq!(
        control(&sandbox, "POST", "/sessions/expire", &body).status,
        200
    );
    assert_eq!(identity(&sandbox, &session), 403);
    let unknown = control(
        &sandbox,
        "POST",
        "/sessions/expire",
        "{\"accessKeyId\":\"ASIA\"}",
    );
    assert_eq!(unknown.status, 404);
}

#[test]
fn lifetimes_and_the_clock_are_set() {
    let sandbox = sandbox();
    let arn = role(&sandbox, "app");
    control(&sandbox, "POST", "/sessions/lifetime", "{\"seconds\":0}").ok();
    assert_eq!(identity(&sandbox, &session(&sandbox, &arn)), 403);
    control(&sandbox, "POST", "/sessions/lifetime", "{\"seconds\":null}").ok();
    let later = session(&sandbox, &arn);
    assert_eq!(identity(&sandbox, &later), 200);
    control(&sandbox, "POST", "/clock", "{\"advanceSeconds\":3601}").ok();
    assert_eq!(identity(&sandbox, &later), 403);
    sandbox.control().set_session_lifetime(Some(Duration::ZERO));
    assert_eq!(identity(&sandbox, &session(&sandbox, &arn)), 403);
}

#[test]
fn bodies_that_make_no_sense_are_named() {
    let sandbox = sandbox();
    for (path, body) in [
        ("/sessions/expire", "{}"),
        ("/sessions/expire", "not json"),
        ("/sessions/lifetime", "{}"),
        ("/sessions/lifetime", "{\"seconds\":-1}"),
        ("/clock", "{\"advanceSeconds\":\"x\"}"),
        ("/clock", "{\"advanceSeconds\":1,\"more\":2}"),
    ] {
        let answer = control(&sandbox, "POST", path, body);
        assert_eq!(answer.status, 400, "{path} {body}");
        assert!(
            answer.xml().contains("cannot read the body"),
            "{}",
            answer.xml()
        );
    }
    assert_eq!(control(&sandbox, "GET", "/nothing", "").status, 404);
    for seconds in [u64::MAX, u64::MAX - 1] {
        control(
            &sandbox,
            "POST",
            "/clock",
            &format!("{{\"advanceSeconds\":{seconds}}}"),
        )
        .ok();
        control(
            &sandbox,
            "POST",
            "/sessions/lifetime",
            &format!("{{\"seconds\":{seconds}}}"),
        )
        .ok();
    }
    assert_eq!(
        identity(&sandbox, &session(&sandbox, &role(&sandbox, "app"))),
        200,
        "a far clock stops nothing"
    );
}

#[test]
fn the_log_says_who_what_and_how_decided_and_no_secret() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let session = session(&sandbox, &role(&sandbox, "app"));
    Call::s3("GET", "/none/k", b"").send(&sandbox, &session);
    let mut thief = session.clone();
    thief.secret = "guessed".to_owned();
    Call::ec2("DescribeInstances", &[]).send(&sandbox, &thief);
    let log = sandbox.control().request_log();
    let short: Vec<_> = log
        .iter()
        .map(|entry| {
            (
                entry.service.as_str(),
                entry.operation.as_str(),
                entry.status,
                entry.error.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("iam", "CreateRole", 200, None),
            ("sts", "AssumeRole", 200, None),
            ("s3", "GetObject", 404, Some("NoSuchBucket")),
            ("ec2", "DescribeInstances", 401, Some("AuthFailure")),
        ]
    );
    assert_eq!(
        log[2].caller.as_deref(),
        Some("arn:aws:sts::123456789012:assumed-role/app/test")
    );
    assert_eq!(
        (log[3].access_key_id.as_deref(), log[3].caller.as_deref()),
        (Some(session.key.as_str()), None)
    );
    let told = control(&sandbox, "GET", "/requests", "").ok().xml();
    assert!(told.contains("\"operation\":\"AssumeRole\""), "{told}");
    for secret in [
        &admin.secret,
        &session.secret,
        session.token.as_ref().unwrap(),
    ] {
        assert!(!told.contains(secret.as_str()));
        assert!(!format!("{log:?}").contains(secret.as_str()));
    }
}
