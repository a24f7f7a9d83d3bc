//! Settings of variables and config files, each seen from outside: by the host that is asked, the proxy
//! that is used, the certificate that is trusted, the number of tries.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod counter;
mod front;

use std::fs;

use acceptance::{Home, ground, keyward, node_program, python};
use counter::Busy;
use front::Front;
use keyward::{Engine, Request};
use keyward_core::{Credentials, ErrorCode, Result, World};

const KEYS: &str =
    "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n";
const ROLE: &str =
    "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\n";

/// A home whose calls go to AWS's own hosts, by the proxy.
fn home(front: &Front, settings: &str) -> Home {
    Home::new()
        .with_config(&format!("{ROLE}{settings}"))
        .with_credentials(KEYS)
        .with_file("ca.pem", &front.authority)
        .with_env("AWS_ENDPOINT_URL", "")
        .with_env("AWS_PROFILE", "app")
        .with_env("AWS_CA_BUNDLE", "${HOME}/ca.pem")
        .with_env("HTTPS_PROXY", &format!("http://{}", front.address))
}

async fn credentials(home: &Home) -> Result<Credentials> {
    let engine = Engine::builder(World::real().with_env(home.variables())).build();
    engine.credentials(&Request::default()).await
}

fn hosts(seen: Vec<String>) -> Vec<String> {
    let host = |line: String| line.split(' ').nth(1).map(str::to_owned);
    let mut hosts: Vec<_> = seen.into_iter().filter_map(host).collect();
    hosts.dedup();
    hosts
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_of_sts_is_the_one_that_botocore_asks() {
    let front = Front::start().await;
    for (settings, host) in [
        ("region = us-east-1\n", "sts.us-east-1.amazonaws.com"),
        ("region = eu-west-1\n", "sts.eu-west-1.amazonaws.com"),
        (
            "region = us-east-1\nuse_fips_endpoint = true\n",
            "sts-fips.us-east-1.amazonaws.com",
        ),
        (
            "region = us-east-1\nuse_dualstack_endpoint = true\n",
            "sts.us-east-1.api.aws",
        ),
        (
            "region = us-east-1\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n",
            "sts-fips.us-east-1.api.aws",
        ),
        (
            "region = eu-west-1\nsts_regional_endpoints = legacy\n",
            "sts.amazonaws.com",
        ),
    ] {
        let home = home(&front, settings);
        credentials(&home).await.unwrap();
        let ours = hosts(front.take_seen());
        assert_eq!(ours, [format!("{host}:443")], "{settings}");
        let boto3 = tokio::task::spawn_blocking(move || python("boto3_whoami.py").at(&home).run());
        let answer = boto3.await.unwrap().success().json();
        assert!(answer["arn"].as_str().unwrap().contains("/app/"));
        assert_eq!(hosts(front.take_seen()), ours, "{settings}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_bundles_own_certificates_are_trusted() {
    let front = Front::start().await;
    let trusted = home(&front, "region = us-east-1\n");
    let from_config = home(&front, "region = us-east-1\nca_bundle = ~/ca.pem\n");
    let from_config = from_config.with_env("AWS_CA_BUNDLE", "");
    for home in [&trusted, &from_config] {
        credentials(home).await.unwrap();
    }
    // Another authority of the same names.
    let other = Front::start().await;
    let untrusted = trusted.with_file("ca.pem", &other.authority);
    let error = credentials(&untrusted).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::Network, "{error}");
    for (text, words) in [
        ("rubbish", "has no certificate in it"),
        (
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "damaged",
        ),
    ] {
        let broken = home(&front, "").with_file("ca.pem", text);
        let error = credentials(&broken).await.unwrap_err();
        assert!(error.message().starts_with("AWS_CA_BUNDLE: "), "{error}");
        assert!(error.message().contains(words), "{error}");
    }
    let gone = home(&front, "").with_env("AWS_CA_BUNDLE", "~/gone.pem");
    let run = tokio::task::spawn_blocking(move || keyward().arg("process").at(&gone).run());
    run.await
        .unwrap()
        .assert_error(3, &["gone.pem cannot be read", "PEM"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_gets_its_password_and_nobody_else_does() {
    let front = Front::start().await;
    let home = home(&front, "region = us-east-1\n");
    let url = format!("http://user:hunter2@{}", front.address);
    let with_password = home.with_env("HTTPS_PROXY", &url);
    credentials(&with_password).await.unwrap();
    let seen = front.take_seen().join("\n").to_lowercase();
    assert!(
        seen.contains("proxy-authorization: basic dxnlcjpodw50zxiy"),
        "{seen}"
    );
    // Nobody listens there.
    let nowhere = with_password.with_env("HTTPS_PROXY", "http://user:hunter2@127.0.0.1:9");
    let error = credentials(&nowhere).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::Network);
    assert!(!format!("{error:?} {error}").contains("hunter2"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_endpoints_have_a_proxy_of_their_own_and_exceptions() {
    let front = Front::start().await;
    let home = home(
        &front,
        "region = us-east-1\nendpoint_url = http://sts.invalid\nmax_attempts = 1\n",
    );
    let home = home.with_env("HTTP_PROXY", &front.address);
    credentials(&home).await.unwrap();
    assert_eq!(hosts(front.take_seen()), ["http://sts.invalid/"]);
    let except = home.with_env("NO_PROXY", "example.com, .invalid");
    let error = credentials(&except).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::Network);
    assert_eq!(front.take_seen(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn metadata_services_are_never_asked_by_a_proxy() {
    let front = Front::start().await;
    let home = home(&front, "")
        .with_config("[default]\nec2_metadata_service_endpoint = http://imds.invalid\n")
        .with_env("AWS_PROFILE", "")
        .with_env("AWS_EC2_METADATA_DISABLED", "false")
        .with_env("HTTP_PROXY", &front.address);
    let error = credentials(&home).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NoCredentials);
    assert!(error.message().contains("http://imds.invalid"), "{error}");
    assert_eq!(front.take_seen(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_tried_as_often_as_is_set() {
    let busy = Busy::start().await;
    let front = Front::start().await;
    let endpoint = format!("endpoint_url = {}\n", busy.url);
    for (settings, tries) in [
        ("", 3),
        ("max_attempts = 2\n", 2),
        ("max_attempts = 1\nretry_mode = adaptive\n", 1),
    ] {
        let error = credentials(&home(&front, &format!("{endpoint}{settings}"))).await;
        assert!(error.unwrap_err().is_passing(), "{settings}");
        assert_eq!(busy.take_count(), tries, "{settings}");
    }
    let variable = home(&front, &format!("{endpoint}max_attempts = 5\n"));
    let _ = credentials(&variable.with_env("AWS_MAX_ATTEMPTS", "2")).await;
    assert_eq!(busy.take_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metadata_service_is_asked_as_the_config_file_says() {
    let busy = Busy::start().await;
    let imds = |settings: &str| {
        let config = format!(
            "[default]\nec2_metadata_service_endpoint = {}\n{settings}",
            busy.url
        );
        Home::new()
            .with_config(&config)
            .with_env("AWS_EC2_METADATA_DISABLED", "false")
    };
    for (settings, tries) in [("", 1), ("metadata_service_num_attempts = 3\n", 3)] {
        let error = credentials(&imds(settings)).await.unwrap_err();
        assert!(error.message().contains("HTTP 503"), "{error}");
        assert_eq!(busy.take_count(), tries, "{settings}");
    }
    // A listener that never answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let home =
        imds("metadata_service_timeout = 2\n").with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", &url);
    let error = credentials(&home).await.unwrap_err();
    assert!(error.message().contains("within 2 s"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn identity_center_is_where_the_services_section_puts_it() {
    let sandbox = ground().sandbox();
    let config = format!(
        "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\nservices = here\n\
         [sso-session corp]\nsso_region = us-east-1\nsso_start_url = {}\n\
         [services here]\nsso =\n  endpoint_url = {endpoint}\nsso_oidc =\n  endpoint_url = {endpoint}\n",
        sandbox.sso_start_url(),
        endpoint = sandbox.endpoint()
    );
    let home = Home::new()
        .with_config(&config)
        .with_env("AWS_DEFAULT_REGION", "us-east-1");
    let url = sandbox.sso_start_url();
    let login = python("sso_login.py").at(&home);
    let _ =
        tokio::task::spawn_blocking(move || login.args(["session", "corp", &url]).run().success())
            .await;
    let home = home.with_env("AWS_ENDPOINT_URL", "");
    assert!(
        credentials(&home)
            .await
            .unwrap()
            .access_key_id
            .starts_with("ASIA")
    );

    // Without it, AWS's own host is asked. The sandbox does not answer unsigned calls to that name.
    let front = Front::start().await;
    let home = home
        .with_config(&config.replace("services = here\n", ""))
        .with_file("ca.pem", &front.authority)
        .with_env("AWS_CA_BUNDLE", "~/ca.pem")
        .with_env("https_proxy", &front.address);
    let error = credentials(&home).await.unwrap_err();
    assert_eq!(error.aws_code(), Some("403"), "{error}");
    assert_eq!(
        hosts(front.take_seen()),
        ["portal.sso.us-east-1.amazonaws.com:443"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_files_change_is_seen_by_the_next_call() {
    let home = Home::new().with_credentials(&KEYS.replace("dev", "default"));
    let engine = Engine::builder(World::real().with_env(home.variables())).build();
    let id = async || {
        let found = engine.credentials(&Request::default()).await;
        found.unwrap().access_key_id
    };
    assert_eq!(id().await, ground().key_id("alice"));
    let home = home.with_credentials(&KEYS.replace("dev", "default").replace("alice", "bob"));
    assert_eq!(id().await, ground().key_id("bob"));
    drop(home);
}

/// Two providers over a file that changes share what was found: the clock, not the test, says when it is looked at again.
const CHANGES: &str = "
import { readFileSync, writeFileSync } from 'node:fs';
import { fromKeyward } from 'keyward';

const file = `${process.env.HOME}/.aws/credentials`;
const provider = fromKeyward();
console.log((await provider()).accessKeyId);
writeFileSync(file, readFileSync(`${process.env.HOME}/next`, 'utf8'));
console.log((await fromKeyward()()).accessKeyId);
const now = Date.now;
Date.now = () => now() + 10_000;
console.log((await provider()).accessKeyId);
";

#[test]
fn a_files_change_is_seen_by_a_running_node_program() {
    let of = |user: &str| KEYS.replace("dev", "default").replace("alice", user);
    let home = Home::new()
        .with_credentials(&of("alice"))
        .with_file("next", &of("bob"));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("program.mjs"), CHANGES).unwrap();
    let run = node_program(folder.path(), "program.mjs").at(&home).run();
    let (alice, bob) = (ground().key_id("alice"), ground().key_id("bob"));
    let lines = run.success().stdout;
    assert_eq!(lines.lines().collect::<Vec<_>>(), [alice, alice, bob]);
}

#[test]
fn explain_rules_names_what_makes_the_difference() {
    let home = Home::new()
        .with_credentials(KEYS)
        .with_env("AWS_PROFILE", "dev")
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_ACCESS_KEY_ID", "${KEY_ID:bob}")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:bob}");
    let run = keyward().args(["explain", "--rules"]).at(&home).run();
    let text = run.success().stdout;
    assert!(text.contains("js-v3  static keys of profile dev"), "{text}");
    assert!(text.contains("js-v2  environment: key"), "{text}");
    assert!(text.contains("keys_beat_profile_variable"), "{text}");
    let run = keyward()
        .args(["explain", "--rules", "--json"])
        .at(&home)
        .run();
    let document = run.success().json();
    assert_eq!(
        document["differences"][0]["row"],
        "keys_beat_profile_variable"
    );
    let rules: Vec<_> = (0..3)
        .map(|at| &document["verdicts"][at]["rules"])
        .collect();
    assert_eq!(rules, ["js-v3", "js-v2", "cli"]);
}
