//! `keyward login`: in a browser, by a code for another device, and as `aws login` does; sealed, or shared
//! with the AWS CLI and the SDKs; by one process while others wait.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use acceptance::{
    Home, Run, client_program,
    doors::{assert_error, assert_identity},
    ground, keyward, python, repository,
};
use keyward_sandbox::{Approval, Control};
use serde_json::{Value, json};

const SSO: &str = "sso_account_id = 123456789012\nsso_role_name = ReadOnlyAccess\n";
const ADMIN: &str = "arn:aws:iam::123456789012:user/admin";
const ROLE: &str = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_ReadOnlyAccess_";

/// One test at a time: they set who approves, and count what the sandbox was asked.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    control().set_approval(Approval::Automatic);
    turn
}

fn control() -> &'static Control {
    ground().sandbox().control()
}

fn base() -> Home {
    // boto3 reads only the second.
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_DEFAULT_REGION", "us-east-1")
}

fn sso(home: Home) -> Home {
    let url = ground().sandbox().sso_start_url();
    home.with_config(&format!(
        "[default]\nsso_session = corp\n{SSO}[sso-session corp]\nsso_region = us-east-1\nsso_start_url = {url}\n"
    ))
}

/// A profile of Identity Center, a vault, and a browser whose visits are counted.
fn sso_home() -> Home {
    let home = sso(base().with_vault(&[]));
    let log = home.path().join("visits").display().to_string();
    home.with_env("BROWSER_LOG", &log)
}

fn console_home(config: &str) -> Home {
    let home = base().with_vault(&[]).with_config(config);
    let log = home.path().join("visits").display().to_string();
    home.with_env("BROWSER_LOG", &log)
}

fn browser(wish: &str) -> String {
    let program = repository().join("acceptance/clients/python/browser.py");
    let venv = std::env::var("KEYWARD_VENV").unwrap();
    format!("{venv}/bin/python {} {wish}", program.display())
}

fn visits(home: &Home) -> Vec<String> {
    let log = fs::read_to_string(home.path().join("visits")).unwrap_or_default();
    log.lines().map(str::to_owned).collect()
}

fn login(home: &Home, args: &[&str]) -> Run {
    keyward().at(home).arg("login").args(args)
}

/// In a browser where somebody does this.
fn login_by(home: &Home, wish: &str, args: &[&str]) -> Run {
    login(home, args).args(["--browser", &browser(wish)])
}

fn calls(operation: &str) -> usize {
    let log = control().request_log();
    log.iter()
        .filter(|call| call.operation == operation)
        .count()
}

/// Files of one kind of cache.
fn files(home: &Home, folder: &str, kind: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(home.path().join(folder)) else {
        return Vec::new();
    };
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == kind))
        .collect()
}

fn sealed(home: &Home) -> Vec<PathBuf> {
    files(home, "keyward/tokens", "token")
}

fn assert_arn(answer: &Value, arn: &str) {
    let got = answer["arn"].as_str().unwrap_or_default();
    assert!(got.starts_with(arn), "{answer}");
}

fn assert_other_clients(home: &Home, arn: &str) {
    for client in [
        client_program("v3-default.mjs"),
        python("boto3_whoami.py"),
        python("cli_whoami.py"),
    ] {
        assert_arn(&client.at(home).run().json(), arn);
    }
}

/// A `keyward login` that is under way; what it says on stderr comes line by line.
struct Running {
    child: Child,
    said: BufReader<std::process::ChildStderr>,
}

impl Running {
    fn start(home: &Home, args: &[&str]) -> Self {
        let mut child = Command::new(std::env::var_os("KEYWARD_BIN").unwrap())
            .arg("login")
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .envs(home.variables())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Self { child, said }
    }

    /// The first line that has this in it.
    fn until(&mut self, text: &str) -> String {
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            if line.contains(text) {
                return line;
            }
            line.clear();
        }
        panic!("it ended without saying {text:?}");
    }

    /// Exit code, and the rest of both streams.
    fn end(mut self) -> (i32, String) {
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).unwrap();
        let mut stdout = self.child.stdout.take().unwrap();
        stdout.read_to_string(&mut rest).unwrap();
        let code = self.child.wait().unwrap().code().unwrap_or(-1);
        ground().assert_no_secret("a login", &rest);
        (code, rest)
    }
}

#[test]
fn in_a_browser_the_token_is_sealed() {
    let _turn = alone();
    let home = sso_home();
    assert_error(&home, "login_required", "nobody has signed in");
    let whoami = keyward().at(&home).arg("whoami").run();
    whoami.assert_error(6, &["hint: sign in with `keyward login default`"]);
    let done = login_by(&home, "allow", &[]).run().success();
    assert!(done.stdout.contains("Signed in to corp"), "{}", done.stdout);
    assert_eq!(visits(&home), ["/authorize"]);
    assert_identity(&home, ROLE, "sso");
    assert_eq!(sealed(&home).len(), 1);
    assert!(files(&home, ".aws/sso/cache", "json").is_empty());
    home.assert_no_secret_but_in(&[]);
}

#[test]
fn a_person_allows_or_denies_on_the_page() {
    let _turn = alone();
    control().set_approval(Approval::Manual);
    let home = sso_home();
    let denied = login_by(&home, "deny", &["--json"]).run();
    denied.assert_error_words(5, &["corp was refused on the approval page"]);
    assert_eq!(denied.json()["error"]["code"], "login_denied");
    assert_error(&home, "login_required", "nobody has signed in");
    let _ = login_by(&home, "allow", &[]).run().success();
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn shared_with_the_aws_cli_and_the_sdks() {
    let _turn = alone();
    let home = sso_home();
    let _ = login_by(&home, "allow", &[]).run().success();
    let shared = login_by(&home, "allow", &["--share-cli-cache", "--json"]);
    let shared = shared.run().success().json();
    assert_eq!(shared["sealed"], false);
    assert!(sealed(&home).is_empty(), "one place is enough");
    assert_other_clients(&home, ROLE);
    assert_identity(&home, ROLE, "sso");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = &files(&home, ".aws/sso/cache", "json")[0];
        assert_eq!(
            fs::metadata(file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn by_a_code_on_another_device() {
    let _turn = alone();
    control().set_approval(Approval::Manual);
    for allow in [true, false] {
        let home = sso_home();
        let mut running = Running::start(&home, &["--device-code"]);
        let line = running.until("enter the code");
        let code = line.split("enter the code ").nth(1).unwrap();
        assert!(control().decide_device(code.trim_end().trim_end_matches(':'), allow));
        let (exit, said) = running.end();
        assert_eq!(exit, if allow { 0 } else { 5 }, "{said}");
        assert!(visits(&home).is_empty(), "a code opens nothing");
        if allow {
            assert_identity(&home, ROLE, "sso");
        } else {
            assert!(said.contains("was refused"), "{said}");
        }
    }
}

#[test]
fn a_profile_of_the_older_kind_goes_by_a_code_in_the_browser() {
    let _turn = alone();
    control().set_approval(Approval::Manual);
    let url = ground().sandbox().sso_start_url();
    let home = sso_home().with_config(&format!(
        "[profile old]\nsso_region = us-east-1\nsso_start_url = {url}\n{SSO}"
    ));
    let done = login_by(&home, "allow", &["old", "--share-cli-cache", "--json"]);
    let done = done.run().success().json();
    assert_eq!(done["renewable"], false);
    assert_eq!(visits(&home), ["/device"]);
    let home = home.with_env("AWS_PROFILE", "old");
    assert_identity(&home, ROLE, "sso");
    assert_other_clients(&home, ROLE);
}

#[test]
fn without_a_browser_a_code_is_shown_and_in_a_job_nobody_is_waited_for() {
    let _turn = alone();
    let home = sso_home();
    let done = login(&home, &[]).run().success();
    assert!(done.stderr.contains("enter the code"), "{}", done.stderr);
    let home = home.with_env("CI", "true").with_env("DISPLAY", ":0");
    let job = login(&home, &["--force"]).run();
    job.assert_error(6, &["CI is set", "OIDC"]);
    let _ = login(&home, &["--force", "--device-code"]).run().success();
}

#[test]
fn the_browser_variable_is_followed() {
    let _turn = alone();
    let home = sso_home().with_env("BROWSER", &browser("allow"));
    let _ = login(&home, &[]).run().success();
    assert_eq!(visits(&home), ["/authorize"]);
    let broken = sso_home().with_env("BROWSER", "/no/such/browser");
    let late = login(&broken, &["--timeout", "1"]).run();
    late.assert_error_words(
        7,
        &["open the page yourself", "nobody approved", "--device-code"],
    );
}

#[test]
fn what_is_only_shown_can_be_opened_by_the_person() {
    let _turn = alone();
    let home = sso_home();
    let mut running = Running::start(&home, &["--no-browser"]);
    let url = running.until("http").trim().to_owned();
    let page = python("browser.py").at(&home).args(["allow", &url]);
    let _ = page.run().success();
    let (exit, said) = running.end();
    assert_eq!(exit, 0, "{said}");
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn nobody_answers() {
    let _turn = alone();
    control().set_approval(Approval::Manual);
    let home = sso_home();
    for args in [
        &["--timeout", "1", "--browser", "true"][..],
        &["--timeout", "1", "--device-code"],
    ] {
        login(&home, args)
            .run()
            .assert_error_words(7, &["nobody approved the sign-in to corp within 1 s"]);
    }
}

#[test]
fn a_taken_port_is_named() {
    let _turn = alone();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let home = sso_home();
    let refused = login_by(&home, "allow", &["--port", &port]).run();
    refused.assert_error(2, &[&port, "hint: name another with --port"]);
    assert!(visits(&home).is_empty());
}

#[test]
fn without_a_vault_nothing_is_opened() {
    let _turn = alone();
    let home = sso(base());
    let log = home.path().join("visits").display().to_string();
    let home = home.with_env("BROWSER_LOG", &log);
    let refused = login_by(&home, "allow", &[]).run();
    refused.assert_error(4, &["no vault", "`keyward init`", "--share-cli-cache"]);
    assert!(visits(&home).is_empty());
    let _ = login_by(&home, "allow", &["--share-cli-cache"])
        .run()
        .success();
    assert_other_clients(&home, ROLE);
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn what_still_works_is_not_asked_for_again() {
    let _turn = alone();
    let home = sso_home();
    let _ = login_by(&home, "allow", &[]).run().success();
    let again = login_by(&home, "allow", &[]).run().success();
    assert!(
        again.stdout.contains("Already signed in"),
        "{}",
        again.stdout
    );
    assert_eq!(visits(&home).len(), 1);
    let _ = login_by(&home, "allow", &["--force"]).run().success();
    assert_eq!(visits(&home).len(), 2);
    control().end_sso_sessions();
    assert_error(&home, "login_required", "UnauthorizedException");
    let _ = login_by(&home, "allow", &[]).run().success();
    assert_eq!(visits(&home).len(), 3);
    assert_identity(&home, ROLE, "sso");
}

/// Ten of them at once, while the person takes their time.
fn ten_at_once(home: &Home, wish: &str) -> Vec<(i32, String)> {
    let gate = home.path().join("gate");
    let command = browser(wish);
    let start = || Running::start(home, &["--browser", &command]);
    let mut first = start();
    first.until("http");
    let mut others: Vec<_> = (0..9).map(|_| start()).collect();
    for other in &mut others {
        other.until("another keyward is signing in");
    }
    fs::write(&gate, "").unwrap();
    others.push(first);
    others.into_iter().map(Running::end).collect()
}

fn gated_home() -> Home {
    let home = sso_home();
    let gate = home.path().join("gate").display().to_string();
    home.with_env("BROWSER_GATE", &gate)
}

#[test]
fn ten_at_once_open_one_page() {
    let _turn = alone();
    let (home, before) = (gated_home(), calls("RegisterClient"));
    for (exit, said) in ten_at_once(&home, "allow") {
        assert_eq!(exit, 0, "{said}");
    }
    assert_eq!(visits(&home).len(), 1);
    assert_eq!(calls("RegisterClient"), before + 1);
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn a_refusal_is_that_of_everybody_who_waited() {
    let _turn = alone();
    control().set_approval(Approval::Manual);
    let home = gated_home();
    for (exit, said) in ten_at_once(&home, "deny") {
        assert_eq!(exit, 5, "{said}");
    }
    assert_eq!(visits(&home).len(), 1);
    // It is of those who waited, not of the next one.
    let _ = login_by(&home, "allow", &[]).run().success();
}

#[test]
fn who_is_killed_with_the_page_open_stops_nobody() {
    let _turn = alone();
    let home = sso_home();
    let mut killed = Running::start(&home, &["--browser", "true"]);
    killed.until("http");
    let mut next = Running::start(&home, &["--browser", &browser("allow")]);
    next.until("another keyward is signing in");
    killed.child.kill().unwrap();
    killed.child.wait().unwrap();
    let (exit, said) = next.end();
    assert_eq!(exit, 0, "{said}");
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn a_sealed_token_is_renewed_once_where_it_lies() {
    let _turn = alone();
    control().set_sso_token_lifetime(Some(Duration::from_secs(60)));
    let home = sso_home();
    let _ = login_by(&home, "allow", &[]).run().success();
    control().set_sso_token_lifetime(None);
    let before = calls("CreateToken");
    let old = fs::read(&sealed(&home)[0]).unwrap();
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                let export = keyward().at(&home).args(["export", "--format", "json"]);
                let _ = export.shows_credentials().run().success();
            });
        }
    });
    assert_eq!(calls("CreateToken"), before + 1);
    assert_ne!(fs::read(&sealed(&home)[0]).unwrap(), old);
    home.assert_no_secret_but_in(&[]);
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn a_sealed_token_that_was_changed_is_not_used() {
    let _turn = alone();
    let home = sso_home();
    let _ = login_by(&home, "allow", &[]).run().success();
    let file = &sealed(&home)[0];
    let mut bytes = fs::read(file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(file, bytes).unwrap();
    assert_error(
        &home,
        "login_required",
        "does not open with the vault's key",
    );
    let _ = login_by(&home, "allow", &[]).run().success();
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn a_sign_in_of_the_aws_cli_serves_where_the_sealed_one_is_dead() {
    let _turn = alone();
    control().set_sso_token_lifetime(Some(Duration::from_secs(1)));
    let url = ground().sandbox().sso_start_url();
    let home = sso_home().with_config(&format!(
        "[default]\nsso_region = us-east-1\nsso_start_url = {url}\n{SSO}"
    ));
    let _ = login(&home, &["--device-code"]).run().success();
    control().set_sso_token_lifetime(None);
    thread::sleep(Duration::from_millis(2100));
    assert_error(&home, "login_required", "expired");
    let cli = python("sso_login.py").at(&home).args(["legacy", &url]);
    let _ = cli.run().success();
    assert_identity(&home, ROLE, "sso");
}

#[test]
fn signing_out_ends_it_everywhere() {
    let _turn = alone();
    let home = sso_home();
    let _ = login_by(&home, "allow", &["--share-cli-cache"])
        .run()
        .success();
    let file = files(&home, ".aws/sso/cache", "json").remove(0);
    let copy = fs::read(&file).unwrap();
    let _ = login(&home, &["--logout"]).run().success();
    assert_error(&home, "login_required", "nobody has signed in");
    fs::write(&file, copy).unwrap();
    assert_error(&home, "login_required", "UnauthorizedException");
    for was_there in [true, false] {
        let out = login(&home, &["--logout", "--json"]).run().success();
        assert_eq!(out.json()["loggedOut"], was_there);
    }
}

#[test]
fn by_the_name_of_the_session() {
    let _turn = alone();
    let home = sso_home();
    let _ = login_by(&home, "allow", &["--sso-session", "corp"])
        .run()
        .success();
    assert_identity(&home, ROLE, "sso");
    let unknown = login(&home, &["--sso-session", "lab"]).run();
    unknown.assert_error(3, &["[sso-session lab]", "hint: there are: corp"]);
}

#[test]
fn as_aws_login_does() {
    let _turn = alone();
    let home = console_home(&format!("[default]\nlogin_session = {ADMIN}\n"));
    let done = login_by(&home, "allow", &[]).run().success();
    assert!(done.stdout.contains(ADMIN), "{}", done.stdout);
    assert_eq!(visits(&home), ["/v1/authorize"]);
    assert_identity(&home, ADMIN, "login");
    home.assert_no_secret_but_in(&[]);
    let _ = login_by(&home, "allow", &["--share-cli-cache", "--force"])
        .run()
        .success();
    assert!(sealed(&home).is_empty());
    let v3 = client_program("v3-default.mjs").at(&home).run().json();
    assert_arn(&v3, ADMIN);
    let before = calls("CreateOAuth2Token");
    expire_login(&home);
    // SDK v3 renews with the key that keyward made.
    assert_arn(
        &client_program("v3-default.mjs").at(&home).run().json(),
        ADMIN,
    );
    assert_eq!(calls("CreateOAuth2Token"), before + 1);
}

/// The shared token's end has come, as its file says.
fn expire_login(home: &Home) {
    let file = &files(home, ".aws/login/cache", "json")[0];
    let mut token: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    token["accessToken"]["expiresAt"] = json!("2026-01-01T00:00:00Z");
    fs::write(file, token.to_string()).unwrap();
}

#[test]
fn a_new_profile_for_the_console() {
    let _turn = alone();
    let home = console_home("# mine\n[profile other]\nregion = eu-west-1\n");
    let empty = login(&home, &["other"]).run();
    empty.assert_error(3, &["hint: `keyward login other --console`"]);
    for profile in ["other", "new"] {
        let _ = login_by(&home, "allow", &[profile, "--console"])
            .run()
            .success();
    }
    let config = home.read(".aws/config");
    assert_eq!(
        config,
        format!(
            "# mine\n[profile other]\nregion = eu-west-1\nlogin_session = {ADMIN}\n\n[profile new]\nlogin_session = {ADMIN}\n"
        )
    );
    let whoami = keyward().at(&home).args(["whoami", "new", "--json"]);
    assert_arn(&whoami.run().success().json(), ADMIN);
}

#[test]
fn another_identity_than_the_profiles_is_refused() {
    let _turn = alone();
    let home = console_home(&format!("[default]\nlogin_session = {ADMIN}\n"));
    control().set_signin_user("alice");
    let refused = login_by(&home, "allow", &[]).run();
    control().set_signin_user("admin");
    refused.assert_error_words(3, &["is for arn", "user/alice signed in", "config:2"]);
    assert_error(&home, "login_required", "nobody has signed in");
}

#[test]
fn a_code_is_brought_from_another_device() {
    let _turn = alone();
    let home = console_home(&format!("[default]\nlogin_session = {ADMIN}\n"));
    let order = |typed: Option<&str>| {
        let binary = std::env::var("KEYWARD_BIN").unwrap();
        let command = [&binary, "login", "--device-code"];
        let order = json!({ "command": command, "answers": [["code that the page shows", typed]] });
        let run = python("at_a_terminal.py")
            .at(&home)
            .stdin(order.to_string());
        // The screen shows the code, which is spent by then and good for nothing without its verifier.
        run.shows_credentials().run().success().json()
    };
    assert_eq!(order(Some("nonsense\n"))["code"], 2);
    let done = order(None);
    assert_eq!(done["code"], 0, "{done}");
    assert_identity(&home, ADMIN, "login");
    let nobody = login(&home, &["--device-code", "--force"]).run();
    nobody.assert_error(6, &["must be asked", "hint: "]);
}

#[test]
fn what_needs_no_sign_in_says_so() {
    let _turn = alone();
    let home = base().with_credentials(
        "[default]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
    );
    let refused = login(&home, &[]).run();
    refused.assert_error(
        2,
        &[
            "static_keys, which needs no sign-in",
            "keyward explain default",
        ],
    );
    let console = login(&home, &["--console"]).run();
    console.assert_error(2, &["already takes its credentials from static_keys"]);
    login(&home, &["nowhere"])
        .run()
        .assert_error(3, &["nowhere"]);
}

#[test]
fn an_unreachable_service_is_named() {
    let _turn = alone();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    for (url, says) in [
        ("http://127.0.0.1:9", "refused"),
        (address.as_str(), "no answer from"),
    ] {
        let home = sso_home().with_env("AWS_ENDPOINT_URL_SSO_OIDC", url);
        login_by(&home, "allow", &[]).run().assert_error(7, &[says]);
        assert!(visits(&home).is_empty());
    }
}
