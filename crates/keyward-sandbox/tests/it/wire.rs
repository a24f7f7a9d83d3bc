//! Bytes that are no HTTP, or not quite: each is answered or its connection closed, and the next
//! signed request is served.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use keyward_sandbox::Sandbox;
use proptest::prelude::*;

use crate::client::{Call, Signer, sandbox};

fn host(sandbox: &Sandbox) -> String {
    sandbox.endpoint().trim_start_matches("http://").to_owned()
}

fn assert_alive(sandbox: &Sandbox) {
    let call = Call::sts("GetCallerIdentity", &[]);
    call.send(sandbox, &Signer::admin(sandbox)).ok();
}

/// Sends, says that nothing more comes, and reads what is answered until the connection ends.
fn talk(host: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    // A bound for a hanging test, not a measurement.
    let patience = Some(Duration::from_secs(30));
    stream.set_read_timeout(patience).unwrap();
    // The server may close while more is sent: then there is no answer to be had.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
            panic!("no answer and no end")
        }
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

fn chunked(body: &str) -> String {
    format!("PUT /b/k HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{body}")
}

#[test]
fn what_breaks_http_is_refused() {
    let sandbox = sandbox();
    let many = "x: y\r\n".repeat(5_000);
    let cases = [
        "\0\0\0\0".to_owned(),
        "\r\n\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nhost\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nhost: x\r\nbad\0name: y\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n"),
        format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(100_000)),
        format!("{} / HTTP/1.1\r\nhost: x\r\n\r\n", "A".repeat(100_000)),
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n".to_owned(),
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab".to_owned(),
        "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip\r\n\r\nab".to_owned(),
        chunked("FFFFFFFFFFFFFFFF\r\n"),
        chunked("FFFFFFFFFFFFFFFFFF\r\nabc"),
        chunked("-1\r\n"),
        chunked("zz\r\n"),
        chunked("3\r\nabcd\r\n0\r\n\r\n"),
        chunked("3\r\nab"),
        chunked(&format!("1;{}\r\na\r\n0\r\n\r\n", "e".repeat(100_000))),
        chunked(&format!("0\r\n{}\r\n", "t: u\r\n".repeat(10_000))),
        "POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n"
            .to_owned(),
        "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "GET http://example.com/%ff%00?%zz=%1 HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
    ];
    for case in cases {
        let answer = talk(&host(&sandbox), case.as_bytes());
        let status = answer.split("HTTP/1.1 ").last().unwrap_or_default();
        let shown = &case[..case.len().min(80)];
        assert!(!status.starts_with('2'), "{shown:?}: {answer}");
        assert_alive(&sandbox);
    }
}

#[test]
fn requests_behind_each_other_are_answered_in_turn() {
    let sandbox = sandbox();
    let host = host(&sandbox);
    let get = format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n");
    let answer = talk(&host, get.repeat(50).as_bytes());
    assert_eq!(answer.matches("HTTP/1.1 403").count(), 50);
    assert_alive(&sandbox);
}

#[test]
fn who_has_said_everything_still_hears_the_answer() {
    let sandbox = sandbox();
    let host = host(&sandbox);
    let call = Call::sts("GetCallerIdentity", &[]);
    let mut head = format!("{} / HTTP/1.1\r\n", call.method);
    for (name, value) in call.signed(&host, &Signer::admin(&sandbox)) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", call.body.len()));
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(&call.body);
    // Often: the end may arrive together with the request, or behind it.
    for _ in 0..100 {
        assert!(talk(&host, &bytes).starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn other_ports_bear_the_same() {
    let sandbox = sandbox();
    for address in [
        sandbox.control_endpoint().to_owned(),
        sandbox.imds_endpoint(),
        sandbox.container_endpoint(),
        sandbox.identity_endpoint(),
    ] {
        let host = address.trim_start_matches("http://");
        for case in [
            "\0\0\0",
            "GET / HTTP/1.1\r\nhost: x\r\n\r\n",
            &chunked("FFFFFFFFFFFFFFFF\r\n"),
        ] {
            let answer = talk(host, case.as_bytes());
            assert!(!answer.starts_with("HTTP/1.1 2"), "{address}: {answer}");
        }
        let large =
            format!("POST /sms HTTP/1.1\r\nhost: {host}\r\ncontent-length: 1000000\r\n\r\n");
        let large = [large.as_bytes(), &[b'x'; 1_000_000]].concat();
        assert!(!talk(host, &large).starts_with("HTTP/1.1 2"), "{address}");
    }
    assert_alive(&sandbox);
}

/// A request that is right, with some bytes replaced.
fn mutilated() -> impl Strategy<Value = Vec<u8>> {
    let right = "PUT /bucket/key?partNumber=1&uploadId=x HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41\r\nx-amz-date: 20130524T000000Z\r\nx-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    let changes = prop::collection::vec((0..right.len(), any::<u8>()), 1..20);
    changes.prop_map(move |changes| {
        let mut bytes = right.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes
    })
}

#[test]
fn random_bytes_are_borne() {
    let sandbox = sandbox();
    let host = host(&sandbox);
    let random = prop::collection::vec(any::<u8>(), 0..2_000);
    let bytes = prop_oneof![random, mutilated()];
    let config = ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&bytes, |bytes| {
        let answer = talk(&host, &bytes);
        prop_assert!(!answer.starts_with("HTTP/1.1 2"), "{}", answer);
        assert_alive(&sandbox);
        Ok(())
    });
    outcome.unwrap();
}
