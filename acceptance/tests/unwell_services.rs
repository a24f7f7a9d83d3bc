//! The services behind a sign-in, and GitHub's, when they are unwell: unreachable, silent, talking rubbish,
//! handing out what has expired. Each is a named error, soon, and no other identity is taken instead.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, path::PathBuf};

use acceptance::{Home, Run, StandIn, client_program, ground, keyward, python};
use serde_json::{Value, json};

const GITHUB: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/web\nweb_identity_source = github-actions\n";
const ADMIN: &str = "arn:aws:iam::123456789012:user/admin";

/// A profile whose way leads over a service; plaintext keys of `default`, which must not be taken instead.
struct Way {
    home: Home,
    /// The variable that names the service's endpoint, and what stands behind the address in it.
    variable: &'static str,
    path: &'static str,
}

fn home(config: &str) -> Home {
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_credentials("[default]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n")
        .with_config(config)
}

fn sso_home() -> Home {
    let url = ground().sandbox().sso_start_url();
    let home = home(&format!(
        "[profile app]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = {url}\n"
    ));
    let login = python("sso_login.py").at(&home);
    let _ = login.args(["session", "corp", &url]).run().success();
    home
}

fn login_home() -> Home {
    let home = home(&format!("[profile app]\nlogin_session = {ADMIN}\n"));
    let login = client_program("login.mjs").at(&home);
    let browser = ground().sandbox().identity_endpoint();
    let _ = login.args([ADMIN, &browser]).run().success();
    home
}

/// The token's end has come, as its file says.
fn ended(home: Home, folder: &str) -> Home {
    let folder = home.path().join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let file: PathBuf = files
        .into_iter()
        .find(|file| file.extension().is_some_and(|kind| kind == "json"))
        .unwrap();
    let mut token: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let past = json!("2026-01-01T00:00:00Z");
    match token.get_mut("accessToken") {
        Some(Value::Object(access)) => drop(access.insert("expiresAt".to_owned(), past)),
        _ => token["expiresAt"] = past,
    }
    fs::write(file, token.to_string()).unwrap();
    home
}

fn ways() -> Vec<Way> {
    let github = home(GITHUB).with_env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t");
    vec![
        Way {
            home: sso_home(),
            variable: "AWS_ENDPOINT_URL_SSO",
            path: "",
        },
        Way {
            home: ended(sso_home(), ".aws/sso/cache"),
            variable: "AWS_ENDPOINT_URL_SSO_OIDC",
            path: "",
        },
        Way {
            home: ended(login_home(), ".aws/login/cache"),
            variable: "AWS_ENDPOINT_URL_SIGNIN",
            path: "",
        },
        Way {
            home: github,
            variable: "ACTIONS_ID_TOKEN_REQUEST_URL",
            path: "/t?a=b",
        },
    ]
}

fn whoami(way: Way, address: &str) -> Run {
    let home = way
        .home
        .with_env(way.variable, &format!("{address}{}", way.path));
    let run = keyward().at(&home).args(["whoami", "app", "--json"]);
    // The home must be there while the program runs.
    std::mem::forget(home);
    run
}

fn assert_code(way: Way, address: &str, codes: &[&str]) {
    let variable = way.variable;
    let output = whoami(way, address).run();
    let answer = output.json();
    let code = answer["error"]["code"].as_str().unwrap_or_default();
    assert!(codes.contains(&code), "{variable}: {answer}");
    assert_ne!(output.code, 0);
}

#[test]
fn nobody_listens() {
    for way in ways() {
        assert_code(way, "http://127.0.0.1:9", &["network"]);
    }
}

#[test]
fn nobody_answers() {
    let silent = StandIn::start(|_| None);
    std::thread::scope(|scope| {
        for way in ways() {
            let address = silent.address();
            scope.spawn(move || assert_code(way, address, &["timeout"]));
        }
    });
}

#[test]
fn the_answer_is_rubbish() {
    for body in [
        "<html>",
        "{}",
        "[1]",
        "{\"accessToken\":7,\"expiresIn\":\"soon\"}",
        "",
    ] {
        let server = StandIn::start(move |_| Some((200, body.to_owned())));
        for way in ways() {
            assert_code(way, server.address(), &["unexpected"]);
        }
    }
}

#[test]
fn the_service_is_broken() {
    let server = StandIn::start(|_| Some((503, "<html>".to_owned())));
    for way in ways() {
        assert_code(way, server.address(), &["aws_refused"]);
    }
}

#[test]
fn what_is_handed_out_has_expired() {
    let role = json!({ "roleCredentials": {
        "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
        "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "sessionToken": "t",
        "expiration": 1_500_000_000_000_i64,
    }});
    let server = StandIn::start(move |_| Some((200, role.to_string())));
    let mut ways = ways();
    assert_code(ways.remove(0), server.address(), &["expired_credentials"]);
    let token = json!({
        "accessToken": {
            "accessKeyId": "ASIAIOSFODNN7EXAMPLE",
            "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sessionToken": "t",
        },
        "expiresIn": 0,
        "refreshToken": "r",
        "tokenType": "aws_sigv4",
    });
    let server = StandIn::start(move |_| Some((200, token.to_string())));
    assert_code(ways.remove(1), server.address(), &["expired_credentials"]);
}
