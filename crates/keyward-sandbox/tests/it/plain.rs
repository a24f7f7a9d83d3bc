//! Requests without a signature, to the ports that ask for none.

use keyward_sandbox::Sandbox;
use serde_json::Value;

use crate::client::{Answer, Call, Signer, exchange};

/// Sends one request; `at` is `http://HOST:PORT`.
pub(crate) fn send(
    at: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let host = at.trim_start_matches("http://");
    let mut all = vec![("host".to_owned(), host.to_owned())];
    all.extend(
        headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    exchange(host, method, path, &all, body.as_bytes())
}

pub(crate) fn get(at: &str, path: &str) -> Answer {
    send(at, "GET", path, &[], "")
}

pub(crate) fn post(at: &str, path: &str, body: &Value) -> Answer {
    send(
        at,
        "POST",
        path,
        &[("content-type", "application/json")],
        &body.to_string(),
    )
}

pub(crate) fn form(at: &str, path: &str, body: &str) -> Answer {
    let kind = ("content-type", "application/x-www-form-urlencoded");
    send(at, "POST", path, &[kind], body)
}

pub(crate) fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("no JSON in {answer:?}"))
}

/// Status, and the code in the header of REST-JSON services.
pub(crate) fn refusal(answer: &Answer) -> (u16, &str) {
    (
        answer.status,
        answer.header("x-amzn-errortype").unwrap_or_default(),
    )
}

/// A signer from three fields of a JSON answer.
pub(crate) fn signer(value: &Value, names: [&str; 3]) -> Signer {
    let field = |name: &str| {
        value[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name} in {value}"))
            .to_owned()
    };
    let mut signer = Signer::new(&field(names[0]), &field(names[1]));
    signer.token = Some(field(names[2]));
    signer
}

/// The ARN that STS sees, or its refusal.
pub(crate) fn whoami(sandbox: &Sandbox, signer: &Signer) -> Result<String, String> {
    let answer = Call::sts("GetCallerIdentity", &[]).send(sandbox, signer);
    answer.find("Arn").ok_or_else(|| answer.refusal().1)
}

/// The value of a hidden field on a page.
pub(crate) fn csrf(page: &Answer) -> String {
    let text = page.xml();
    let (_, rest) = text
        .split_once("name=\"csrf\" value=\"")
        .unwrap_or_else(|| panic!("no form in {text}"));
    rest.split('"').next().unwrap().to_owned()
}

/// A parameter of the address that an answer redirects to.
pub(crate) fn redirected(answer: &Answer, name: &str) -> Option<String> {
    assert_eq!(answer.status, 302, "{answer:?}");
    let location = answer.header("location").unwrap();
    let (_, query) = location.split_once('?')?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let found = pairs.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.replace("%2D", "-").replace("%5F", "_"))
}

/// A verifier and its challenge: RFC 7636, appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
