//! Faults on demand.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use keyward_sandbox::{FaultKind, FaultRule, Sandbox};

use crate::client::{Answer, Call, Signer, exchange, sandbox};

fn identity(sandbox: &Sandbox) -> Answer {
    Call::sts("GetCallerIdentity", &[]).send(sandbox, &Signer::admin(sandbox))
}

fn rule(service: &str, kind: FaultKind, count: u64) -> FaultRule {
    FaultRule {
        service: Some(service.to_owned()),
        count: Some(count),
        ..FaultRule::new(kind)
    }
}

#[test]
fn every_service_fails_in_its_own_words() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    for (kind, expected) in [
        (
            FaultKind::Throttling,
            [
                (400, "Throttling"),
                (503, "SlowDown"),
                (503, "RequestLimitExceeded"),
                (400, "ThrottlingException"),
            ],
        ),
        (
            FaultKind::ServerError,
            [
                (500, "InternalFailure"),
                (500, "InternalError"),
                (500, "InternalError"),
                (500, "InternalServerError"),
            ],
        ),
        (
            FaultKind::Unavailable,
            [
                (503, "ServiceUnavailable"),
                (503, "ServiceUnavailable"),
                (503, "Unavailable"),
                (503, "ServiceUnavailable"),
            ],
        ),
    ] {
        let calls = [
            Call::sts("GetCallerIdentity", &[]),
            Call::s3("GET", "/", b""),
            Call::ec2("DescribeInstances", &[]),
            Call::json("ssm", "DescribeParameters", "{}"),
        ];
        for (call, (status, code)) in calls.into_iter().zip(expected) {
            let service = call.service;
            sandbox.control().add_fault(rule(service, kind, 1));
            let answer = call.send(&sandbox, &admin);
            let told = answer
                .find("Code")
                .unwrap_or_else(|| answer.json()["__type"].as_str().unwrap().to_owned());
            assert_eq!((answer.status, told.as_str()), (status, code), "{service}");
        }
    }
    identity(&sandbox).ok();
}

#[test]
fn a_rule_is_for_its_operation_and_its_count() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    sandbox.control().add_fault(FaultRule {
        operation: Some("PutObject".to_owned()),
        ..rule("s3", FaultKind::ServerError, 2)
    });
    Call::s3("PUT", "/bucket", b"").send(&sandbox, &admin).ok();
    let put = || {
        Call::s3("PUT", "/bucket/k", b"x")
            .send(&sandbox, &admin)
            .status
    };
    assert_eq!([put(), put(), put()], [500, 500, 200]);
    sandbox
        .control()
        .add_fault(FaultRule::new(FaultKind::Throttling));
    assert_eq!(identity(&sandbox).status, 400);
    assert_eq!(identity(&sandbox).status, 400);
    sandbox.control().clear_faults();
    identity(&sandbox).ok();
}

#[test]
fn a_cut_connection_has_an_effect_or_none() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    for (kind, name, made) in [
        (FaultKind::CutBefore, "before", false),
        (FaultKind::CutAfter, "after", true),
    ] {
        sandbox.control().add_fault(rule("iam", kind, 1));
        let cut = Call::iam("CreateUser", &[("UserName", name)]).send(&sandbox, &admin);
        assert_eq!((cut.status, cut.body.len()), (0, 0), "no answer at all");
        let user = Call::iam("GetUser", &[("UserName", name)]).send(&sandbox, &admin);
        assert_eq!(user.status == 200, made, "{name}");
    }
}

#[test]
fn a_late_answer_comes_and_holds_nobody_else_up() {
    let sandbox = sandbox();
    let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
    sandbox
        .control()
        .add_fault(rule("s3", FaultKind::Latency { milliseconds: 300 }, 1));
    let start = Instant::now();
    let mut slow = TcpStream::connect(&host).unwrap();
    write!(
        slow,
        "GET / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    identity(&sandbox).ok();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    // A lower bound: a slow machine cannot break it.
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert!(answer.contains("AccessDenied"));
}

#[test]
fn rules_and_the_clock_over_http() {
    let sandbox = sandbox();
    let host = sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned();
    let control = |method: &str, path: &str, body: &str| {
        let headers = [
            ("host".to_owned(), host.clone()),
            (
                "authorization".to_owned(),
                format!("Bearer {}", sandbox.control_token()),
            ),
        ];
        exchange(&host, method, path, &headers, body.as_bytes())
    };
    control(
        "POST",
        "/faults",
        r#"{"service":"sts","kind":"throttling","count":1}"#,
    )
    .ok();
    control(
        "POST",
        "/faults",
        r#"{"kind":{"latency":{"milliseconds":1}},"probability":0.5}"#,
    )
    .ok();
    assert_eq!(control("POST", "/faults", r#"{"kind":"rain"}"#).status, 400);
    assert_eq!(
        control("GET", "/faults", "")
            .ok()
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(identity(&sandbox).status, 400);
    control("DELETE", "/faults", "").ok();
    identity(&sandbox).ok();

    let token = Call::sts("GetSessionToken", &[("DurationSeconds", "900")]);
    let session = Signer::from_answer(&token.send(&sandbox, &Signer::admin(&sandbox)).ok());
    let alive = || {
        Call::sts("GetCallerIdentity", &[])
            .send(&sandbox, &session)
            .status
    };
    control("POST", "/clock", r#"{"advanceSeconds":901}"#).ok();
    assert_eq!(alive(), 403);
    control("POST", "/clock", r#"{"advanceSeconds":-901}"#).ok();
    assert_eq!(alive(), 200);
}

/// Host and path of a request without a signature, and the service and operation of its log entry.
fn unsigned(
    sandbox: &Sandbox,
) -> [(
    String,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
); 6] {
    let bare = |url: String| url.trim_start_matches("http://").to_owned();
    let imds = bare(sandbox.imds_endpoint());
    let container = bare(sandbox.container_endpoint());
    let identity = bare(sandbox.identity_endpoint());
    [
        (
            imds,
            "PUT",
            "/latest/api/token",
            "imds",
            "PUT /latest/api/token",
        ),
        (
            container.clone(),
            "GET",
            "/v1/credentials",
            "container",
            "EksCredentials",
        ),
        (
            container,
            "GET",
            "/v2/credentials/x",
            "container",
            "EcsCredentials",
        ),
        (
            identity.clone(),
            "GET",
            "/assignment/accounts",
            "sso",
            "ListAccounts",
        ),
        (
            identity.clone(),
            "POST",
            "/token",
            "sso-oidc",
            "CreateToken",
        ),
        (identity, "POST", "/v1/token", "signin", "CreateOAuth2Token"),
    ]
}

#[test]
fn metadata_and_sign_ins_fail_too_and_are_logged() {
    let sandbox = sandbox();
    for (host, method, path, service, operation) in unsigned(&sandbox) {
        let headers = [("host".to_owned(), host.clone())];
        let ask = || exchange(&host, method, path, &headers, b"");
        let without = ask().status;
        for (kind, status) in [
            (
                FaultKind::Throttling,
                if service == "sso-oidc" { 400 } else { 429 },
            ),
            (FaultKind::ServerError, 500),
            (FaultKind::Unavailable, 503),
            (FaultKind::CutBefore, 0),
            (FaultKind::CutAfter, 0),
            (FaultKind::Latency { milliseconds: 1 }, without),
        ] {
            sandbox.control().add_fault(FaultRule {
                operation: Some(operation.to_owned()),
                ..rule(service, kind, 1)
            });
            assert_eq!(ask().status, status, "{service} {operation} {kind:?}");
            let log = sandbox.control().request_log();
            let entry = log.last().unwrap();
            let logged = (entry.service.as_str(), entry.operation.as_str());
            assert_eq!(logged, (service, operation));
        }
        assert_eq!(ask().status, without, "{service}: the rules are used up");
    }
}

#[test]
fn a_rule_that_would_never_have_an_effect_is_refused() {
    let sandbox = sandbox();
    let host = sandbox
        .control_endpoint()
        .trim_start_matches("http://")
        .to_owned();
    for (rule, word) in [
        (r#"{"kind":"throttling","service":"lambada"}"#, "lambada"),
        (
            r#"{"kind":"throttling","probability":1.5}"#,
            "between 0 and 1",
        ),
    ] {
        let bearer = format!("Bearer {}", sandbox.control_token());
        let headers = [
            ("host".to_owned(), host.clone()),
            ("authorization".to_owned(), bearer),
        ];
        let answer = exchange(&host, "POST", "/faults", &headers, rule.as_bytes());
        assert_eq!(answer.status, 400);
        assert!(answer.xml().contains(word));
    }
}
