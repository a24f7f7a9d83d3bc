//! The verifier against AWS's own published examples, and against every way to break one.

use hyper::{HeaderMap, Method};

use super::*;
use crate::protocol::times::parse_basic;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const S3_SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const VECTORS: &str = include_str!("vectors.txt");

fn at(text: &str) -> OffsetDateTime {
    parse_basic(text).unwrap()
}

/// A request from its lines.
fn request(text: &str) -> Request {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, rest) = lines.next().unwrap().split_once(' ').unwrap();
    let target = rest.rsplit_once(" HTTP/").unwrap().0;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        let name: hyper::header::HeaderName = name.parse().unwrap();
        headers.append(name, value.parse().unwrap());
    }
    Request {
        method: method.parse().unwrap(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: body.trim_end_matches('\n').to_owned().into(),
    }
}

fn check(request: &Request, dialect: Dialect, secret: &str, now: &str) -> Result<Verified, Fault> {
    let authorization = Authorization::read(request)?;
    let key = SigningKey::derive(secret, &authorization.scope);
    verify(request, &authorization, dialect, &key, at(now))
}

#[test]
fn the_official_suite_verifies() {
    let cases: Vec<&str> = VECTORS.split("\n### ").skip(1).collect();
    assert_eq!(cases.len(), 30);
    for case in cases {
        let (name, text) = case.split_once('\n').unwrap();
        let request = request(text.trim_end());
        let result = check(&request, Dialect::General, SECRET, "20150830T123600Z");
        if name == "post-sts-header-after" {
            // Its token was added after signing; AWS's newer rule, and ours, wants it signed.
            assert_eq!(
                result,
                Err(Fault::Unsigned(vec!["x-amz-security-token".to_owned()]))
            );
        } else {
            assert!(result.is_ok(), "{name}: {result:?}");
            let wrong = check(&request, Dialect::General, "another", "20150830T123600Z");
            assert!(matches!(wrong, Err(Fault::Mismatch(_))), "{name}");
        }
    }
}

/// GET Object of AWS's S3 examples.
fn s3_get() -> Request {
    request(
        "GET /test.txt HTTP/1.1\nHost:examplebucket.s3.amazonaws.com\nRange:bytes=0-9\n\
         x-amz-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n\
         x-amz-date:20130524T000000Z\n\
         Authorization:AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
         SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
         Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    )
}

#[test]
fn the_s3_example_verifies() {
    assert!(check(&s3_get(), Dialect::S3, S3_SECRET, "20130524T000000Z").is_ok());
}

#[test]
fn whatever_is_signed_cannot_be_changed() {
    let changes: [fn(&mut Request); 5] = [
        |r| r.method = Method::HEAD,
        |r| r.path.push('x'),
        |r| r.query.push_str("a=b"),
        |r| drop(r.headers.insert("host", "evil.example".parse().unwrap())),
        |r| drop(r.headers.insert("range", "bytes=0-10".parse().unwrap())),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut request = s3_get();
        change(&mut request);
        let result = check(&request, Dialect::S3, S3_SECRET, "20130524T000000Z");
        assert!(
            matches!(result, Err(Fault::Mismatch(_))),
            "change {number}: {result:?}"
        );
    }
    let mut longer = s3_get();
    longer.body = "more".into();
    let result = check(&longer, Dialect::S3, S3_SECRET, "20130524T000000Z");
    assert!(matches!(result, Err(Fault::Payload { .. })), "{result:?}");
    let mut added = s3_get();
    added
        .headers
        .insert("x-amz-acl", "public-read".parse().unwrap());
    let result = check(&added, Dialect::S3, S3_SECRET, "20130524T000000Z");
    assert_eq!(result, Err(Fault::Unsigned(vec!["x-amz-acl".to_owned()])));
}

#[test]
fn the_window_is_fifteen_minutes_each_way() {
    for (now, fresh) in [
        ("20130524T001500Z", true),
        ("20130524T001501Z", false),
        ("20130523T234500Z", true),
        ("20130523T234459Z", false),
    ] {
        let result = check(&s3_get(), Dialect::S3, S3_SECRET, now);
        assert_eq!(result.is_ok(), fresh, "{now}");
        assert_eq!(matches!(result, Err(Fault::Skewed { .. })), !fresh, "{now}");
    }
}

#[test]
fn headers_that_cannot_be_read_are_named() {
    let with = |authorization: &str| {
        let mut request = s3_get();
        request
            .headers
            .insert("authorization", authorization.parse().unwrap());
        check(&request, Dialect::S3, S3_SECRET, "20130524T000000Z").unwrap_err()
    };
    for bad in [
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/20130524/r/s3/aws5_request, SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/20130525/r/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=x",
        "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=x",
        "AWS4-HMAC-SHA256 Credential=a/20130524/r/s3/aws4_request, Signature=x",
    ] {
        assert!(matches!(with(bad), Fault::Malformed(_)), "{bad}");
    }
    assert_eq!(with("AWS AKID:sig"), Fault::Algorithm("AWS".to_owned()));
    assert_eq!(
        with("AWS4-ECDSA-P256-SHA256 Credential=a/20130524/s3/aws4_request"),
        Fault::Algorithm("AWS4-ECDSA-P256-SHA256".to_owned())
    );
}

#[test]
fn signatures_elsewhere_or_nowhere() {
    let mut request = s3_get();
    request.headers.remove("authorization");
    assert_eq!(Authorization::read(&request), Err(Fault::Missing));
    request.query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=x".to_owned();
    assert!(matches!(
        Authorization::read(&request),
        Err(Fault::Query(_))
    ));
    request
        .headers
        .insert("authorization", "x".parse().unwrap());
    assert_eq!(Authorization::read(&request), Err(Fault::TwoPlaces));
    request.headers.remove("authorization");
    request.query = "AWSAccessKeyId=AKID&Signature=x&Expires=1".to_owned();
    assert_eq!(
        Authorization::read(&request),
        Err(Fault::Algorithm("AWS".to_owned()))
    );
}

/// The example of the page named in `presigned.rs`.
#[test]
fn the_published_presigned_url_verifies() {
    let text = "GET /test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404 HTTP/1.1\nHost:examplebucket.s3.amazonaws.com";
    let good = request(text);
    let of = |request: &Request, now| check(request, Dialect::S3, S3_SECRET, now);
    assert!(of(&good, "20130524T235959Z").is_ok());
    assert!(matches!(
        of(&good, "20130525T000000Z"),
        Err(Fault::UrlExpired {
            seconds: 86_400,
            ..
        })
    ));
    assert!(matches!(
        of(&good, "20130523T234459Z"),
        Err(Fault::NotYet { .. })
    ));
    for (from, to) in [
        ("86400", "86401"),
        ("/test.txt", "/tesT.txt"),
        ("GET", "PUT"),
        ("?X", "?versionId=null&X"),
    ] {
        let bad = request(&text.replacen(from, to, 1));
        assert!(
            matches!(of(&bad, "20130524T000000Z"), Err(Fault::Mismatch(_))),
            "{to}"
        );
    }
    let unsigned = request(&format!("{text}\nx-amz-acl:private"));
    assert!(matches!(
        of(&unsigned, "20130524T000000Z"),
        Err(Fault::Unsigned(_))
    ));
}

/// The frames of AWS's chunked example: 64 KiB and 1 KiB of `a`.
fn frames(signatures: [&str; 3], trailer: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for (size, signature) in [65_536_usize, 1_024, 0].into_iter().zip(signatures) {
        body.extend(format!("{size:x};chunk-signature={signature}\r\n").bytes());
        body.extend(std::iter::repeat_n(b'a', size));
        if size > 0 {
            body.extend(b"\r\n");
        }
    }
    body.extend(trailer.bytes());
    body.extend(b"\r\n");
    body
}

const CHUNKS: [&str; 3] = [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
];

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html>
fn chunked(body: Vec<u8>) -> Request {
    let mut request = request(
        "PUT /examplebucket/chunkObject.txt HTTP/1.1\nHost:s3.amazonaws.com\nContent-Encoding:aws-chunked\n\
         Content-Length:66824\nx-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD\n\
         x-amz-date:20130524T000000Z\nx-amz-decoded-content-length:66560\n\
         x-amz-storage-class:REDUCED_REDUNDANCY\n\
         Authorization:AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
         SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,\
         Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
    );
    request.body = body.into();
    request
}

fn check_chunked(body: Vec<u8>) -> Result<Verified, Fault> {
    check(&chunked(body), Dialect::S3, S3_SECRET, "20130524T000000Z")
}

#[test]
fn the_chunked_example_verifies() {
    let verified = check_chunked(frames(CHUNKS, "")).unwrap();
    assert_eq!(verified.body.len(), 66_560);
    assert!(verified.body.iter().all(|byte| *byte == b'a'));
}

#[test]
fn a_chunk_cannot_be_changed_dropped_or_added() {
    let whole = frames(CHUNKS, "");
    let mut changed = whole.clone();
    changed[200] = b'b';
    assert!(matches!(check_chunked(changed), Err(Fault::Mismatch(_))));
    let end = whole.len() - "0;chunk-signature=\r\n\r\n".len() - 64;
    assert!(matches!(
        check_chunked(whole[..end].to_vec()),
        Err(Fault::Chunks(_))
    ));
    let swapped = [CHUNKS[1], CHUNKS[0], CHUNKS[2]];
    assert!(matches!(
        check_chunked(frames(swapped, "")),
        Err(Fault::Mismatch(_))
    ));
    assert!(matches!(
        check_chunked(frames(CHUNKS, "x-amz-checksum-crc32:AAAAAA==\r\n")),
        Err(Fault::Trailer)
    ));
    let mut more = whole;
    more.extend(b"more");
    assert!(matches!(check_chunked(more), Err(Fault::Chunks(_))));
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>
fn trailed(trailer_signature: &str, value: &str) -> Result<Verified, Fault> {
    let mut request = request(
        "PUT /examplebucket/chunkObject.txt HTTP/1.1\nHost:s3.amazonaws.com\nContent-Encoding:aws-chunked\n\
         x-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER\n\
         x-amz-date:20130524T000000Z\nx-amz-decoded-content-length:66560\n\
         x-amz-storage-class:REDUCED_REDUNDANCY\nx-amz-trailer:x-amz-checksum-crc32c\n\
         Authorization:AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
         SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,\
         Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
    );
    let chunks = [
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
    ];
    let trailer =
        format!("x-amz-checksum-crc32c:{value}\r\nx-amz-trailer-signature:{trailer_signature}\r\n");
    request.body = frames(chunks, &trailer).into();
    check(&request, Dialect::S3, S3_SECRET, "20130524T000000Z")
}

#[test]
fn the_trailer_example_verifies() {
    let signature = "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";
    let verified = trailed(signature, "sOO8/Q==").unwrap();
    assert_eq!(verified.body.len(), 66_560);
    assert_eq!(
        verified.trailers,
        [("x-amz-checksum-crc32c".to_owned(), "sOO8/Q==".to_owned())]
    );
    assert!(matches!(
        trailed(signature, "AAAAAA=="),
        Err(Fault::Mismatch(_))
    ));
    assert_eq!(checksum::Algorithm::Crc32c.of(&verified.body), "sOO8/Q==");
}

/// A body of the unsigned form, with a signature made here.
fn unsigned(body: &str, length: usize, trailer: &str) -> Result<Verified, Fault> {
    let mut request = request(&format!(
        "PUT /b/k HTTP/1.1\nHost:localhost\nx-amz-content-sha256:STREAMING-UNSIGNED-PAYLOAD-TRAILER\n\
         x-amz-date:20130524T000000Z\nx-amz-decoded-content-length:{length}\nx-amz-trailer:{trailer}"
    ));
    request.body = body.to_owned().into();
    let mut authorization = Authorization::parse(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
         SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-trailer, Signature=x",
    )
    .unwrap();
    let canonical = canonical::request(
        &request,
        &authorization,
        Dialect::S3,
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    );
    let text = canonical::string_to_sign(&canonical, "20130524T000000Z", &authorization.scope);
    let key = SigningKey::derive(S3_SECRET, &authorization.scope);
    authorization.signature = key.sign(&text);
    verify(
        &request,
        &authorization,
        Dialect::S3,
        &key,
        at("20130524T000000Z"),
    )
}

#[test]
fn the_unsigned_form_keeps_its_rules() {
    let trailer = "x-amz-checksum-crc32";
    let good = unsigned(
        "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
        5,
        trailer,
    )
    .unwrap();
    assert_eq!(good.body, "hello");
    for (body, length, fault) in [
        ("5\r\nhello\r\n0\r\n\r\n", 5, Fault::Trailer),
        (
            "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
            6,
            Fault::Length,
        ),
        (
            "2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
            5,
            Fault::SmallChunk,
        ),
        (
            "5\r\nhello!\r\n0\r\n",
            5,
            Fault::Chunks("a chunk is longer than its size"),
        ),
        (
            "+5\r\nhello\r\n0\r\n",
            5,
            Fault::Chunks("a chunk size is not a hexadecimal number"),
        ),
        (
            "ffffffff\r\nhello\r\n0\r\n",
            5,
            Fault::Chunks("the body ends within a chunk"),
        ),
        (
            "fffffffff\r\nhello",
            5,
            Fault::Chunks("a chunk size is not a hexadecimal number"),
        ),
        ("", 5, Fault::Chunks("a line has no end")),
    ] {
        assert_eq!(unsigned(body, length, trailer), Err(fault), "{body:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_authorization_is_read_or_refused(text in "\\PC{0,120}") {
        let _ = Authorization::parse(&text);
    }

    #[test]
    fn any_chunked_body_is_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = check_chunked(bytes);
    }
}
