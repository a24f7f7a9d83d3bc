use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, encode, sandbox};

fn s3(sandbox: &Sandbox, method: &'static str, target: &str, body: &[u8]) -> Answer {
    Call::s3(method, target, body).send(sandbox, &Signer::admin(sandbox))
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        answer.refusal(),
        (status, code.to_owned()),
        "{}",
        answer.xml()
    );
}

#[test]
fn keys_of_every_kind_come_back() {
    let sandbox = sandbox();
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    let keys = [
        "plain",
        "with space",
        "a+b=c",
        "100%",
        "ü/日本語",
        "a//b",
        "./x/../y",
        "q'!*()~@,;:&$",
        "e\u{301}",
    ];
    for key in keys {
        let target = format!("/bucket/{}", encode(key).replace("%2F", "/"));
        s3(&sandbox, "PUT", &target, key.as_bytes()).ok();
        assert_eq!(
            s3(&sandbox, "GET", &target, b"").ok().body,
            key.as_bytes(),
            "{key}"
        );
    }
    let listed = s3(
        &sandbox,
        "GET",
        "/bucket?list-type=2&prefix=%C3%BC%2F&delimiter=%2F",
        b"",
    )
    .ok();
    assert_eq!(listed.text("Key"), "ü/日本語");
    assert_eq!(
        s3(&sandbox, "GET", "/bucket?list-type=2", b"")
            .ok()
            .text("KeyCount"),
        keys.len().to_string()
    );
}

#[test]
fn an_object_keeps_what_came_with_it() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    let put = Call::s3("PUT", "/bucket/k", b"hello")
        .header("content-type", "text/plain")
        .header("x-amz-meta-who", "me")
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(
        put.header("etag"),
        Some("\"5d41402abc4b2a76b9719d911017c592\"")
    );
    assert!(
        put.header("x-amz-checksum-crc64nvme").is_some(),
        "S3 makes one by itself"
    );
    let get = Call::s3("GET", "/bucket/k", b"")
        .header("x-amz-checksum-mode", "ENABLED")
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(get.header("content-type"), Some("text/plain"));
    assert_eq!(get.header("x-amz-meta-who"), Some("me"));
    assert_eq!(
        get.header("x-amz-checksum-crc64nvme"),
        put.header("x-amz-checksum-crc64nvme")
    );
    let head = s3(&sandbox, "HEAD", "/bucket/k", b"").ok();
    assert_eq!(
        (head.header("content-length"), head.body.len()),
        (Some("5"), 0)
    );
    let part = Call::s3("GET", "/bucket/k", b"")
        .header("range", "bytes=1-2")
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(
        (
            part.status,
            part.body.as_slice(),
            part.header("content-range")
        ),
        (206, b"el".as_slice(), Some("bytes 1-2/5"))
    );
    let same = Call::s3("GET", "/bucket/k", b"")
        .header("if-none-match", "\"5d41402abc4b2a76b9719d911017c592\"")
        .send(&sandbox, &admin);
    assert_eq!((same.status, same.body.len()), (304, 0));
}

#[test]
fn checksums_are_checked() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    let put = |name: &str, value: &str| {
        Call::s3("PUT", "/bucket/k", b"hello")
            .header(name, value)
            .send(&sandbox, &admin)
    };
    for (name, right) in [
        ("content-md5", "XUFAKrxLKna5cZ2REBfFkg=="),
        ("x-amz-checksum-crc32", "NhCmhg=="),
        ("x-amz-checksum-crc32c", "mnG7TA=="),
        ("x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00="),
        (
            "x-amz-checksum-sha256",
            "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
        ),
    ] {
        put(name, right).ok();
        let wrong = right.replace(&right[..1], if right.starts_with('A') { "B" } else { "A" });
        refused(&put(name, &wrong), 400, "BadDigest");
    }
    refused(&put("content-md5", "short"), 400, "InvalidDigest");
    refused(&put("x-amz-checksum-crc32", "short"), 400, "InvalidRequest");
    refused(
        &put("x-amz-sdk-checksum-algorithm", "CRC32"),
        400,
        "InvalidRequest",
    );
    refused(&put("x-amz-checksum-blake9", "AAAA"), 501, "NotImplemented");
}

#[test]
fn buckets_have_rules() {
    let sandbox = sandbox();
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    refused(
        &s3(&sandbox, "PUT", "/Bad_Name", b""),
        400,
        "InvalidBucketName",
    );
    let there = "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    s3(&sandbox, "PUT", "/abroad", there.as_bytes()).ok();
    assert!(
        s3(&sandbox, "GET", "/abroad?location", b"")
            .ok()
            .xml()
            .contains(">eu-west-1<")
    );
    refused(
        &s3(&sandbox, "PUT", "/abroad", there.as_bytes()),
        409,
        "BucketAlreadyOwnedByYou",
    );
    refused(
        &s3(&sandbox, "PUT", "/other", b"<broken"),
        400,
        "MalformedXML",
    );
    s3(&sandbox, "PUT", "/bucket/k", b"x").ok();
    refused(
        &s3(&sandbox, "DELETE", "/bucket", b""),
        409,
        "BucketNotEmpty",
    );
    s3(&sandbox, "DELETE", "/bucket/k", b"").ok();
    s3(&sandbox, "DELETE", "/bucket/k", b"").ok();
    s3(&sandbox, "DELETE", "/bucket", b"").ok();
    refused(&s3(&sandbox, "DELETE", "/bucket", b""), 404, "NoSuchBucket");
    let head = s3(&sandbox, "HEAD", "/bucket", b"");
    assert_eq!((head.status, head.body.len()), (404, 0));
    refused(&s3(&sandbox, "GET", "/bucket/k", b""), 404, "NoSuchBucket");
    refused(&s3(&sandbox, "GET", "/abroad/k", b""), 404, "NoSuchKey");
    refused(
        &s3(&sandbox, "POST", "/abroad", b""),
        405,
        "MethodNotAllowed",
    );
}

#[test]
fn many_keys_are_deleted_at_once() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    for key in ["a", "b&c", "d"] {
        s3(&sandbox, "PUT", &format!("/bucket/{}", encode(key)), b"x").ok();
    }
    let body = b"<Delete><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key></Object></Delete>";
    refused(
        &s3(&sandbox, "POST", "/bucket?delete", body),
        400,
        "InvalidRequest",
    );
    let sum = "x-amz-checksum-sha256";
    let digest = base64_sha256(body);
    let answer = Call::s3("POST", "/bucket?delete", body)
        .header(sum, &digest)
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(answer.xml().matches("<Deleted>").count(), 2);
    assert_eq!(
        s3(&sandbox, "GET", "/bucket?list-type=2", b"")
            .ok()
            .text("Key"),
        "d"
    );
}

#[test]
fn what_is_not_built_is_refused() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    refused(
        &s3(&sandbox, "PUT", "/bucket?acl", b""),
        501,
        "NotImplemented",
    );
    refused(
        &s3(&sandbox, "PUT", "/bucket/k?retention", b"x"),
        501,
        "NotImplemented",
    );
    let with = |name: &str, value: &str| {
        Call::s3("PUT", "/bucket/k", b"x")
            .header(name, value)
            .send(&sandbox, &admin)
    };
    refused(
        &with("x-amz-website-redirect-location", "/other"),
        501,
        "NotImplemented",
    );
    refused(
        &with("x-amz-server-side-encryption", "aws:kms"),
        501,
        "NotImplemented",
    );
    refused(
        &with("x-amz-acl", "public-read"),
        400,
        "AccessControlListNotSupported",
    );
    assert_eq!(
        s3(&sandbox, "GET", "/bucket?list-type=2", b"")
            .ok()
            .text("KeyCount"),
        "0"
    );
}

#[test]
fn a_bucket_may_stand_in_the_host() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    Call::s3("PUT", "/k", b"x")
        .header("host", "bucket.localhost")
        .send(&sandbox, &admin)
        .ok();
    assert_eq!(s3(&sandbox, "GET", "/bucket/k", b"").ok().body, b"x");
}

fn base64_sha256(bytes: &[u8]) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(bytes))
}
