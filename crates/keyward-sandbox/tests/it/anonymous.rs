//! S3 without a signature: what a bucket policy opens to anyone, and forms that browsers send.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use keyward_sandbox::Sandbox;
use sha2::Sha256;

use crate::client::{Answer, Call, Signer, exchange, sandbox, user};

const OPEN: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::bucket/open/*"}]}"#;

fn admin(sandbox: &Sandbox, method: &'static str, target: &str, body: &str) -> Answer {
    Call::s3(method, target, body.as_bytes()).send(sandbox, &Signer::admin(sandbox))
}

fn anyone(sandbox: &Sandbox, method: &'static str, target: &str) -> Answer {
    Call::s3(method, target, b"").send_unsigned(sandbox)
}

fn bucket() -> Sandbox {
    let sandbox = sandbox();
    admin(&sandbox, "PUT", "/bucket", "").ok();
    admin(&sandbox, "PUT", "/bucket/open/a", "hello").ok();
    admin(&sandbox, "PUT", "/bucket/closed/a", "hello").ok();
    sandbox
}

#[test]
fn a_new_bucket_blocks_public_policies_until_told_otherwise() {
    let sandbox = bucket();
    let read = |target| anyone(&sandbox, "GET", target).refusal();
    assert_eq!(read("/bucket/open/a"), (403, "AccessDenied".to_owned()));
    let put = admin(&sandbox, "PUT", "/bucket?policy", OPEN);
    assert_eq!(put.refusal(), (403, "AccessDenied".to_owned()));
    let why = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.";
    assert!(put.text("Message").ends_with(why), "{}", put.xml());
    admin(&sandbox, "DELETE", "/bucket?publicAccessBlock", "").ok();
    let gone = admin(&sandbox, "GET", "/bucket?publicAccessBlock", "");
    assert_eq!(gone.refusal().1, "NoSuchPublicAccessBlockConfiguration");
    admin(&sandbox, "PUT", "/bucket?policy", OPEN).ok();
    assert_eq!(
        admin(&sandbox, "GET", "/bucket?policy", "").ok().xml(),
        OPEN
    );
    let status = admin(&sandbox, "GET", "/bucket?policyStatus", "").ok();
    assert_eq!(status.text("IsPublic"), "true");
    assert_eq!(
        anyone(&sandbox, "GET", "/bucket/open/a").ok().body,
        b"hello"
    );
    anyone(&sandbox, "PUT", "/bucket/open/b").ok();
    for target in ["/bucket/closed/a", "/bucket/open/z", "/bucket", "/"] {
        assert_eq!(read(target), (403, "AccessDenied".to_owned()), "{target}");
    }
    assert_eq!(read("/nowhere/a"), (404, "NoSuchBucket".to_owned()));
    let log = sandbox.control().request_log();
    let nobody = log
        .iter()
        .find(|entry| entry.access_key_id.is_none())
        .unwrap();
    assert_eq!(
        (nobody.operation.as_str(), &nobody.caller),
        ("GetObject", &None)
    );
    admin(&sandbox, "DELETE", "/bucket?policy", "").ok();
    assert_eq!(read("/bucket/open/a"), (403, "AccessDenied".to_owned()));
}

#[test]
fn a_malformed_policy_is_refused_in_aws_words() {
    let sandbox = bucket();
    let put = admin(
        &sandbox,
        "PUT",
        "/bucket?policy",
        &OPEN.replace("bucket", "other"),
    );
    assert_eq!(put.refusal(), (400, "MalformedPolicy".to_owned()));
    assert_eq!(put.text("Message"), "Policy has invalid resource");
    let unknown = OPEN.replace(
        r#""Principal":"*""#,
        r#""Principal":{"AWS":"arn:aws:iam::123456789012:user/nobody"}"#,
    );
    let put = admin(&sandbox, "PUT", "/bucket?policy", &unknown);
    assert_eq!(put.text("Message"), "Invalid principal in policy");
    assert!(put.xml().contains("user/nobody"), "{}", put.xml());
}

/// A form as a browser sends it.
fn form(fields: &[(&str, &str)], file: &str) -> (String, Vec<u8>) {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!(
            "--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        ));
    }
    body.push_str(&format!(
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"my photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n{file}\r\n--XX--\r\n"
    ));
    ("multipart/form-data; boundary=XX".to_owned(), body.into())
}

fn post(sandbox: &Sandbox, fields: &[(&str, &str)], file: &str) -> Answer {
    let host = sandbox.endpoint().trim_start_matches("http://").to_owned();
    let (kind, body) = form(fields, file);
    let headers = [
        ("host".to_owned(), host.clone()),
        ("content-type".to_owned(), kind),
    ];
    exchange(&host, "POST", "/bucket", &headers, &body)
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// The fields of a signature over a policy with these conditions; the form needs them too.
fn signed(signer: &Signer, conditions: &str) -> Vec<(String, String)> {
    let date = "20260101T000000Z";
    let scope = format!("{}/20260101/us-east-1/s3/aws4_request", signer.key);
    let policy = STANDARD.encode(format!(
        r#"{{"expiration":"2999-01-01T00:00:00Z","conditions":[{conditions}{{"x-amz-credential":"{scope}"}},{{"x-amz-algorithm":"AWS4-HMAC-SHA256"}},{{"x-amz-date":"{date}"}}]}}"#
    ));
    let mut key = hmac(format!("AWS4{}", signer.secret).as_bytes(), "20260101");
    for part in ["us-east-1", "s3", "aws4_request"] {
        key = hmac(&key, part);
    }
    let signature = hex::encode(hmac(&key, &policy));
    [
        ("X-Amz-Credential", scope),
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("X-Amz-Date", date.to_owned()),
        ("Policy", policy),
        ("X-Amz-Signature", signature),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// A form with a signed policy and more fields.
fn send(sandbox: &Sandbox, signer: &Signer, conditions: &str, more: &[(&str, &str)]) -> Answer {
    let signature = signed(signer, conditions);
    let fields = signature
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = more.iter().copied().chain(fields).collect();
    post(sandbox, &all, "the photo")
}

#[test]
fn a_signed_form_stores_its_file() {
    let sandbox = bucket();
    let signer = Signer::admin(&sandbox);
    let conditions = r#"{"bucket":"bucket"},["starts-with","$key","up/"],["starts-with","$Content-Type","image/"],["content-length-range",1,20],{"success_action_status":"201"},{"x-amz-meta-who":"me"},{"tagging":"<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag></TagSet></Tagging>"},"#;
    let fields = [
        ("key", "up/${filename}"),
        ("Content-Type", "image/jpeg"),
        ("success_action_status", "201"),
        ("x-amz-meta-who", "me"),
        (
            "tagging",
            "<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag></TagSet></Tagging>",
        ),
    ];
    let stored = send(&sandbox, &signer, conditions, &fields).ok();
    assert_eq!(
        (stored.status, stored.text("Key")),
        (201, "up/my photo.jpg".to_owned())
    );
    assert!(
        stored
            .header("location")
            .unwrap()
            .ends_with("/bucket/up%2Fmy%20photo%2Ejpg")
    );
    let got = admin(&sandbox, "GET", "/bucket/up/my%20photo.jpg", "").ok();
    assert_eq!(got.body, b"the photo");
    assert_eq!(got.header("content-type"), Some("image/jpeg"));
    assert_eq!(got.header("x-amz-meta-who"), Some("me"));
    assert_eq!(got.header("x-amz-tagging-count"), Some("1"));
    let log = sandbox.control().request_log();
    let entry = log
        .iter()
        .find(|entry| entry.operation == "PostObject")
        .unwrap();
    assert_eq!(entry.access_key_id.as_ref(), Some(&signer.key));
    assert_eq!(
        entry.caller.as_deref(),
        Some("arn:aws:iam::123456789012:user/admin")
    );
}

#[test]
fn a_form_answers_as_it_asks() {
    let sandbox = bucket();
    let signer = Signer::admin(&sandbox);
    let plain = send(&sandbox, &signer, r#"{"key":"k"},"#, &[("key", "k")]).ok();
    assert_eq!((plain.status, plain.body.len()), (204, 0));
    let url = "http://127.0.0.1:9/done?x=1";
    let condition = format!(r#"{{"key":"k"}},{{"success_action_redirect":"{url}"}},"#);
    let fields = [("key", "k"), ("success_action_redirect", url)];
    let sent = send(&sandbox, &signer, &condition, &fields);
    assert_eq!(sent.status, 303);
    let to = sent.header("location").unwrap();
    assert!(
        to.starts_with(&format!("{url}&bucket=bucket&key=k&etag=%22")),
        "{to}"
    );
}

#[test]
fn a_form_that_its_policy_does_not_allow_is_refused() {
    let sandbox = bucket();
    let signer = Signer::admin(&sandbox);
    let refused = |conditions: &str, fields: &[(&str, &str)]| {
        let answer = send(&sandbox, &signer, conditions, fields);
        (answer.status, answer.text("Code"), answer.text("Message"))
    };
    let key = r#"{"key":"k"},"#;
    for (conditions, fields, status, code, why) in [
        (
            key,
            &[("key", "other")][..],
            403,
            "AccessDenied",
            "Policy Condition failed",
        ),
        (
            key,
            &[("key", "k"), ("acl", "private")],
            403,
            "AccessDenied",
            "Extra input fields: acl",
        ),
        (
            r#"{"key":"k"},["content-length-range",10,20],"#,
            &[("key", "k")],
            400,
            "EntityTooSmall",
            "smaller",
        ),
        (
            r#"{"key":"k"},["content-length-range",1,5],"#,
            &[("key", "k")],
            400,
            "EntityTooLarge",
            "exceeds",
        ),
        (
            key,
            &[],
            400,
            "InvalidArgument",
            "must contain a field named",
        ),
    ] {
        let answer = refused(conditions, fields);
        assert_eq!((answer.0, answer.1.as_str()), (status, code), "{answer:?}");
        assert!(answer.2.contains(why), "{answer:?}");
    }
    let mut thief = signer.clone();
    thief.secret = "guessed".to_owned();
    let forged = send(&sandbox, &thief, key, &[("key", "k")]);
    assert_eq!(forged.refusal(), (403, "SignatureDoesNotMatch".to_owned()));
    let alice = user(&sandbox, "alice");
    let powerless = send(&sandbox, &alice, key, &[("key", "k")]);
    assert_eq!(powerless.refusal(), (403, "AccessDenied".to_owned()));
    assert_eq!(admin(&sandbox, "GET", "/bucket/k", "").status, 404);
}

#[test]
fn a_form_without_a_policy_is_nobodys() {
    let sandbox = bucket();
    let sent = post(&sandbox, &[("key", "open/x")], "x");
    assert_eq!(sent.refusal(), (403, "AccessDenied".to_owned()));
    admin(&sandbox, "DELETE", "/bucket?publicAccessBlock", "").ok();
    admin(&sandbox, "PUT", "/bucket?policy", OPEN).ok();
    assert_eq!(post(&sandbox, &[("key", "open/x")], "x").ok().status, 204);
    assert_eq!(post(&sandbox, &[("key", "closed/x")], "x").status, 403);
    assert_eq!(anyone(&sandbox, "GET", "/bucket/open/x").ok().body, b"x");
}
