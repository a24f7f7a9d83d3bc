//! IAM Identity Center and `aws login` sessions: at every door, beside boto3 and the SDK for JavaScript
//! v3 on the same token files.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::Command,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, SystemTime},
};

use acceptance::{
    Home, client_program,
    doors::{assert_error, assert_identity},
    ground, keyward, python,
};
use keyward::{Engine, Request};
use keyward_core::{
    ErrorCode, Timestamp, World,
    disk::{Disk, Fault},
};
use serde_json::Value;

const SSO: &str = "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = ";
const SESSION: &str = "arn:aws:iam::123456789012:user/admin";

/// One test at a time: they count what the sandbox was asked.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn start_url() -> String {
    ground().sandbox().sso_start_url()
}

fn home() -> Home {
    // boto3 reads only the second.
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_DEFAULT_REGION", "us-east-1")
}

/// A user who has signed in with `aws sso login`.
fn sso_home() -> Home {
    let home = home().with_config(&format!("{SSO}{}\n", start_url()));
    sign_in(&home);
    home
}

fn sign_in(home: &Home) {
    let login = python("sso_login.py").at(home);
    let _ = login
        .args(["session", "corp", &start_url()])
        .run()
        .success();
}

/// A user who has signed in with `aws login`.
fn login_home() -> Home {
    let home = home().with_config(&format!("[default]\nlogin_session = {SESSION}\n"));
    let login = client_program("login.mjs").at(&home);
    let browser = ground().sandbox().identity_endpoint();
    let _ = login.args([SESSION, &browser]).run().success();
    home
}

/// The one token file of a home.
fn token_file(home: &Home) -> PathBuf {
    let folders = [".aws/sso/cache", ".aws/login/cache"];
    let folder = folders.map(|folder| home.path().join(folder));
    let folder = folder.iter().find(|folder| folder.is_dir()).unwrap();
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files = files.filter(|file| file.extension().is_some_and(|kind| kind == "json"));
    let file = files.next().unwrap();
    assert_eq!(files.next(), None);
    file
}

fn token(home: &Home) -> Value {
    serde_json::from_slice(&fs::read(token_file(home)).unwrap()).unwrap()
}

/// Makes the token's end come in so many seconds, as its file says.
fn ends_in(home: &Home, seconds: i64) {
    let now = Timestamp::from(SystemTime::now());
    let end = Value::from(Timestamp::from_unix(now.unix() + seconds).to_string());
    change(home, |token| match token.get_mut("accessToken") {
        Some(Value::Object(access)) => drop(access.insert("expiresAt".to_owned(), end)),
        _ => token["expiresAt"] = end,
    });
}

fn change(home: &Home, edit: impl FnOnce(&mut Value)) {
    let mut token = token(home);
    edit(&mut token);
    fs::write(token_file(home), token.to_string()).unwrap();
}

/// How often an operation was asked for.
fn calls(operation: &str) -> usize {
    let log = ground().sandbox().control().request_log();
    log.iter()
        .filter(|call| call.operation == operation)
        .count()
}

fn assert_v3(home: &Home, arn: &str) {
    let answer = client_program("v3-default.mjs").at(home).run().json();
    assert!(
        answer["arn"].as_str().unwrap_or_default().starts_with(arn),
        "{answer}"
    );
}

fn assert_boto3(home: &Home, arn: &str) {
    let answer = python("boto3_whoami.py").at(home).run().json();
    assert!(
        answer["arn"].as_str().unwrap_or_default().starts_with(arn),
        "{answer}"
    );
}

fn role(name: &str) -> String {
    format!("arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_{name}_")
}

/// The command line prints credentials; the account is known without asking.
fn export(home: &Home) -> Value {
    let export = keyward().at(home).args(["export", "--format", "json"]);
    export.shows_credentials().run().success().json()
}

#[test]
fn a_session_of_identity_center() {
    let _turn = alone();
    let home = sso_home();
    let before = (token(&home), calls("CreateToken"));
    assert_identity(&home, &role("ReadOnlyAccess"), "sso");
    assert_v3(&home, &role("ReadOnlyAccess"));
    assert_boto3(&home, &role("ReadOnlyAccess"));
    assert_eq!(export(&home)["AccountId"], "123456789012");
    assert_eq!(
        (token(&home), calls("CreateToken")),
        before,
        "nothing to renew"
    );
}

#[test]
fn a_profile_of_the_older_kind_is_never_renewed() {
    let _turn = alone();
    let url = start_url();
    let home = home().with_config(&format!(
        "[default]\nsso_account_id = 123456789012\nsso_role_name = AdministratorAccess\nsso_region = us-east-1\nsso_start_url = {url}\n"
    ));
    assert_error(&home, "login_required", "nobody has signed in");
    let login = python("sso_login.py").at(&home);
    let _ = login.args(["legacy", &url]).run().success();
    assert_identity(&home, &role("AdministratorAccess"), "sso");
    assert_v3(&home, &role("AdministratorAccess"));
    assert_boto3(&home, &role("AdministratorAccess"));
    ends_in(&home, -1);
    assert_error(&home, "login_required", "expired");
}

#[test]
fn a_renewed_token_is_read_and_renewed_by_others() {
    let _turn = alone();
    let home = sso_home();
    change(&home, |token| token["laterField"] = Value::from("kept"));
    for renew in [-60, 60] {
        let (old, before) = (token(&home), calls("CreateToken"));
        ends_in(&home, renew);
        assert_identity(&home, &role("ReadOnlyAccess"), "sso");
        let new = token(&home);
        assert_eq!(calls("CreateToken"), before + 1, "by the first door alone");
        assert_ne!(new["accessToken"], old["accessToken"]);
        assert_ne!(new["refreshToken"], old["refreshToken"]);
        for kept in [
            "startUrl",
            "region",
            "clientId",
            "clientSecret",
            "registrationExpiresAt",
            "laterField",
        ] {
            assert_eq!(new[kept], old[kept], "{kept}");
        }
        assert_v3(&home, &role("ReadOnlyAccess"));
        assert_boto3(&home, &role("ReadOnlyAccess"));
    }
    // Both go on from our refresh token, and we from theirs.
    for other in [assert_v3, assert_boto3] {
        let before = calls("CreateToken");
        ends_in(&home, 60);
        other(&home, &role("ReadOnlyAccess"));
        ends_in(&home, -60);
        assert_identity(&home, &role("ReadOnlyAccess"), "sso");
        assert_eq!(calls("CreateToken"), before + 2);
    }
}

#[cfg(unix)]
#[test]
fn the_token_file_stays_private() {
    use std::os::unix::fs::PermissionsExt;
    let _turn = alone();
    let home = sso_home();
    ends_in(&home, -1);
    let _ = export(&home);
    let mode = fs::metadata(token_file(&home))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn ten_processes_renew_once() {
    let _turn = alone();
    for (home, operation) in [
        (sso_home(), "CreateToken"),
        (login_home(), "CreateOAuth2Token"),
    ] {
        ends_in(&home, -60);
        let before = calls(operation);
        thread::scope(|scope| {
            for _ in 0..10 {
                scope.spawn(|| assert!(export(&home)["AccessKeyId"].is_string()));
            }
        });
        assert_eq!(calls(operation), before + 1);
        ends_in(&home, -60);
        assert!(
            export(&home)["AccessKeyId"].is_string(),
            "the last refresh token is good"
        );
    }
}

/// Killed at every operation on the disk, the file holds the old token or the new one.
#[test]
fn killed_midway_the_token_file_is_whole() {
    let _turn = alone();
    let home = sso_home();
    let counting = Disk::counting();
    ends_in(&home, -60);
    resolve(&home, counting.clone()).unwrap();
    let operations = counting.operations();
    assert!(operations > 2, "{operations}");
    for n in 1..=operations {
        sign_in(&home);
        ends_in(&home, -60);
        let old = token(&home);
        let killed = resolve(&home, Disk::failing_at(n, Fault::Kill));
        let new = token(&home);
        let is_new = new["accessToken"] != old["accessToken"];
        assert_eq!(new["expiresAt"] != old["expiresAt"], is_new, "{n}");
        assert_eq!(new["refreshToken"] != old["refreshToken"], is_new, "{n}");
        assert!(killed.is_err() || is_new, "{n}");
    }
}

/// Really killed, with the lock held and the answer on its way: nobody waits for the dead.
#[test]
fn a_killed_process_leaves_no_lock() {
    let _turn = alone();
    let home = sso_home();
    ends_in(&home, -60);
    let before = token(&home);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    silent.set_nonblocking(true).unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let mut child = Command::new(std::env::var_os("KEYWARD_BIN").unwrap())
        .arg("whoami")
        .env_clear()
        .envs(home.variables())
        .env("AWS_ENDPOINT_URL_SSO_OIDC", address)
        .spawn()
        .unwrap();
    let asked = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(50));
        silent.accept().is_ok()
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(asked, "the renewal was begun");
    assert_eq!(token(&home), before);
    assert_v3(&home, &role("ReadOnlyAccess"));
    ends_in(&home, -60);
    assert_identity(&home, &role("ReadOnlyAccess"), "sso");
}

/// A disk that would not take the next token is asked before this one is spent.
#[test]
fn a_full_disk_costs_no_token() {
    let _turn = alone();
    let home = sso_home();
    ends_in(&home, -60);
    let before = calls("CreateToken");
    let error = resolve(&home, Disk::failing_at(2, Fault::Full));
    assert_eq!(error.unwrap_err(), ErrorCode::DiskFull);
    assert_eq!(calls("CreateToken"), before);
    assert_identity(&home, &role("ReadOnlyAccess"), "sso");
}

/// An engine of its own on such a disk.
#[tokio::main(flavor = "current_thread")]
async fn resolve(home: &Home, disk: Disk) -> Result<(), ErrorCode> {
    let world = World::real().with_env(home.variables());
    let engine = Engine::builder(world).disk(disk).build();
    let answer = engine.credentials(&Request::default()).await;
    answer.map(drop).map_err(|error| error.code())
}

#[test]
fn an_ended_sign_in_names_the_remedy() {
    let _turn = alone();
    let home = sso_home();
    ground().sandbox().control().end_sso_sessions();
    assert_error(&home, "login_required", "UnauthorizedException");
    ends_in(&home, -60);
    assert_error(&home, "login_required", "InvalidGrantException");
    let whoami = keyward().at(&home).arg("whoami").run();
    whoami.assert_error(6, &["hint: sign in with `keyward login default`"]);
}

#[test]
fn a_token_without_the_means_of_renewal() {
    let _turn = alone();
    let home = sso_home();
    change(&home, |token| {
        drop(token.as_object_mut().unwrap().remove("refreshToken"));
    });
    ends_in(&home, 60);
    assert_identity(&home, &role("ReadOnlyAccess"), "sso");
    ends_in(&home, -60);
    assert_error(&home, "login_required", "expired");
    fs::write(token_file(&home), "{\"accessToken\":").unwrap();
    assert_error(&home, "login_required", "not the JSON");
}

#[test]
fn a_permission_set_that_the_user_does_not_have() {
    let _turn = alone();
    let home = sso_home();
    let config = home.read(".aws/config").replace("ReadOnlyAccess", "Owner");
    assert_error(
        &home.with_config(&config),
        "aws_refused",
        "ForbiddenException",
    );
}

#[test]
fn a_token_still_good_serves_while_renewing_fails() {
    let _turn = alone();
    let home = sso_home();
    change(&home, |token| {
        token["refreshToken"] = Value::from("aorNoSuchTokenAtAllAnywhere");
    });
    ends_in(&home, 60);
    assert_identity(&home, &role("ReadOnlyAccess"), "sso");
    ends_in(&home, -60);
    assert_error(&home, "login_required", "InvalidGrantException");
}

#[test]
fn nobody_at_the_portal() {
    let _turn = alone();
    let home = sso_home().with_env("AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:9");
    assert_error(&home, "network", "refused");
}

#[test]
fn a_session_of_aws_login() {
    let _turn = alone();
    let home = login_home();
    assert_identity(&home, SESSION, "login");
    assert_v3(&home, SESSION);
    let (old, before) = (token(&home), calls("CreateOAuth2Token"));
    ends_in(&home, 60);
    assert_identity(&home, SESSION, "login");
    let new = token(&home);
    assert_eq!(calls("CreateOAuth2Token"), before + 1);
    assert_ne!(
        new["accessToken"]["accessKeyId"],
        old["accessToken"]["accessKeyId"]
    );
    for kept in ["clientId", "dpopKey", "idToken", "tokenType"] {
        assert_eq!(new[kept], old[kept], "{kept}");
    }
    assert_v3(&home, SESSION);
    ends_in(&home, 60);
    assert_v3(&home, SESSION); // renews from ours
    ends_in(&home, -60);
    assert_identity(&home, SESSION, "login"); // and we from theirs
    assert_eq!(export(&home)["AccountId"], "123456789012");
}

#[test]
fn a_changed_password_ends_a_session_of_aws_login() {
    let _turn = alone();
    let home = login_home();
    ground().sandbox().control().change_signin_password();
    assert_identity(&home, SESSION, "login");
    ends_in(&home, -60);
    assert_error(&home, "login_required", "USER_CREDENTIALS_CHANGED");
    let whoami = keyward().at(&home).arg("whoami").run();
    whoami.assert_error(6, &["hint: sign in with `keyward login default`"]);
    fs::remove_file(token_file(&home)).unwrap();
    assert_error(&home, "login_required", "nobody has signed in");
}

#[test]
fn a_region_that_is_no_region() {
    let _turn = alone();
    let config = format!("{SSO}{}\n", start_url()).replace("us-east-1", "x.example/");
    let home = home().with_env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    let home = home.with_config(&config);
    assert_error(&home, "profile_invalid", "not a region");
}
