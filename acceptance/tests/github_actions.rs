//! A role by the OIDC token of a GitHub Actions job, with a stand-in for GitHub's endpoint: the tokens are
//! ones that the sandbox's STS verifies.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::Duration;

use acceptance::{
    Home, StandIn, client_program,
    doors::{assert_error, assert_identity},
    ground, keyward,
};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/web";
const SESSION: &str = "arn:aws:sts::123456789012:assumed-role/web/GitHubActions-4711";
const BEARER: &str = "job-bearer-9c4f";
const PROFILE: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/web\nweb_identity_source = github-actions\n";

/// What GitHub does: a token for the audience that is asked for, to the job's own bearer alone.
fn github(subject: &'static str) -> StandIn {
    StandIn::start(move |head| {
        let bearer = format!("authorization: bearer {BEARER}\r\n");
        if !head.to_ascii_lowercase().contains(&bearer) {
            return Some((401, "{}".to_owned()));
        }
        let asked = head.split("&audience=").nth(1).unwrap_or_default();
        let audience = asked.split(' ').next().unwrap_or_default();
        let token = ground().sandbox().control().web_identity_token(
            "https://oidc.example.com/cluster",
            audience,
            subject,
            Duration::from_secs(300),
        );
        Some((200, json!({ "value": token, "count": 1 }).to_string()))
    })
}

fn job(endpoint: &str) -> Home {
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_env("GITHUB_ACTIONS", "true")
        .with_env("GITHUB_RUN_ID", "4711")
        .with_env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", BEARER)
        .with_env(
            "ACTIONS_ID_TOKEN_REQUEST_URL",
            &format!("{endpoint}/token?api-version=2.0"),
        )
        .with_config(PROFILE)
}

fn node(home: &Home, args: &[&str]) -> Value {
    let run = client_program("github-actions.mjs").at(home).args(args);
    let output = run.run();
    assert!(!format!("{}{}", output.stderr, output.stdout).contains(BEARER));
    output.json()
}

#[test]
fn a_profile_and_a_program_get_the_role() {
    let github = github("system:serviceaccount:shop:web");
    let home = job(github.address());
    assert_identity(&home, SESSION, "github_actions");
    assert_eq!(node(&home, &[ROLE])["arn"], SESSION);
    let heads = github.heads();
    let first = &heads[0];
    assert!(
        first.starts_with("GET /token?api-version=2.0&audience=sts.amazonaws.com "),
        "{first}"
    );
    let explain = keyward().at(&home).arg("explain").run().success();
    assert!(
        explain.stdout.contains("GitHub Actions"),
        "{}",
        explain.stdout
    );
}

#[test]
fn another_audience_is_asked_for_and_judged_by_sts() {
    let github = github("system:serviceaccount:shop:web");
    let home = job(github.address());
    let refused = node(&home, &[ROLE, "corp"]);
    assert_eq!(refused["error"], "aws_refused", "{refused}");
    let home = home.with_config(&format!("{PROFILE}web_identity_audience = corp\n"));
    assert_error(&home, "aws_refused", "InvalidIdentityToken");
    assert!(
        github
            .heads()
            .iter()
            .all(|head| head.contains("&audience=corp "))
    );
}

#[test]
fn a_job_that_the_role_does_not_trust() {
    let github = github("system:serviceaccount:shop:other");
    let home = job(github.address());
    assert_error(&home, "aws_refused", "AccessDenied");
    let whoami = keyward().at(&home).arg("whoami").run();
    whoami.assert_error(5, &["config:2", "hint: compare the role's trust policy"]);
}

#[test]
fn without_the_permission_its_name_is_said() {
    let home = Home::new()
        .with_env("GITHUB_ACTIONS", "true")
        .with_config(PROFILE);
    assert_error(&home, "no_credentials", "gives this job no OIDC token");
    let whoami = keyward().at(&home).arg("whoami").run();
    whoami.assert_error(3, &["hint: ", "id-token: write"]);
    let answer = node(&home, &[ROLE]);
    assert!(
        answer["hint"].as_str().unwrap().contains("id-token: write"),
        "{answer}"
    );
}

#[test]
fn a_wrong_bearer_and_mistakes_in_the_profile() {
    let github = github("system:serviceaccount:shop:web");
    let home = job(github.address()).with_env("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "another");
    assert_error(
        &home,
        "aws_refused",
        "GitHub refused the job's OIDC token (401)",
    );
    for (config, says) in [
        (
            "[default]\nweb_identity_source = github-actions\n",
            "role_arn is missing",
        ),
        (
            "[default]\nrole_arn = arn:aws:iam::123456789012:role/web\nweb_identity_source = gitlab\n",
            "\"gitlab\" is not known",
        ),
    ] {
        assert_error(
            &job("http://127.0.0.1:9").with_config(config),
            "profile_invalid",
            says,
        );
    }
    let foreign = format!("{PROFILE}external_id = x\n");
    assert_error(
        &home.with_config(&foreign),
        "invalid_argument",
        "ExternalId",
    );
    let elsewhere = job("http://192.0.2.1");
    assert_error(&elsewhere, "invalid_argument", "no https URL");
}

#[test]
fn a_linked_profile_serves_the_aws_cli_too() {
    let github = github("system:serviceaccount:shop:web");
    let home = job(github.address());
    let _ = keyward()
        .at(&home)
        .args(["link", "default"])
        .run()
        .success();
    assert_identity(&home, SESSION, "github_actions");
    let v3 = client_program("v3-default.mjs").at(&home).run().json();
    assert_eq!(v3["arn"], SESSION);
}
