//! AssumeRoleWithWebIdentity: a token instead of a signature.

use std::time::Duration;

use keyward_sandbox::Sandbox;

use crate::client::{Answer, Call, Signer, open, sandbox};

const ISSUER: &str = "https://token.example.com";
const AUDIENCE: &str = "sts.amazonaws.com";
const ROLE: &str = "arn:aws:iam::123456789012:role/ci";

/// A provider, and a role for one repository of it.
fn prepared() -> Sandbox {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let provider = [("Url", ISSUER), ("ClientIDList.member.1", AUDIENCE)];
    Call::iam("CreateOpenIDConnectProvider", &provider)
        .send(&sandbox, &admin)
        .ok();
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.example.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.example.com:aud":"sts.amazonaws.com"},"StringLike":{"token.example.com:sub":"repo:octo/*"}}}]}"#;
    let role = [("RoleName", "ci"), ("AssumeRolePolicyDocument", trust)];
    Call::iam("CreateRole", &role).send(&sandbox, &admin).ok();
    sandbox
}

fn assume(sandbox: &Sandbox, role: &str, token: &str, more: &[(&str, &str)]) -> Answer {
    let mut params = vec![
        ("RoleArn", role),
        ("RoleSessionName", "test"),
        ("WebIdentityToken", token),
    ];
    params.extend_from_slice(more);
    Call::sts("AssumeRoleWithWebIdentity", &params).send_unsigned(sandbox)
}

fn token(sandbox: &Sandbox, issuer: &str, audience: &str, subject: &str) -> String {
    let hour = Duration::from_secs(3600);
    sandbox
        .control()
        .web_identity_token(issuer, audience, subject, hour)
}

#[test]
fn a_token_of_the_provider_opens_the_role() {
    let sandbox = prepared();
    let good = token(&sandbox, ISSUER, AUDIENCE, "repo:octo/app");
    let answer = assume(&sandbox, ROLE, &good, &[]).ok();
    assert_eq!(answer.text("SubjectFromWebIdentityToken"), "repo:octo/app");
    assert_eq!(answer.text("Audience"), AUDIENCE);
    let session = Signer::from_answer(&answer);
    let identity = Call::sts("GetCallerIdentity", &[])
        .send(&sandbox, &session)
        .ok();
    assert_eq!(
        identity.text("Arn"),
        "arn:aws:sts::123456789012:assumed-role/ci/test"
    );
    let logged = sandbox.control().request_log();
    assert!(
        logged
            .iter()
            .any(|entry| entry.operation == "AssumeRoleWithWebIdentity" && entry.error.is_none())
    );
}

#[test]
fn every_other_token_is_refused() {
    let sandbox = prepared();
    let of =
        |issuer: &str, audience: &str, subject: &str| token(&sandbox, issuer, audience, subject);
    let foreign = token(&prepared(), ISSUER, AUDIENCE, "repo:octo/app");
    let good = of(ISSUER, AUDIENCE, "repo:octo/app");
    for (role, token, more, status, code) in [
        (
            ROLE,
            of("https://other.example", AUDIENCE, "repo:octo/app"),
            None,
            400,
            "InvalidIdentityToken",
        ),
        (
            ROLE,
            of(ISSUER, "another", "repo:octo/app"),
            None,
            400,
            "InvalidIdentityToken",
        ),
        (
            ROLE,
            of(ISSUER, AUDIENCE, "repo:evil/app"),
            None,
            403,
            "AccessDenied",
        ),
        (ROLE, foreign, None, 400, "InvalidIdentityToken"),
        (ROLE, "abcd".to_owned(), None, 400, "InvalidIdentityToken"),
        (
            "arn:aws:iam::123456789012:role/none",
            good.clone(),
            None,
            403,
            "AccessDenied",
        ),
        (
            ROLE,
            good.clone(),
            Some(("DurationSeconds", "7200")),
            400,
            "ValidationError",
        ),
    ] {
        let more: Vec<(&str, &str)> = more.into_iter().collect();
        let answer = assume(&sandbox, role, &token, &more);
        assert_eq!(
            answer.refusal(),
            (status, code.to_owned()),
            "{}",
            answer.xml()
        );
        assert!(
            !answer.xml().contains(&token) || token.len() < 5,
            "no error shows a token"
        );
    }
    sandbox.control().advance_clock(Duration::from_secs(3601));
    let late = assume(&sandbox, ROLE, &good, &[]);
    assert_eq!(late.refusal(), (400, "ExpiredTokenException".to_owned()));
}

#[test]
fn such_a_role_is_not_for_keys() {
    let sandbox = prepared();
    let params = [("RoleArn", ROLE), ("RoleSessionName", "test")];
    let answer = Call::sts("AssumeRole", &params).send(&sandbox, &Signer::admin(&sandbox));
    assert_eq!(answer.refusal(), (403, "AccessDenied".to_owned()));
    let unsigned = Call::sts("AssumeRole", &params).send_unsigned(&sandbox);
    assert_eq!(
        unsigned.refusal(),
        (403, "MissingAuthenticationToken".to_owned())
    );
}

#[test]
fn anyone_reads_the_issuers_documents() {
    let sandbox = sandbox();
    let about = open(
        &sandbox,
        "GET",
        "/_keyward/oidc/.well-known/openid-configuration",
        b"",
    )
    .ok();
    let issuer = about.json()["issuer"].as_str().unwrap().to_owned();
    assert!(issuer.starts_with(sandbox.endpoint()));
    let keys = open(&sandbox, "GET", "/_keyward/oidc/jwks", b"")
        .ok()
        .json();
    assert_eq!(keys["keys"][0]["kty"], "EC");
    assert!(keys["keys"][0].get("d").is_none(), "the public half alone");
}
