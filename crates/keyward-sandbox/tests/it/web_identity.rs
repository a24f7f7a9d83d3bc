//! AssumeRoleWithWebIdentity: a token instead of a signature.

use std::time::Duration;

use keyward_sandbox::Sandbox;
use serde_json::json;

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

/// A token with claims of one's own, and what came of it.
fn with_claims(sandbox: &Sandbox, claims: &serde_json::Value) -> Answer {
    let hour = Duration::from_secs(3600);
    let control = sandbox.control();
    let token = control.web_identity_token_with(ISSUER, "repo:octo/app", hour, claims);
    assume(sandbox, ROLE, &token, &[])
}

#[test]
fn an_audience_may_be_one_of_several_and_azp_stands_in_for_it() {
    let sandbox = prepared();
    let of = |claims| with_claims(&sandbox, &claims);
    let several = of(json!({ "aud": ["other", AUDIENCE] })).ok();
    assert_eq!(several.text("Audience"), AUDIENCE);
    let none = of(json!({ "aud": ["other", "another"] }));
    assert_eq!(none.refusal(), (400, "InvalidIdentityToken".to_owned()));
    of(json!({ "aud": "someone", "azp": AUDIENCE })).ok();
    let stranger = of(json!({ "aud": AUDIENCE, "azp": "someone" }));
    assert_eq!(stranger.refusal(), (400, "InvalidIdentityToken".to_owned()));
}

#[test]
fn a_token_of_the_future_is_refused() {
    let sandbox = prepared();
    let now = time_now();
    for claim in ["nbf", "iat"] {
        let of = |at: u64| with_claims(&sandbox, &json!({ "aud": AUDIENCE, claim: at }));
        of(now + 60).ok();
        let early = of(now + 3600);
        assert_eq!(early.refusal(), (400, "InvalidIdentityToken".to_owned()));
    }
}

fn time_now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.unwrap().as_secs()
}

#[test]
fn tags_in_a_token_are_a_permission_of_their_own() {
    let sandbox = prepared();
    let claims = json!({
        "aud": AUDIENCE,
        "https://aws.amazon.com/tags": {
            "principal_tags": { "team": ["x"] },
            "transitive_tag_keys": ["team"],
        },
    });
    let refused = with_claims(&sandbox, &claims);
    assert_eq!(refused.refusal(), (403, "AccessDenied".to_owned()));
    assert!(
        refused.xml().contains("sts:TagSession"),
        "{}",
        refused.xml()
    );
    let admin = Signer::admin(&sandbox);
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.example.com"},"Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"]}]}"#;
    let params = [("RoleName", "ci"), ("PolicyDocument", trust)];
    Call::iam("UpdateAssumeRolePolicy", &params)
        .send(&sandbox, &admin)
        .ok();
    let tagged = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"x"}}}]}"#;
    let params = [
        ("RoleName", "ci"),
        ("PolicyName", "p"),
        ("PolicyDocument", tagged),
    ];
    Call::iam("PutRolePolicy", &params)
        .send(&sandbox, &admin)
        .ok();
    let session = Signer::from_answer(&with_claims(&sandbox, &claims).ok());
    Call::s3("GET", "/", b"").send(&sandbox, &session).ok();
    let plain = with_claims(&sandbox, &json!({ "aud": AUDIENCE })).ok();
    let denied = Call::s3("GET", "/", b"").send(&sandbox, &Signer::from_answer(&plain));
    assert_eq!(denied.refusal(), (403, "AccessDenied".to_owned()));
}

/// Made once with OpenSSL; nobody has the private key any more.
#[test]
fn an_issuer_with_keys_of_its_own_signs_with_rs256() {
    let sandbox = prepared();
    let made: serde_json::Value = serde_json::from_str(include_str!("rs256.json")).unwrap();
    let token_of_theirs = made["token"].as_str().unwrap();
    let invalid = (400, "InvalidIdentityToken".to_owned());
    let answer = assume(&sandbox, ROLE, token_of_theirs, &[]);
    assert_eq!(answer.refusal(), invalid, "no such key is known yet");
    let keys = json!({ "keys": [made["jwk"]] });
    let control = sandbox.control();
    control.set_web_identity_keys(ISSUER, &keys).unwrap();
    let answer = assume(&sandbox, ROLE, token_of_theirs, &[]).ok();
    assert_eq!(answer.text("Audience"), AUDIENCE);
    let ours = token(&sandbox, ISSUER, AUDIENCE, "repo:octo/app");
    let refused = assume(&sandbox, ROLE, &ours, &[]).refusal();
    assert_eq!(
        refused, invalid,
        "the sandbox's own key is not that issuer's"
    );
    let (head, signature) = token_of_theirs.rsplit_once('.').unwrap();
    for forged in [
        format!("{head}.{}A{}", &signature[..20], &signature[21..]),
        format!("{head}."),
        token_of_theirs.replacen("eyJhbGciOiJSUzI1NiI", "eyJhbGciOiJIUzI1NiI", 1),
    ] {
        assert_ne!(forged, token_of_theirs);
        assert_eq!(assume(&sandbox, ROLE, &forged, &[]).refusal(), invalid);
    }
    let malformed = json!({ "keys": [{ "kty": "RSA" }] });
    assert!(control.set_web_identity_keys(ISSUER, &malformed).is_err());
    let none = json!({ "keys": [] });
    control.set_web_identity_keys(ISSUER, &none).unwrap();
    assume(&sandbox, ROLE, &ours, &[]).ok();
}
