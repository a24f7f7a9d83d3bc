//! S3 beyond single objects: uploads in parts, copies, tags, the first form of the list.

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, sandbox};

const MIB: usize = 1024 * 1024;

fn call(sandbox: &Sandbox, call: Call<'_>) -> Answer {
    call.send(sandbox, &Signer::admin(sandbox))
}

fn s3(sandbox: &Sandbox, method: &'static str, target: &str, body: &[u8]) -> Answer {
    call(sandbox, Call::s3(method, target, body))
}

fn with_bucket() -> Sandbox {
    let sandbox = sandbox();
    s3(&sandbox, "PUT", "/bucket", b"").ok();
    sandbox
}

fn refused(answer: &Answer, status: u16, code: &str) {
    let expected = (status, code.to_owned());
    assert_eq!(answer.refusal(), expected, "{}", answer.xml());
}

fn listed(parts: &[(u32, &str)]) -> Vec<u8> {
    let parts: String = parts
        .iter()
        .map(|(number, inner)| format!("<Part><PartNumber>{number}</PartNumber>{inner}</Part>"))
        .collect();
    format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>").into_bytes()
}

fn etag(answer: &Answer) -> String {
    format!("<ETag>{}</ETag>", answer.header("etag").unwrap())
}

#[test]
fn an_upload_in_parts_becomes_one_object() {
    let sandbox = with_bucket();
    let created = call(
        &sandbox,
        Call::s3("POST", "/bucket/k?uploads", b"")
            .header("content-type", "text/plain")
            .header("x-amz-meta-a", "b"),
    );
    let id = created.ok().text("UploadId");
    let target = |number: u32| format!("/bucket/k?partNumber={number}&uploadId={id}");
    let (first, second) = (vec![b'a'; 5 * MIB], b"tail".to_vec());
    let one = etag(&s3(&sandbox, "PUT", &target(1), &first).ok());
    let two = etag(&s3(&sandbox, "PUT", &target(2), &second).ok());
    let parts = s3(
        &sandbox,
        "GET",
        &format!("/bucket/k?uploadId={id}&max-parts=1"),
        b"",
    )
    .ok();
    assert_eq!(parts.text("IsTruncated"), "true");
    assert_eq!(parts.text("NextPartNumberMarker"), "1");
    let uploads = s3(&sandbox, "GET", "/bucket?uploads", b"").ok();
    assert_eq!(
        (uploads.text("Key"), uploads.text("UploadId")),
        ("k".to_owned(), id.clone())
    );

    let complete = format!("/bucket/k?uploadId={id}");
    let finish = |parts: &[(u32, &str)]| s3(&sandbox, "POST", &complete, &listed(parts));
    refused(&finish(&[(2, &two), (1, &one)]), 400, "InvalidPartOrder");
    refused(&finish(&[(1, &two)]), 400, "InvalidPart");
    refused(&finish(&[(1, &one), (3, &two)]), 400, "InvalidPart");
    refused(&finish(&[]), 400, "MalformedXML");
    // Nothing of that ended the upload.
    let done = finish(&[(1, &one), (2, &two)]).ok();
    assert!(done.text("ETag").ends_with("-2&quot;"), "{}", done.xml());
    assert_eq!(done.text("ChecksumType"), "FULL_OBJECT");
    refused(&finish(&[(1, &one), (2, &two)]), 404, "NoSuchUpload");

    let object = s3(&sandbox, "GET", "/bucket/k", b"").ok();
    assert_eq!(object.body.len(), 5 * MIB + 4);
    assert!(object.body.ends_with(b"atail"));
    assert_eq!(object.header("x-amz-meta-a"), Some("b"));
    let part = s3(&sandbox, "GET", "/bucket/k?partNumber=2", b"").ok();
    assert_eq!(
        (part.status, part.body.as_slice()),
        (206, b"tail".as_slice())
    );
    assert_eq!(part.header("x-amz-mp-parts-count"), Some("2"));
    refused(
        &s3(&sandbox, "GET", "/bucket/k?partNumber=3", b""),
        416,
        "InvalidPartNumber",
    );
}

#[test]
fn parts_have_bounds_and_an_upload_an_end() {
    let sandbox = with_bucket();
    let id = s3(&sandbox, "POST", "/bucket/k?uploads", b"")
        .ok()
        .text("UploadId");
    for number in ["0", "10001", "x"] {
        let target = format!("/bucket/k?partNumber={number}&uploadId={id}");
        refused(&s3(&sandbox, "PUT", &target, b"x"), 400, "InvalidArgument");
    }
    let elsewhere = format!("/bucket/other?partNumber=1&uploadId={id}");
    refused(&s3(&sandbox, "PUT", &elsewhere, b"x"), 404, "NoSuchUpload");
    let part = |number| {
        let target = format!("/bucket/k?partNumber={number}&uploadId={id}");
        etag(&s3(&sandbox, "PUT", &target, b"small").ok())
    };
    let small = listed(&[(1, &part(1)), (2, &part(2))]);
    let target = format!("/bucket/k?uploadId={id}");
    refused(
        &s3(&sandbox, "POST", &target, &small),
        400,
        "EntityTooSmall",
    );
    assert_eq!(s3(&sandbox, "DELETE", &target, b"").status, 204);
    refused(&s3(&sandbox, "DELETE", &target, b""), 404, "NoSuchUpload");
    refused(&s3(&sandbox, "GET", "/bucket/k", b""), 404, "NoSuchKey");
}

#[test]
fn a_composite_checksum_is_of_the_parts_checksums() {
    let sandbox = with_bucket();
    let create =
        Call::s3("POST", "/bucket/k?uploads", b"").header("x-amz-checksum-algorithm", "SHA256");
    let created = call(&sandbox, create).ok();
    assert_eq!(created.header("x-amz-checksum-type"), Some("COMPOSITE"));
    let id = created.text("UploadId");
    let target = format!("/bucket/k?partNumber=1&uploadId={id}");
    refused(
        &s3(&sandbox, "PUT", &target, b"hello"),
        400,
        "InvalidRequest",
    );
    let sum = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    let put = Call::s3("PUT", &target, b"hello").header("x-amz-checksum-sha256", sum);
    let one = etag(&call(&sandbox, put).ok());
    let complete = |inner: &str| {
        s3(
            &sandbox,
            "POST",
            &format!("/bucket/k?uploadId={id}"),
            &listed(&[(1, inner)]),
        )
    };
    refused(&complete(&one), 400, "InvalidRequest");
    let with = |sum: &str| format!("{one}<ChecksumSHA256>{sum}</ChecksumSHA256>");
    refused(
        &complete(&with("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCU=")),
        400,
        "InvalidPart",
    );
    // SHA-256 of the 32 bytes of the part's SHA-256, by another program.
    let done = complete(&with(sum)).ok();
    assert_eq!(
        done.text("ChecksumSHA256"),
        "lZXJ35AHUUjrBoYDZd8zWEt1v/eCpRDGzUiDpBmDPVA=-1"
    );
    assert_eq!(done.text("ChecksumType"), "COMPOSITE");
    let bad = Call::s3("POST", "/bucket/k?uploads", b"")
        .header("x-amz-checksum-algorithm", "SHA256")
        .header("x-amz-checksum-type", "FULL_OBJECT");
    refused(&call(&sandbox, bad), 400, "InvalidRequest");
}

#[test]
fn parts_can_be_copied() {
    let sandbox = with_bucket();
    s3(&sandbox, "PUT", "/bucket/a%20b", b"0123456789").ok();
    let id = s3(&sandbox, "POST", "/bucket/k?uploads", b"")
        .ok()
        .text("UploadId");
    let copy = |range: &str| {
        let target = format!("/bucket/k?partNumber=1&uploadId={id}");
        let copy = Call::s3("PUT", &target, b"").header("x-amz-copy-source", "bucket/a%20b");
        call(&sandbox, copy.header("x-amz-copy-source-range", range))
    };
    refused(&copy("bytes=5-10"), 400, "InvalidArgument");
    let one = format!("<ETag>{}</ETag>", copy("bytes=2-4").ok().text("ETag"));
    s3(
        &sandbox,
        "POST",
        &format!("/bucket/k?uploadId={id}"),
        &listed(&[(1, &one)]),
    )
    .ok();
    assert_eq!(s3(&sandbox, "GET", "/bucket/k", b"").ok().body, b"234");
}

#[test]
fn a_copy_keeps_or_replaces_what_its_source_has() {
    let sandbox = with_bucket();
    let put = Call::s3("PUT", "/bucket/a%2Bb", b"hello")
        .header("x-amz-meta-who", "me")
        .header("x-amz-tagging", "team=x");
    call(&sandbox, put).ok();
    let copy = |to: &str, headers: &[(&str, &str)]| {
        let copy = Call::s3("PUT", to, b"").header("x-amz-copy-source", "/bucket/a%2Bb");
        call(
            &sandbox,
            headers
                .iter()
                .fold(copy, |copy, (name, value)| copy.header(name, value)),
        )
    };
    let copied = copy("/bucket/c", &[]).ok();
    assert_eq!(
        copied.text("ETag"),
        "&quot;5d41402abc4b2a76b9719d911017c592&quot;"
    );
    let got = s3(&sandbox, "GET", "/bucket/c", b"").ok();
    assert_eq!(
        (got.body.as_slice(), got.header("x-amz-meta-who")),
        (b"hello".as_slice(), Some("me"))
    );
    assert_eq!(got.header("x-amz-tagging-count"), Some("1"));
    copy(
        "/bucket/d",
        &[
            ("x-amz-metadata-directive", "REPLACE"),
            ("x-amz-meta-new", "1"),
            ("x-amz-tagging-directive", "REPLACE"),
        ],
    )
    .ok();
    let got = s3(&sandbox, "GET", "/bucket/d", b"").ok();
    assert_eq!(
        (got.header("x-amz-meta-who"), got.header("x-amz-meta-new")),
        (None, Some("1"))
    );
    assert_eq!(got.header("x-amz-tagging-count"), None);

    refused(&copy("/bucket/a%2Bb", &[]), 400, "InvalidRequest");
    copy("/bucket/a%2Bb", &[("x-amz-metadata-directive", "REPLACE")]).ok();
    refused(
        &copy("/bucket/c", &[("x-amz-metadata-directive", "MOVE")]),
        400,
        "InvalidArgument",
    );
    refused(
        &copy("/bucket/c", &[("x-amz-copy-source-if-match", "\"x\"")]),
        412,
        "PreconditionFailed",
    );
    refused(
        &copy(
            "/bucket/c",
            &[(
                "x-amz-copy-source-if-none-match",
                "\"5d41402abc4b2a76b9719d911017c592\"",
            )],
        ),
        412,
        "PreconditionFailed",
    );
    refused(&copy("/none/c", &[]), 404, "NoSuchBucket");
    let missing = Call::s3("PUT", "/bucket/c", b"").header("x-amz-copy-source", "bucket/none");
    refused(&call(&sandbox, missing), 404, "NoSuchKey");
}

#[test]
fn tags_are_put_read_and_deleted() {
    let sandbox = with_bucket();
    let tagging =
        b"<Tagging><TagSet><Tag><Key>a</Key><Value>1 + 2</Value></Tag></TagSet></Tagging>";
    let wrong = b"<Tagging><TagSet><Tag><Key>aws:a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    s3(&sandbox, "PUT", "/bucket/k", b"x").ok();
    refused(
        &s3(&sandbox, "GET", "/bucket?tagging", b""),
        404,
        "NoSuchTagSet",
    );
    refused(
        &s3(&sandbox, "GET", "/bucket/none?tagging", b""),
        404,
        "NoSuchKey",
    );
    for target in ["/bucket?tagging", "/bucket/k?tagging"] {
        refused(&s3(&sandbox, "PUT", target, wrong), 400, "InvalidTag");
        refused(
            &s3(&sandbox, "PUT", target, b"<Tagging/>"),
            400,
            "MalformedXML",
        );
        s3(&sandbox, "PUT", target, tagging).ok();
        let got = s3(&sandbox, "GET", target, b"").ok();
        assert_eq!(got.text("Key"), "a", "{target}");
        assert_eq!(s3(&sandbox, "DELETE", target, b"").status, 204);
    }
    assert!(
        s3(&sandbox, "GET", "/bucket/k?tagging", b"")
            .ok()
            .find("Key")
            .is_none()
    );
}

#[test]
fn the_first_list_goes_on_from_its_marker() {
    let sandbox = with_bucket();
    for key in ["a", "d/1", "d/2", "e", "f"] {
        s3(&sandbox, "PUT", &format!("/bucket/{key}"), b"x").ok();
    }
    let mut seen = Vec::new();
    let mut marker = String::new();
    loop {
        let target = format!(
            "/bucket?delimiter=%2F&max-keys=1&marker={}",
            crate::client::encode(&marker)
        );
        let page = s3(&sandbox, "GET", &target, b"").ok();
        let name = page.find("Key").or_else(|| {
            page.find("CommonPrefixes")
                .map(|inner| inner.replace("<Prefix>", "").replace("</Prefix>", ""))
        });
        seen.extend(name);
        let Some(next) = page.find("NextMarker") else {
            break;
        };
        marker = next;
    }
    assert_eq!(seen, ["a", "d/", "e", "f"]);
    let plain = s3(&sandbox, "GET", "/bucket?max-keys=2", b"").ok();
    assert_eq!(
        (plain.text("IsTruncated"), plain.find("NextMarker")),
        ("true".to_owned(), None)
    );
}
