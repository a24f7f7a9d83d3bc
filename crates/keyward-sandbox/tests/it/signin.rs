use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keyward_sandbox::{Approval, Sandbox};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use crate::client::{Answer, encode, sandbox, user};
use crate::plain::{
    CHALLENGE, VERIFIER, csrf, form, get, json as read, redirected, refusal, send, signer, whoami,
};

const SAME: &str = "arn:aws:signin:::devtools/same-device";
const CROSS: &str = "arn:aws:signin:::devtools/cross-device";
const CALLBACK: &str = "http://127.0.0.1:4711/oauth/callback";

/// A program with a key of its own.
struct Program {
    key: EcdsaKeyPair,
    random: SystemRandom,
    at: String,
}

/// What a proof says beside its key.
struct Claims {
    method: &'static str,
    url: String,
    time: i64,
    id: String,
}

impl Program {
    fn new(sandbox: &Sandbox) -> Self {
        let random = SystemRandom::new();
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let key =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random)
                .unwrap();
        Self {
            key,
            random,
            at: sandbox.endpoint().to_owned(),
        }
    }

    fn claims(&self) -> Claims {
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap();
        Claims {
            method: "POST",
            url: format!("{}/v1/token", self.at),
            time: i64::try_from(now.as_secs()).unwrap(),
            id: format!("{now:?}"),
        }
    }

    fn proof(&self, claims: &Claims) -> String {
        let point = self.key.public_key().as_ref();
        let jwk = json!({
            "kty": "EC", "crv": "P-256",
            "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
            "y": URL_SAFE_NO_PAD.encode(&point[33..]),
        });
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": jwk });
        let body = json!({ "htm": claims.method, "htu": claims.url, "iat": claims.time, "jti": claims.id });
        let signed = [header, body]
            .map(|part| URL_SAFE_NO_PAD.encode(part.to_string()))
            .join(".");
        let signature = self.key.sign(&self.random, signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn token(&self, body: &Value) -> Answer {
        self.token_with(&self.proof(&self.claims()), body)
    }

    fn token_with(&self, proof: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("dpop", proof)];
        send(&self.at, "POST", "/v1/token", &headers, &body.to_string())
    }

    fn refresh(&self, tokens: &Value) -> Answer {
        self.token(&json!({ "clientId": SAME, "grantType": "refresh_token", "refreshToken": tokens["refreshToken"] }))
    }

    fn sign_in(&self, sandbox: &Sandbox) -> Value {
        read(&self.token(&redemption(SAME, &code(sandbox), CALLBACK)).ok())
    }
}

fn redemption(client: &str, code: &str, redirect: &str) -> Value {
    json!({
        "clientId": client,
        "grantType": "authorization_code",
        "code": code,
        "codeVerifier": VERIFIER,
        "redirectUri": redirect,
    })
}

fn authorize(sandbox: &Sandbox, client: &str, redirect: &str, scope: &str) -> Answer {
    let query = format!(
        "response_type=code&client_id={}&state=s1&code_challenge_method=SHA-256&scope={scope}&redirect_uri={}&code_challenge={CHALLENGE}",
        encode(client),
        encode(redirect),
    );
    get(
        &sandbox.identity_endpoint(),
        &format!("/v1/authorize?{query}"),
    )
}

fn code(sandbox: &Sandbox) -> String {
    redirected(&authorize(sandbox, SAME, CALLBACK, "openid"), "code").unwrap()
}

fn credentials(tokens: &Value) -> crate::client::Signer {
    signer(
        &tokens["accessToken"],
        ["accessKeyId", "secretAccessKey", "sessionToken"],
    )
}

fn word(answer: &Answer) -> String {
    read(answer)["error"].as_str().unwrap().to_owned()
}

#[test]
fn a_login_gives_a_session_of_the_user_and_refreshes() {
    let sandbox = sandbox();
    let program = Program::new(&sandbox);
    let tokens = program.sign_in(&sandbox);
    assert_eq!(
        (&tokens["tokenType"], &tokens["expiresIn"]),
        (&"aws_sigv4".into(), &900.into())
    );
    let claims = tokens["idToken"]
        .as_str()
        .unwrap()
        .split('.')
        .nth(1)
        .unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    let arn = "arn:aws:iam::123456789012:user/admin";
    assert_eq!(claims["sub"], arn);
    let session = credentials(&tokens);
    assert_eq!(whoami(&sandbox, &session).as_deref(), Ok(arn));
    sandbox.control().advance_clock(Duration::from_secs(901));
    assert_eq!(whoami(&sandbox, &session), Err("ExpiredToken".to_owned()));
    let next = read(&program.refresh(&tokens).ok());
    assert!(next.get("idToken").is_none());
    assert!(whoami(&sandbox, &credentials(&next)).is_ok());
    let again = program.refresh(&tokens);
    assert_eq!(
        (refusal(&again), word(&again)),
        ((400, "AccessDeniedException"), "TOKEN_EXPIRED".to_owned())
    );
    sandbox
        .control()
        .advance_clock(Duration::from_secs(12 * 3_600));
    assert_eq!(word(&program.refresh(&next)), "TOKEN_EXPIRED");
}

#[test]
fn a_proof_has_to_be_right_fresh_and_unused() {
    let sandbox = sandbox();
    let program = Program::new(&sandbox);
    let body = redemption(SAME, &code(&sandbox), CALLBACK);
    let refused = |proof: &str, why: &str| {
        let answer = program.token_with(proof, &body);
        assert_eq!(
            (refusal(&answer), word(&answer)),
            ((400, "ValidationException"), "invalid_request".to_owned()),
            "{why}"
        );
    };
    refused("", "empty");
    refused("a.b.c", "no JWT");
    let mut claims = program.claims();
    claims.method = "GET";
    refused(&program.proof(&claims), "another method");
    let mut claims = program.claims();
    claims.url = "http://127.0.0.1:1/v1/token".to_owned();
    refused(&program.proof(&claims), "another place");
    for seconds in [-600, 600] {
        let mut claims = program.claims();
        claims.time += seconds;
        refused(&program.proof(&claims), "another time");
    }
    let good = program.proof(&program.claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    bytes[40] ^= 1;
    refused(
        &format!("{signed}.{}", URL_SAFE_NO_PAD.encode(bytes)),
        "another signature",
    );
    program.token_with(&good, &body).ok();
    refused(&good, "used");
}

#[test]
fn a_refresh_token_belongs_to_its_key() {
    let sandbox = sandbox();
    let (program, thief) = (Program::new(&sandbox), Program::new(&sandbox));
    let tokens = program.sign_in(&sandbox);
    let answer = thief.refresh(&tokens);
    assert_eq!(
        (refusal(&answer), word(&answer)),
        ((400, "ValidationException"), "invalid_grant".to_owned())
    );
    program.refresh(&tokens).ok();
}

#[test]
fn a_code_is_good_once_for_its_verifier_and_address() {
    let sandbox = sandbox();
    let program = Program::new(&sandbox);
    let spent = code(&sandbox);
    program.token(&redemption(SAME, &spent, CALLBACK)).ok();
    let mut wrong = redemption(SAME, &code(&sandbox), CALLBACK);
    wrong["codeVerifier"] = VERIFIER.replace('d', "e").into();
    for body in [
        redemption(SAME, &spent, CALLBACK),
        redemption(
            SAME,
            &code(&sandbox),
            "http://127.0.0.1:4712/oauth/callback",
        ),
        redemption(CROSS, &code(&sandbox), CALLBACK),
        wrong,
    ] {
        assert_eq!(word(&program.token(&body)), "invalid_grant", "{body}");
    }
    let late = code(&sandbox);
    sandbox.control().advance_clock(Duration::from_secs(600));
    assert_eq!(
        word(&program.token(&redemption(SAME, &late, CALLBACK))),
        "AUTHCODE_EXPIRED"
    );
    assert_eq!(
        word(&program.token(&json!({ "clientId": SAME, "grantType": "password" }))),
        "unsupported_grant_type"
    );
    assert_eq!(
        word(&program.token(&json!({ "clientId": "other", "grantType": "refresh_token" }))),
        "invalid_request"
    );
}

#[test]
fn another_device_ends_on_a_page_with_a_code() {
    let sandbox = sandbox();
    let program = Program::new(&sandbox);
    let page = format!("{}/v1/sessions/confirmation", sandbox.endpoint());
    let answer = authorize(&sandbox, CROSS, &page, "openid");
    let location = answer.header("location").unwrap();
    let shown = get(
        sandbox.endpoint(),
        location.trim_start_matches(sandbox.endpoint()),
    )
    .ok()
    .xml();
    let (_, rest) = shown.split_once("<code id=\"code\">").unwrap();
    let typed = STANDARD.decode(rest.split('<').next().unwrap()).unwrap();
    let typed = String::from_utf8(typed).unwrap();
    let code = typed.strip_prefix("state=s1&code=").unwrap();
    program.token(&redemption(CROSS, code, &page)).ok();
}

#[test]
fn a_browser_is_asked_and_sent_only_to_this_machine() {
    let sandbox = sandbox();
    for (client, uri) in [
        (SAME, "https://evil.example/"),
        (CROSS, CALLBACK),
        ("arn:aws:signin:::devtools/other", CALLBACK),
    ] {
        assert_eq!(
            authorize(&sandbox, client, uri, "openid").status,
            400,
            "{client} {uri}"
        );
    }
    let answer = authorize(&sandbox, SAME, CALLBACK, "email");
    assert_eq!(
        redirected(&answer, "error").as_deref(),
        Some("invalid_scope")
    );
    sandbox.control().set_approval(Approval::Manual);
    let at = sandbox.identity_endpoint();
    for (decision, name) in [("allow", "code"), ("deny", "error")] {
        let page = authorize(&sandbox, SAME, CALLBACK, "openid").ok();
        let answer = form(
            &at,
            "/v1/authorize",
            &format!("csrf={}&decision={decision}", csrf(&page)),
        );
        assert!(redirected(&answer, name).is_some(), "{answer:?}");
    }
    assert_eq!(
        form(&at, "/v1/authorize", "csrf=guessed&decision=allow").status,
        403
    );
}

#[test]
fn a_changed_password_ends_the_refreshing() {
    let sandbox = sandbox();
    user(&sandbox, "alice");
    sandbox.control().set_signin_user("alice");
    let program = Program::new(&sandbox);
    let tokens = program.sign_in(&sandbox);
    assert_eq!(
        whoami(&sandbox, &credentials(&tokens)).as_deref(),
        Ok("arn:aws:iam::123456789012:user/alice")
    );
    sandbox.control().change_signin_password();
    let answer = program.refresh(&tokens);
    assert_eq!(
        (refusal(&answer), word(&answer)),
        (
            (400, "AccessDeniedException"),
            "USER_CREDENTIALS_CHANGED".to_owned()
        )
    );
    sandbox.control().set_signin_user("nobody");
    let body = redemption(SAME, &code(&sandbox), CALLBACK);
    assert_eq!(word(&program.token(&body)), "USER_CREDENTIALS_CHANGED");
}
