//! `keyward console`: the address really signs in, as whoever the profile is; and who may not.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use acceptance::{Home, Run, ground, keyward, python};
use serde_json::{Value, json};

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = alice\nregion = eu-west-1\n[profile chained]\nrole_arn = arn:aws:iam::123456789012:role/chained\nsource_profile = app\n";

fn home() -> Home {
    Home::new()
        .with_config(CONFIG)
        .with_vault(&[("alice", "alice"), ("bob", "bob")])
        .with_env("AWS_REGION", "us-east-1")
}

fn console(home: &Home, args: &[&str]) -> Run {
    let run = keyward().at(home).arg("console").args(args);
    run.shows_credentials()
}

/// What a browser without script would show.
fn page(url: &str) -> String {
    let program = "import sys, urllib.request, urllib.error\ntry:\n    print(urllib.request.urlopen(sys.stdin.read().strip()).read().decode())\nexcept urllib.error.HTTPError as error:\n    print(error.code, error.read().decode())";
    let run = Run::new("python3").args(["-c", program]).stdin(url);
    run.shows_credentials().run().success().stdout
}

fn url(home: &Home, args: &[&str]) -> String {
    let output = console(home, args).arg("--json").run().success();
    output.json()["url"].as_str().unwrap().to_owned()
}

#[test]
fn a_role_signs_in_where_it_was_asked_to() {
    let home = home();
    let url = url(&home, &["app", "--destination", "s3", "--duration", "2h"]);
    let page = page(&url);
    assert!(page.contains("assumed-role/app/"), "{page}");
    let seconds = page
        .split("for ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let seconds: u32 = seconds.unwrap().parse().unwrap();
    assert!(
        (3601..=7200).contains(&seconds),
        "longer than the role's own hour: {page}"
    );
    assert!(
        page.contains("https://console.aws.amazon.com/s3/home?region=us-east-1"),
        "{page}"
    );
}

#[test]
fn the_address_is_all_that_is_printed_and_the_warning_stands_beside() {
    let output = console(&home(), &["app", "--print"]).run().success();
    assert!(
        output.stdout.starts_with(ground().sandbox().endpoint()),
        "{}",
        output.stdout
    );
    assert_eq!(output.stdout.lines().count(), 1);
    assert!(output.stderr.contains("15 minutes"), "{}", output.stderr);
    let known = ground().sandbox().control().request_log();
    let log = format!("{known:?}");
    assert!(!log.contains("SigninToken="), "nothing of it is logged");
}

#[test]
fn a_chained_role_signs_in_without_a_duration() {
    let home = home();
    let page = page(&url(&home, &["chained"]));
    assert!(page.contains("assumed-role/chained/"), "{page}");
    let chained = console(&home, &["chained", "--duration", "1h"]).run();
    chained.assert_error(2, &["chained role", "--duration"]);
}

#[test]
fn a_long_lived_key_needs_get_federation_token() {
    let home = home();
    let refused = console(&home, &["bob"]).run();
    refused.assert_error(5, &["GetFederationToken", "hint:", "role"]);

    let allow = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:GetFederationToken","Resource":"*"}]}"#;
    let environment = ground().sandbox().environment();
    let admin = environment
        .iter()
        .fold(acceptance::aws(), |run, (name, value)| run.env(name, value))
        .args(["iam", "put-user-policy", "--user-name", "alice"])
        .args(["--policy-name", "federate", "--policy-document", allow]);
    let _ = admin.run().success();
    let page = page(&url(&home, &["alice"]));
    assert!(page.contains("federated-user/alice"), "{page}");
}

#[test]
fn a_token_is_good_for_a_quarter_of_an_hour_and_for_nobody_else() {
    let url = url(&home(), &["app"]);
    let (front, token) = url.split_once("SigninToken=").unwrap();
    assert!(page(&format!("{front}SigninToken=x{token}")).contains("not known"));
    let elsewhere = url.replace("console%2Eaws%2Eamazon%2Ecom", "evil%2Eexample");
    assert_ne!(elsewhere, url);
    assert!(page(&elsewhere).starts_with("400"));
}

#[test]
fn what_aws_would_refuse_is_named_first() {
    let home = home();
    let run = |args: &[&str]| console(&home, args).run();
    run(&["app", "--duration", "13h"]).assert_error(2, &["12 hours"]);
    run(&["app", "--destination", "https://evil.example/"]).assert_error(2, &["no page", "hint:"]);
    let iso = console(&home, &["app"]).env("AWS_REGION", "us-iso-east-1");
    iso.run().assert_error(2, &["us-iso-east-1"]);
    let nowhere = console(&home, &["app"]).env("AWS_ENDPOINT_URL_SIGNIN", "http://127.0.0.1:1");
    nowhere
        .run()
        .assert_error(7, &["getSigninToken", "http://127.0.0.1:1"]);
    // A session that nobody made: the words of AWS are not repeated, and nothing secret is told.
    let forged = console(&home, &[])
        .env("AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "f0rgedf0rgedf0rged")
        .env("AWS_SESSION_TOKEN", "t0kent0kent0ken")
        .run();
    forged.assert_error(5, &["refused getSigninToken", "hint:"]);
    assert!(!forged.stderr.contains("f0rged") && !forged.stderr.contains("t0ken"));
}

/// The browser is a script: it follows the address on this machine, which works once and never shows
/// the token on a command line.
#[test]
fn a_browser_is_led_there_once() {
    let home = home();
    let seen = home.path().join("seen");
    let script = home.path().join("browser.sh");
    let text = format!(
        "#!/bin/sh\necho \"$1\" > '{0}.argv'\ncurl -sL \"$1\" > '{0}'\ncurl -s -o /dev/null -w '%{{http_code}}' \"$1\" > '{0}.again'\n",
        seen.display()
    );
    std::fs::write(&script, text).unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();

    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let order = json!({ "command": [bin, "console", "app", "--browser", script], "answers": [] });
    let run = python("at_a_terminal.py")
        .at(&home)
        .stdin(order.to_string());
    let answer: Value = run.run().success().json();
    assert_eq!(answer["code"], 0, "{answer}");
    let read = |name: &str| {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        loop {
            match std::fs::read_to_string(home.path().join(name)) {
                Ok(text) if !text.is_empty() => return text,
                _ if std::time::Instant::now() > deadline => panic!("{name} is not there"),
                _ => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        }
    };
    assert!(
        read("seen").contains("assumed-role/app/"),
        "{}",
        read("seen")
    );
    assert!(!read("seen.argv").contains("SigninToken"));
    assert_ne!(read("seen.again"), "302", "once");
}
