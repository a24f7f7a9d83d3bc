//! Signatures in the query, made by the official signer.

use std::time::{Duration, SystemTime};

use crate::client::{Call, Signer, allow, assume, exchange, open, role, sandbox};

#[test]
fn a_url_does_what_it_was_signed_for_and_nothing_else() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    Call::s3("PUT", "/bucket", b"").send(&sandbox, &admin).ok();
    let arn = role(&sandbox, "app");
    let object = "\"s3:*Object\"";
    allow(&sandbox, "Role", "app", object, "arn:aws:s3:::bucket/*");
    // Without it, a missing object is AccessDenied.
    let list = "\"s3:ListBucket\"";
    allow(&sandbox, "Role", "app", list, "arn:aws:s3:::bucket");
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    for signer in [&admin, &session] {
        let url = |method: &'static str| {
            Call::s3(method, "/bucket/a%20b/%C3%BC", b"").presigned(&sandbox, signer, 60)
        };
        open(&sandbox, "PUT", &url("PUT"), b"hello").ok();
        assert_eq!(open(&sandbox, "GET", &url("GET"), b"").ok().body, b"hello");
        open(&sandbox, "HEAD", &url("HEAD"), b"").ok();
        let crossed = open(&sandbox, "DELETE", &url("GET"), b"");
        assert_eq!(crossed.refusal(), (403, "SignatureDoesNotMatch".to_owned()));
        let token = signer.token.as_deref().unwrap_or("no token");
        assert!(!crossed.xml().contains(token), "{}", crossed.xml());
        assert_eq!(open(&sandbox, "DELETE", &url("DELETE"), b"").status, 204);
        assert_eq!(
            open(&sandbox, "GET", &url("GET"), b"").refusal(),
            (404, "NoSuchKey".to_owned())
        );
    }
}

#[test]
fn a_url_has_its_time() {
    let sandbox = sandbox();
    let mut signer = Signer::admin(&sandbox);
    let now = SystemTime::now();
    for (time, seconds, refusal) in [
        (
            now - Duration::from_secs(61),
            60,
            (403, "AccessDenied", "Request has expired"),
        ),
        (
            now + Duration::from_secs(960),
            60,
            (403, "AccessDenied", "Request is not valid yet"),
        ),
        (
            now,
            604_801,
            (400, "AuthorizationQueryParametersError", "604800"),
        ),
    ] {
        signer.time = time;
        let url = Call::s3("GET", "/", b"").presigned(&sandbox, &signer, seconds);
        let answer = open(&sandbox, "GET", &url, b"");
        assert_eq!(answer.refusal(), (refusal.0, refusal.1.to_owned()));
        assert!(answer.xml().contains(refusal.2), "{}", answer.xml());
    }
    signer.time = now - Duration::from_secs(604_700);
    let url = Call::s3("GET", "/", b"").presigned(&sandbox, &signer, 604_800);
    open(&sandbox, "GET", &url, b"").ok();
}

#[test]
fn the_session_of_a_url_ends_before_the_url_does() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let arn = role(&sandbox, "app");
    allow(&sandbox, "Role", "app", "\"s3:ListAllMyBuckets\"", "*");
    let session = Signer::from_answer(&assume(&sandbox, &admin, &arn, &[]).ok());
    let url = Call::s3("GET", "/", b"").presigned(&sandbox, &session, 86_400);
    open(&sandbox, "GET", &url, b"").ok();
    sandbox.control().expire_session(&session.key);
    assert_eq!(
        open(&sandbox, "GET", &url, b"").refusal(),
        (400, "ExpiredToken".to_owned())
    );
}

#[test]
fn the_query_services_take_urls_for_a_quarter_of_an_hour() {
    let sandbox = sandbox();
    let mut signer = Signer::admin(&sandbox);
    let identity = |signer: &Signer| {
        let mut call = Call::sts("GetCallerIdentity", &[]);
        call.method = "GET";
        call.target = "/?Action=GetCallerIdentity&Version=2011-06-15".to_owned();
        call.headers.clear();
        call.body.clear();
        let url = call.presigned(&sandbox, signer, 60);
        open(&sandbox, "GET", &url, b"")
    };
    assert!(identity(&signer).ok().text("Arn").ends_with("user/admin"));
    signer.time = SystemTime::now() - Duration::from_secs(800);
    identity(&signer).ok();
    signer.time = SystemTime::now() - Duration::from_secs(960);
    let late = identity(&signer);
    assert_eq!(late.refusal(), (403, "SignatureDoesNotMatch".to_owned()));
    assert!(late.text("Message").starts_with("Signature expired"));
}

#[test]
fn a_header_that_was_not_signed_and_a_second_signature_are_refused() {
    let sandbox = sandbox();
    let url = Call::s3("GET", "/", b"").presigned(&sandbox, &Signer::admin(&sandbox), 60);
    let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
    let with = |name: &str, value: &str| {
        let headers = [
            ("host".to_owned(), host.clone()),
            (name.to_owned(), value.to_owned()),
        ];
        exchange(&host, "GET", &url, &headers, b"").refusal()
    };
    assert_eq!(
        with("x-amz-acl", "private"),
        (403, "AccessDenied".to_owned())
    );
    assert_eq!(
        with("authorization", "AWS4-HMAC-SHA256 x"),
        (400, "InvalidArgument".to_owned())
    );
}
