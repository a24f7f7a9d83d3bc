//! Nothing that a client sends stops the sandbox.

use std::io::Write as _;
use std::net::TcpStream;

use keyward_sandbox::Sandbox;

use crate::client::{Call, Signer, raw, sandbox};

fn host(sandbox: &Sandbox) -> &str {
    sandbox.endpoint().trim_start_matches("http://")
}

fn alive(sandbox: &Sandbox) {
    Call::sts("GetCallerIdentity", &[])
        .send(sandbox, &Signer::admin(sandbox))
        .ok();
}

#[test]
fn malformed_http_is_refused() {
    let sandbox = sandbox();
    let long = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n",
        "y".repeat(200_000)
    );
    for bytes in [
        b"nonsense\r\n\r\n".as_slice(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
    ] {
        let answer = raw(host(&sandbox), bytes);
        assert!(answer.status == 0 || answer.status >= 400, "{answer:?}");
    }
    // The server may close while the head is still being sent, so only its survival counts.
    let mut stream = TcpStream::connect(host(&sandbox)).unwrap();
    let _ = stream.write_all(long.as_bytes());
    drop(stream);
    alive(&sandbox);
}

#[test]
fn connections_that_break_off_or_wait_hold_nobody_up() {
    let sandbox = sandbox();
    let mut waiting = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(host(&sandbox)).unwrap();
        stream
            .write_all(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf")
            .unwrap();
        waiting.push(stream);
    }
    alive(&sandbox);
    drop(waiting);
    alive(&sandbox);
}

#[test]
fn a_body_beyond_all_bounds_is_refused() {
    let sandbox = sandbox();
    let mut stream = TcpStream::connect(host(&sandbox)).unwrap();
    let head = format!(
        "PUT /b/k HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        1_u64 << 40
    );
    stream.write_all(head.as_bytes()).unwrap();
    let block = vec![0_u8; 1 << 20];
    // The server closes once the bound is passed; 80 MiB are past it.
    let sent = (0..80)
        .take_while(|_| stream.write_all(&block).is_ok())
        .count();
    assert!(sent >= 60, "closed after {sent} MiB");
    alive(&sandbox);
}

#[test]
fn bodies_that_are_no_documents_are_refused_as_such() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    for body in [
        b"\xff\xfe".as_slice(),
        b"<a><b></a></b>",
        b"{",
        b"%%%&&&===",
    ] {
        let mut call = Call::sts("x", &[]);
        call.body = body.to_vec();
        assert_eq!(call.send(&sandbox, &admin).status, 400);
        let answer = Call::s3("PUT", "/bucket", body).send(&sandbox, &admin);
        assert_eq!(
            answer.refusal(),
            (400, "MalformedXML".to_owned()),
            "{body:?}"
        );
    }
    let deep = "{\"Statement\":".repeat(500);
    let params = [
        ("RoleName", "x"),
        ("AssumeRolePolicyDocument", deep.as_str()),
    ];
    let answer = Call::iam("CreateRole", &params).send(&sandbox, &admin);
    assert!(answer.status == 400 || answer.status == 409, "{answer:?}");
    alive(&sandbox);
}
