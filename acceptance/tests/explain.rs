//! `keyward explain`: what was asked and answered on the screen, traps with remedies that mend, nobody asked.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use acceptance::{Home, Output, ground, keyward};

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nrole_session_name = me\nsource_profile = dev\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n";

fn explain(home: &Home, args: &[&str]) -> Output {
    keyward().at(home).arg("explain").args(args).run()
}

fn codes(output: &Output) -> Vec<String> {
    let json = output.json();
    let traps = json["traps"].as_array().unwrap();
    traps
        .iter()
        .map(|trap| trap["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_screen_shows_what_each_part_answered() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    let output = explain(&home, &["app"]).success();
    let lines: Vec<_> = output.stdout.lines().map(str::trim).collect();
    for text in [
        "vault: the key of dev, encrypted at rest",
        "of account 123456789012, no expiry",
        "AssumeRole arn:aws:iam::123456789012:role/app",
        ".aws/config:2)",
        "looked at http://127.0.0.1",
        "AWS says arn:aws:sts::123456789012:assumed-role/app/me",
    ] {
        assert!(output.stdout.contains(text), "{text}\n{}", output.stdout);
    }
    assert!(lines.len() <= 24, "one screen: {}", output.stdout);
    assert!(!output.stdout.contains('\x1b'), "no colour in a pipe");
    assert!(
        !output.stdout.contains(ground().key_id("alice")),
        "{}",
        output.stdout
    );
}

#[test]
fn without_resolving_nothing_is_asked() {
    let home = Home::new()
        .with_config(&format!(
            "{CONFIG}[profile p]\ncredential_process = touch ran\n"
        ))
        .with_vault(&[("dev", "alice")]);
    let planned = explain(&home, &["app", "--no-resolve", "--json"]).success();
    assert_eq!(planned.json()["asked"], serde_json::json!([]));
    let run = keyward().at(&home).within(home.path());
    let _ = run.args(["explain", "p", "--no-resolve"]).run().success();
    assert!(!home.path().join("ran").exists());
}

#[test]
fn a_key_that_aws_does_not_know_is_told_with_who_refused() {
    let home = Home::new().with_config("[profile x]\nregion = us-east-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
    let output = explain(&home, &["x"]);
    assert_eq!(output.code, 5, "{output:?}");
    assert!(
        output.stderr.contains("InvalidClientTokenId"),
        "{}",
        output.stderr
    );
    assert!(
        output.stdout.contains("example of AWS's documentation"),
        "{}",
        output.stdout
    );
    assert!(output.stdout.contains("mend: "), "{}", output.stdout);
    let json = explain(&home, &["x", "--json"]).json();
    assert_eq!(json["error"]["awsCode"], "InvalidClientTokenId", "{json}");
    assert_eq!(json["asked"][1]["answer"]["outcome"], "failed", "{json}");
}

#[test]
fn a_refused_role_names_the_caller_and_the_remedy_of_a_long_chain_mends_it() {
    let home = Home::new()
        .with_config(&CONFIG.replace("role/app\n", "role/closed\n"))
        .with_vault(&[("dev", "alice")]);
    let output = explain(&home, &["app"]);
    assert_eq!(output.code, 5, "{output:?}");
    let text = &output.stdout;
    assert!(
        text.contains("AWS says arn:aws:iam::123456789012:user/alice"),
        "{text}"
    );
    assert!(codes(&explain(&home, &["app", "--json"])).contains(&"refused_role".to_owned()));

    let deep = "[profile deep]\nrole_arn = arn:aws:iam::123456789012:role/chained\nsource_profile = app\nregion = us-east-1\n";
    let long = format!("{deep}duration_seconds = 7200\n{CONFIG}");
    let home = home.with_config(&long);
    let output = explain(&home, &["deep", "--json"]);
    assert_eq!((output.code, &*codes(&output)[0]), (5, "chained_role"));
    let home = home.with_config(&long.replace("7200", "3600"));
    let output = explain(&home, &["deep", "--json"]).success();
    assert!(
        !codes(&output).contains(&"chained_role".to_owned()),
        "{output:?}"
    );
}

#[test]
fn a_machine_without_anything_is_told_so_source_by_source() {
    let home = Home::new()
        .with_env("AWS_EC2_METADATA_DISABLED", "")
        .with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9");
    let output = explain(&home, &[]);
    assert_eq!(output.code, 3, "{output:?}");
    let text = &output.stdout;
    for source in [
        "environment",
        "profile",
        "web_identity",
        "container",
        "imds",
    ] {
        assert!(
            text.lines()
                .any(|line| line.trim_start().starts_with(source)),
            "{text}"
        );
    }
    assert!(
        text.contains("does not answer") && !text.contains("->"),
        "{text}"
    );
}

#[test]
fn an_endpoint_that_does_not_answer_does_not_hide_the_credentials() {
    let home = Home::new()
        .with_config("[profile dev]\nregion = us-east-1\n")
        .with_vault(&[("dev", "alice")])
        .with_env("AWS_ENDPOINT_URL", "http://127.0.0.1:9");
    let output = explain(&home, &["dev", "--json"]).success();
    let asked = &output.json()["asked"];
    assert_eq!(asked[0]["answer"]["outcome"], "credentials", "{asked}");
    assert_eq!(asked[1]["answer"]["error"]["code"], "network", "{asked}");
}

#[test]
fn whoami_tells_who_where_from_and_how_long() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    let whoami = |args: &[&str]| keyward().at(&home).arg("whoami").args(args).run().success();
    let text = whoami(&["app"]).stdout;
    for part in [
        "arn:aws:sts::123456789012:assumed-role/app/me",
        "account  123456789012",
        ":me\n",
        "source   assume_role",
        "region   us-east-1",
        "Z, in ",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json = whoami(&["dev", "--json"]).json();
    assert_eq!(json["arn"], "arn:aws:iam::123456789012:user/alice");
    assert!(
        json["userId"].as_str().unwrap().starts_with("AIDA"),
        "{json}"
    );
    assert_eq!(
        (&json["source"], &json["expiration"]),
        (&"vault".into(), &serde_json::Value::Null)
    );
}
