//! What a program asks of the engine beyond a profile, and what the engine does when AWS changes its
//! mind in between.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, ground};
use keyward::{
    Engine, Request,
    profile::{AssumeRole, Located, Location, Service},
};
use keyward_core::{Credentials, ErrorCode, World};

const CONFIG: &str = "[profile deep]
role_arn = arn:aws:iam::123456789012:role/chained
source_profile = app

[profile app]
role_arn = arn:aws:iam::123456789012:role/app
source_profile = dev
";

fn home() -> Home {
    Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")])
}

fn engine(home: &Home) -> Engine {
    Engine::builder(World::real().with_env(home.variables())).build()
}

fn profile(name: &str) -> Request {
    Request::profile(name.parse().unwrap())
}

async fn arn(engine: &Engine, request: &Request, credentials: &Credentials) -> String {
    let plan = engine.plan_for(request).await.unwrap();
    engine.caller(&plan, credentials).await.unwrap().arn
}

#[tokio::test(flavor = "multi_thread")]
async fn one_session_serves_every_caller_until_it_is_forced() {
    let home = home();
    let engine = engine(&home);
    let first = engine.credentials(&profile("app")).await.unwrap();
    let calls = (0..20).map(|_| {
        let engine = engine.clone();
        tokio::spawn(async move { engine.credentials(&profile("app")).await.unwrap() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().access_key_id, first.access_key_id);
    }
    let mut forced = profile("app");
    forced.force_refresh = true;
    let fresh = engine.credentials(&forced).await.unwrap();
    assert_ne!(fresh.access_key_id, first.access_key_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_below_that_aws_no_longer_takes_is_renewed_once() {
    let home = home();
    let engine = engine(&home);
    let deep = engine.credentials(&profile("deep")).await.unwrap();
    let below = engine.credentials(&profile("app")).await.unwrap();
    assert!(
        ground()
            .sandbox()
            .control()
            .expire_session(&below.access_key_id)
    );
    let mut forced = profile("deep");
    forced.force_refresh = true;
    let again = engine.credentials(&forced).await.unwrap();
    assert_ne!(again.access_key_id, deep.access_key_id);
    assert!(
        arn(&engine, &forced, &again)
            .await
            .contains("assumed-role/chained/")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_of_the_program_stands_on_top_of_the_profile() {
    let home = home();
    let engine = engine(&home);
    let mut role = AssumeRole::new(Located {
        value: "arn:aws:iam::123456789012:role/external".to_owned(),
        location: Location::Program,
    });
    role.external_id = Some("corp-42".to_owned());
    role.session_name = Some("from-code".to_owned());
    role.duration_seconds = Some(900);
    let mut request = profile("dev");
    request.role = Some(role.clone());
    let credentials = engine.credentials(&request).await.unwrap();
    let arn = arn(&engine, &request, &credentials).await;
    assert_eq!(
        arn,
        "arn:aws:sts::123456789012:assumed-role/external/from-code"
    );

    // Another external id is another cache key: AWS is asked, and refuses.
    role.external_id = Some("corp-43".to_owned());
    request.role = Some(role);
    let error = engine.credentials(&request).await.unwrap_err();
    assert_eq!(error.aws_code(), Some("AccessDenied"));
    assert!(!error.is_passing());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_is_refused() {
    let home = home();
    let engine = engine(&home);
    for name in ["dev", "app"] {
        let mut request = profile(name);
        request.account_id = Some("123456789012".to_owned());
        engine.credentials(&request).await.unwrap();
        request.account_id = Some("210987654321".to_owned());
        let error = engine.credentials(&request).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::AccountMismatch, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_endpoint_of_the_config_file_is_used() {
    let endpoint = ground().sandbox().endpoint();
    let own = format!("endpoint_url = {endpoint}\n");
    let services =
        format!("services = local\n[services local]\nsts =\n  endpoint_url = {endpoint}\n");
    for settings in [own, services] {
        let config = format!(
            "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\n{settings}"
        );
        let home = Home::new()
            .with_config(&config)
            .with_vault(&[("dev", "alice")])
            .with_env("AWS_ENDPOINT_URL", "");
        let plan = engine(&home).plan_for(&profile("app")).await.unwrap();
        let found = plan.settings.endpoint(Service::Sts);
        let found = found.map(|endpoint| endpoint.value.as_str());
        assert_eq!(found, Some(endpoint), "{settings}");
        let credentials = engine(&home).credentials(&profile("app")).await.unwrap();
        assert!(credentials.access_key_id.starts_with("ASIA"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_replaced_in_the_vault_is_used_at_once() {
    let home = home();
    let engine = engine(&home);
    let request = profile("dev");
    let before = engine.credentials(&request).await.unwrap();
    assert!(
        arn(&engine, &request, &before)
            .await
            .ends_with("user/alice")
    );
    let key = format!(
        "{{\"AccessKeyId\":\"{}\",\"SecretAccessKey\":\"{}\"}}",
        ground().key_id("bob"),
        ground().secret("bob")
    );
    let add = ["add", "dev", "--stdin", "--replace"];
    let _ = acceptance::keyward()
        .at(&home)
        .args(add)
        .stdin(key)
        .run()
        .success();
    let after = engine.credentials(&request).await.unwrap();
    assert!(arn(&engine, &request, &after).await.ends_with("user/bob"));
    // A session on the old key is not served on: the new one's owner may not assume the role.
    let error = engine.credentials(&profile("app")).await.unwrap_err();
    assert_eq!(error.aws_code(), Some("AccessDenied"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_somebody_claims_is_not_believed() {
    let wrong = "999999999999";
    let home = Home::new().with_credentials(
        "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\naws_account_id = 999999999999\n",
    );
    let mut request = profile("dev");
    request.account_id = Some(wrong.to_owned());
    let error = engine(&home).credentials(&request).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::AccountMismatch);
    request.account_id = Some("123456789012".to_owned());
    engine(&home).credentials(&request).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_gives_another_key_is_asked_again_once_the_old_one_is_refused() {
    let config = "[profile tool]\ncredential_process = cat '${HOME}/document'\n\n[profile role]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = tool\n";
    let document = |user: &str, id: &str| {
        format!(
            "{{\"Version\":1,\"AccessKeyId\":\"{id}\",\"SecretAccessKey\":\"${{SECRET:{user}}}\"}}"
        )
    };
    // A key that AWS does not know stands for one that was deactivated.
    let home = Home::new()
        .with_config(config)
        .with_file("document", &document("alice", "AKIAIOSFODNN7EXAMPLE"));
    let engine = engine(&home);
    let error = engine.credentials(&profile("role")).await.unwrap_err();
    assert_eq!(error.aws_code(), Some("InvalidClientTokenId"));
    let home = home.with_file("document", &document("alice", "${KEY_ID:alice}"));
    let credentials = engine.credentials(&profile("role")).await.unwrap();
    assert!(credentials.access_key_id.starts_with("ASIA"));
    drop(home);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_region_of_the_program_wins() {
    let config = format!("{CONFIG}region = eu-west-1\n");
    let home = Home::new()
        .with_config(&config)
        .with_vault(&[("dev", "alice")]);
    let mut request = profile("app");
    request.region = Some("us-west-2".to_owned());
    let credentials = engine(&home).credentials(&request).await.unwrap();
    let log = ground().sandbox().control().request_log();
    let assumed = log
        .iter()
        .rev()
        .filter(|entry| entry.operation == "AssumeRole")
        .find(|entry| format!("{:?}", entry.region).contains("us-west-2"));
    assert!(assumed.is_some(), "{}", credentials.access_key_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_was_made_anew_is_opened_anew() {
    let home = home();
    let engine = engine(&home);
    engine.credentials(&profile("dev")).await.unwrap();
    std::fs::remove_dir_all(home.keyward_home()).unwrap();
    std::fs::remove_file(home.identity()).unwrap();
    let _kept = home.with_vault(&[("dev", "bob")]);
    let request = profile("dev");
    let credentials = engine.credentials(&request).await.unwrap();
    assert!(
        arn(&engine, &request, &credentials)
            .await
            .ends_with("user/bob")
    );
}

#[test]
fn no_door_runs_in_a_circle() {
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    for door in ["process w", "export w --format json"] {
        let config = format!("[profile w]\ncredential_process = sh -c 'exec \"{bin}\" {door}'\n");
        let home = Home::new().with_config(&config);
        for command in [&["process", "w"][..], &["export", "w"], &["whoami", "w"]] {
            let output = acceptance::keyward().at(&home).args(command).run();
            assert_eq!(output.code, 3, "{door}: {}", output.stderr);
            assert!(
                output
                    .stderr
                    .contains("asks keyward for the same profile again")
            );
        }
    }
}
