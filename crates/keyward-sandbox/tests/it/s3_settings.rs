//! S3's smaller questions: settings of a bucket as a new one has them, attributes of objects, pages
//! of buckets and uploads.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, encode, sandbox};

fn s3(sandbox: &Sandbox, method: &'static str, target: &str) -> Answer {
    Call::s3(method, target, b"").send(sandbox, &Signer::admin(sandbox))
}

fn with_bucket() -> Sandbox {
    let sandbox = sandbox();
    s3(&sandbox, "PUT", "/bucket").ok();
    sandbox
}

#[test]
fn settings_are_those_of_a_new_bucket() {
    let sandbox = with_bucket();
    for (setting, element) in [
        ("versioning", "VersioningConfiguration"),
        ("encryption", "ServerSideEncryptionConfiguration"),
        ("acl", "AccessControlPolicy"),
        ("ownershipControls", "OwnershipControls"),
        ("logging", "BucketLoggingStatus"),
        ("notification", "NotificationConfiguration"),
        ("accelerate", "AccelerateConfiguration"),
        ("requestPayment", "RequestPaymentConfiguration"),
        ("publicAccessBlock", "PublicAccessBlockConfiguration"),
    ] {
        let answer = s3(&sandbox, "GET", &format!("/bucket?{setting}")).ok();
        assert!(
            answer.xml().contains(&format!("<{element} ")),
            "{}",
            answer.xml()
        );
    }
    for (setting, code) in [
        ("cors", "NoSuchCORSConfiguration"),
        ("lifecycle", "NoSuchLifecycleConfiguration"),
        ("website", "NoSuchWebsiteConfiguration"),
        ("replication", "ReplicationConfigurationNotFoundError"),
        ("object-lock", "ObjectLockConfigurationNotFoundError"),
        ("policyStatus", "NoSuchBucketPolicy"),
    ] {
        let answer = s3(&sandbox, "GET", &format!("/bucket?{setting}"));
        assert_eq!(answer.refusal(), (404, code.to_owned()), "{setting}");
    }
    let put = s3(&sandbox, "PUT", "/bucket?versioning");
    assert_eq!(put.refusal(), (501, "NotImplemented".to_owned()));
    let head = s3(&sandbox, "HEAD", "/bucket").ok();
    assert_eq!(head.header("x-amz-bucket-region"), Some("us-east-1"));
}

#[test]
fn attributes_of_an_object_are_those_asked_for() {
    let sandbox = with_bucket();
    let admin = Signer::admin(&sandbox);
    Call::s3("PUT", "/bucket/k", b"hello")
        .send(&sandbox, &admin)
        .ok();
    let ask = |names: &str, target: &str| {
        let call = Call::s3("GET", target, b"").header("x-amz-object-attributes", names);
        call.send(&sandbox, &admin)
    };
    let all = ask(
        "ETag,Checksum,StorageClass,ObjectSize,ObjectParts",
        "/bucket/k?attributes",
    )
    .ok();
    assert_eq!(all.text("ETag"), "5d41402abc4b2a76b9719d911017c592");
    assert_eq!(all.text("ObjectSize"), "5");
    assert_eq!(all.text("StorageClass"), "STANDARD");
    assert_eq!(all.text("ChecksumType"), "FULL_OBJECT");
    assert!(all.header("last-modified").is_some());
    assert_eq!(
        ask("ObjectSize", "/bucket/k?attributes").ok().find("ETag"),
        None
    );
    assert_eq!(
        ask("Colour", "/bucket/k?attributes").refusal().1,
        "InvalidArgument"
    );
    assert_eq!(ask("ETag", "/bucket/z?attributes").refusal().1, "NoSuchKey");
}

#[test]
fn buckets_come_in_pages_by_prefix_and_region() {
    let sandbox = sandbox();
    for name in ["a-one", "a-three", "a-two", "b-one"] {
        s3(&sandbox, "PUT", &format!("/{name}")).ok();
    }
    let mut seen = Vec::new();
    let mut token = String::new();
    loop {
        let more = match token.as_str() {
            "" => String::new(),
            token => format!("&continuation-token={}", encode(token)),
        };
        let page = s3(&sandbox, "GET", &format!("/?prefix=a-&max-buckets=1{more}")).ok();
        seen.push(page.text("Name"));
        match page.find("ContinuationToken") {
            Some(next) => token = next,
            None => break,
        }
    }
    assert_eq!(seen, ["a-one", "a-three", "a-two"]);
    let elsewhere = s3(&sandbox, "GET", "/?bucket-region=eu-west-1").ok();
    assert_eq!(elsewhere.find("Name"), None);
    assert_eq!(
        s3(&sandbox, "GET", "/?max-buckets=0").refusal().1,
        "InvalidArgument"
    );
}

#[test]
fn uploads_fold_below_a_delimiter_on_pages_of_any_size() {
    let sandbox = with_bucket();
    for key in ["a", "d/1", "d/2", "e%20f/1", "z"] {
        s3(&sandbox, "POST", &format!("/bucket/{key}?uploads")).ok();
    }
    let page = |query: &str| {
        s3(
            &sandbox,
            "GET",
            &format!("/bucket?uploads&delimiter=%2F{query}"),
        )
        .ok()
    };
    let whole = page("&encoding-type=url").xml();
    assert_eq!(whole.matches("<CommonPrefixes>").count(), 2, "{whole}");
    assert_eq!(whole.matches("<Upload>").count(), 2, "{whole}");
    assert!(whole.contains("<Prefix>e%20f/</Prefix>"), "{whole}");
    let (mut marker, mut entries) = (String::new(), 0);
    loop {
        let one = page(&format!("&max-uploads=1{marker}"));
        entries +=
            one.xml().matches("<CommonPrefixes>").count() + one.xml().matches("<Upload>").count();
        let Some(next) = one.find("NextKeyMarker") else {
            break;
        };
        let id = one.find("NextUploadIdMarker").unwrap_or_default();
        marker = format!(
            "&key-marker={}&upload-id-marker={}",
            encode(&next),
            encode(&id)
        );
    }
    assert_eq!(entries, 4);
}

#[test]
fn a_write_may_depend_on_what_is_there() {
    let sandbox = with_bucket();
    let admin = Signer::admin(&sandbox);
    let put = |name: &str, value: &str| {
        let call = Call::s3("PUT", "/bucket/k", b"x").header(name, value);
        call.send(&sandbox, &admin).refusal()
    };
    assert_eq!(put("if-match", "\"a\"").1, "NoSuchKey");
    assert_eq!(put("if-none-match", "*").0, 200);
    assert_eq!(
        put("if-none-match", "*"),
        (412, "PreconditionFailed".to_owned())
    );
    assert_eq!(put("if-match", "\"a\"").1, "PreconditionFailed");
    assert_eq!(
        put("if-match", "\"9dd4e461268c8034f5c8564e155c67a6\"").0,
        200
    );
}
