//! As much HTTP as the sandbox's control endpoint needs: one request, one JSON answer, on loopback.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

use crate::failure::{Failure, Result};

const PATIENCE: Duration = Duration::from_secs(20);

/// Sends one request with a bearer token. `endpoint` is `http://HOST:PORT`.
pub(crate) fn call(
    endpoint: &str,
    token: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<Value> {
    let answer = exchange(endpoint, token, method, path, body)
        .map_err(|error| Failure::new(format!("{method} {endpoint}{path}: {error}")))?;
    parse(&answer).map_err(|words| Failure::new(format!("{method} {endpoint}{path}: {words}")))
}

// HTTP/1.0: the answer ends with the connection and is never chunked.
fn exchange(
    endpoint: &str,
    token: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> std::io::Result<String> {
    let host = endpoint.trim_start_matches("http://").trim_end_matches('/');
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn parse(answer: &str) -> Result<Value, String> {
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .ok_or_else(|| "the answer is not HTTP".to_owned())?;
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        return Err(format!("answered {status}: {}", body.trim()));
    }
    if body.trim().is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(body).map_err(|error| format!("the answer is not JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_answer() {
        let answer = parse("HTTP/1.0 200 OK\r\nA: b\r\n\r\n{\"a\":1}");
        assert_eq!(answer.unwrap()["a"], 1);
        assert_eq!(
            parse("HTTP/1.0 204 No Content\r\n\r\n").unwrap(),
            Value::Null
        );
    }

    #[test]
    fn a_refusal_is_a_failure() {
        let words = parse("HTTP/1.0 401 Unauthorized\r\n\r\nno token").unwrap_err();
        assert_eq!(words, "answered 401: no token");
        assert!(parse("rubbish").is_err());
    }
}
