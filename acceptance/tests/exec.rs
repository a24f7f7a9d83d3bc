//! Programs that keyward starts: what they see, what they no longer see, and keyward below keyward.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, Output, Run, aws, keyward, python};
use serde_json::Value;

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\n\
                      source_profile = dev\nregion = us-east-1\n";
const APP: &str = ":assumed-role/app/";

fn home() -> Home {
    Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")])
}

/// The keys of alice in the environment, and no file or vault but what the test adds.
fn home_with_keys_in_the_environment() -> Home {
    Home::new()
        .with_env("AWS_ACCESS_KEY_ID", "${KEY_ID:alice}")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:alice}")
}

/// `keyward exec PROFILE -- …`
fn exec(args: &[&str]) -> Run {
    keyward().arg("exec").args(args).arg("--")
}

fn arn(run: &Run) -> String {
    let output = run.run().success();
    output.json()["arn"].as_str().unwrap().to_owned()
}

fn shell(script: &str) -> Run {
    Run::new("sh").args(["-c", script])
}

#[test]
fn the_sandbox_lets_no_variable_lead_elsewhere() {
    let home = Home::new()
        .with_env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1")
        .with_env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
        .with_env("AWS_USE_FIPS_ENDPOINT", "true")
        // Were it to go out all the same, it would get no further than here.
        .with_env("HTTPS_PROXY", "http://127.0.0.1:1");
    let asked = aws().args(["sts", "get-caller-identity"]).at(&home);
    let answer = asked.under(&keyward().args(["sandbox", "--"])).run();
    let arn = answer.success().json()["Arn"].clone();
    assert!(arn.as_str().unwrap().ends_with(":user/admin"), "{arn}");
}

#[test]
fn the_sandbox_shows_no_profile_of_the_user() {
    let home = Home::new().with_credentials(
        "[prod]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
    );
    let asked = aws().args(["sts", "get-caller-identity", "--profile", "prod"]);
    let answer = asked.at(&home).under(&keyward().args(["sandbox", "--"]));
    let answer = answer.run();
    assert_ne!(answer.code, 0, "{answer:?}");
    assert!(answer.stderr.contains("prod"), "{}", answer.stderr);
}

#[test]
fn below_exec_a_named_profile_keeps_its_role() {
    let home = home();
    let whoami = |profile: &[&str]| {
        let run = keyward().args(["whoami", "--json"]).args(profile);
        run.at(&home).under(&exec(&["dev"]))
    };
    assert!(arn(&whoami(&["app"])).contains(APP));
    assert!(arn(&whoami(&[])).ends_with(":user/alice"));
    assert!(arn(&whoami(&[]).env("AWS_PROFILE", "")).ends_with(":user/alice"));

    let inner = keyward().args(["whoami", "--json"]).under(&exec(&["app"]));
    assert!(arn(&inner.at(&home).under(&exec(&["dev"]))).contains(APP));

    // Wherever the child goes, the files are found.
    let script = "cd / && exec \"$0\" whoami app --json";
    let away = shell(script).arg(std::env::var("KEYWARD_BIN").unwrap());
    let relative = away.at(&home).within(home.path());
    let relative = relative.env("AWS_CONFIG_FILE", ".aws/config");
    assert!(arn(&relative.under(&exec(&["dev"]))).contains(APP));
}

#[test]
fn below_exec_a_file_named_anew_is_the_one_that_counts() {
    let home = home().with_file("other", "[profile theirs]\nregion = eu-west-1\n");
    let script = "AWS_CONFIG_FILE=$HOME/other exec \"$0\" explain app";
    let run = shell(script).arg(std::env::var("KEYWARD_BIN").unwrap());
    let answer = run.at(&home).under(&exec(&["dev"])).run();
    answer.assert_error_words(3, &["app"]);
}

#[test]
fn keys_of_the_environment_go_with_the_profiles_endpoints() {
    let home = home_with_keys_in_the_environment().with_config(
        "[default]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:4566\n\
         s3 =\n  addressing_style = path\n",
    );
    // Without the endpoint that every test has in its environment.
    let without = Run::new("env").args(["-u", "AWS_ENDPOINT_URL"]);
    let file = shell("cat \"$AWS_CONFIG_FILE\"").under(&exec(&[]));
    let file = file.under(&without).at(&home).run().success().stdout;
    assert!(
        file.contains("endpoint_url = http://127.0.0.1:4566"),
        "{file}"
    );
    assert!(file.contains("addressing_style = path"), "{file}");

    let explain = keyward().args(["explain", "--json"]).under(&exec(&[]));
    let plan = explain.under(&without).at(&home).run().success().json();
    let endpoint = &plan["plan"]["settings"]["endpoints"]["sts"]["value"];
    assert_eq!(endpoint, "http://127.0.0.1:4566", "{plan}");
}

#[test]
fn below_exec_the_environment_goes_with_the_settings_it_came_with() {
    let home = home().with_config(
        "[default]\nendpoint_url = http://127.0.0.1:1\n\
         [profile dev]\nendpoint_url = http://127.0.0.1:4566\n",
    );
    let explain = keyward().args(["explain", "--json"]).under(&exec(&["dev"]));
    let without = Run::new("env").args(["-u", "AWS_ENDPOINT_URL"]);
    let plan = explain.under(&without).at(&home).run().success().json();
    let endpoint = &plan["plan"]["settings"]["endpoints"]["sts"]["value"];
    assert_eq!(endpoint, "http://127.0.0.1:4566", "{plan}");
}

/// A keyward home where nothing can be made, by root neither: it lies below a file.
fn nowhere(home: Home) -> Home {
    let below_a_file = home.path().join("file/keyward").display().to_string();
    home.with_file("file", "")
        .with_env("KEYWARD_HOME", &below_a_file)
}

#[test]
fn keys_of_the_environment_need_no_keyward_home() {
    let home = nowhere(home_with_keys_in_the_environment());
    let files = |run: &Run| -> Output {
        let script = shell("echo $AWS_CONFIG_FILE $AWS_SHARED_CREDENTIALS_FILE");
        script.under(&exec(&[])).under(run).at(&home).run()
    };
    let no_temp = Run::new("env").arg("TMPDIR=/nonexistent");
    let output = files(&no_temp).success();
    assert_eq!(output.stdout.trim(), "/dev/null /dev/null");

    let temp = Run::new("env").arg(format!("TMPDIR={}", home.path().display()));
    let output = files(&temp).success();
    assert!(output.stdout.contains("keyward-exec-"), "{}", output.stdout);

    // Settings that cannot be handed over are not left out silently.
    let home = home.with_config("[default]\nendpoint_url = http://127.0.0.1:4566\n");
    let run = shell("true").under(&exec(&[])).under(&no_temp).at(&home);
    run.run().assert_error(125, &["KEYWARD_HOME", "TMPDIR"]);
}

#[test]
fn a_temporary_folder_that_somebody_else_prepared_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let home = nowhere(home_with_keys_in_the_environment());
    let temp = Run::new("env").arg(format!("TMPDIR={}", home.path().display()));
    let config = shell("echo $AWS_CONFIG_FILE")
        .under(&exec(&[]))
        .under(&temp);
    let config = config.at(&home);
    let folder = config.run().success().stdout.trim().to_owned();
    let folder = std::path::Path::new(&folder).ancestors().nth(2).unwrap();
    assert!(folder.starts_with(home.path()), "{}", folder.display());
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(config.run().success().stdout.trim(), "/dev/null");
}

#[test]
fn no_bearer_token_passes_exec() {
    let home = home()
        .with_env("AWS_BEARER_TOKEN_BEDROCK", "token")
        .with_env("AWS_BEARER_TOKEN_CODECATALYST", "token");
    let run = shell("env | grep -c ^AWS_BEARER_TOKEN_").under(&exec(&["dev"]));
    let output = run.at(&home).run();
    assert_eq!(output.stdout.trim(), "0");
}

#[test]
fn a_circle_through_exec_ends() {
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let circle = format!(
        "[profile a]\ncredential_process = sh -c '\"{bin}\" exec dev -- \"{bin}\" process a'\n"
    );
    let home = home().with_config(&circle);
    let run = keyward()
        .args(["export", "a", "--format", "json"])
        .at(&home);
    let output = run.under(&Run::new("timeout").arg("30")).run();
    output.assert_error_words(3, &["asks keyward for the same profile again"]);
}

#[test]
fn a_signal_at_a_silent_question_gives_the_echo_back() {
    let home = Home::new();
    for signal in ["SIGTERM", "SIGHUP", "SIGINT"] {
        let run = python("terminal_after_signal.py").arg(signal);
        let run = run.arg(std::env::var("KEYWARD_BIN").unwrap());
        let run = run.args(["init", "--unlock", "passphrase"]).at(&home);
        let answer = run.run().success().json();
        assert_eq!(answer["echo"], true, "{signal}: {answer}");
        assert_eq!(answer["ended_by"], signal, "{answer}");
    }
}

#[test]
fn a_session_is_no_longer_asked_for_one() {
    let home = home();
    let session = keyward().args(["process", "app"]).at(&home);
    let session: Value = session.shows_credentials().run().success().json();
    let text = |key: &str| session[key].as_str().unwrap();
    let home = home.with_credentials(&format!(
        "[theirs]\naws_access_key_id = {}\naws_secret_access_key = {}\naws_session_token = {}\n",
        text("AccessKeyId"),
        text("SecretAccessKey"),
        text("SessionToken"),
    ));
    let again = keyward().args(["process", "theirs", "--session"]).at(&home);
    let again = again.shows_credentials().run().success().json();
    assert_eq!(again["AccessKeyId"], session["AccessKeyId"]);
    assert_eq!(again["SessionToken"], session["SessionToken"]);
}

#[test]
fn explain_as_json_tells_what_was_looked_at_beside_an_error() {
    let home = Home::new();
    let output = keyward().args(["explain", "--json"]).at(&home).run();
    assert_eq!(output.code, 3, "{output:?}");
    let document = output.json();
    assert_eq!(document["error"]["code"], "no_credentials", "{document}");
    assert!(
        !document["considered"].as_array().unwrap().is_empty(),
        "{document}"
    );
    assert!(output.stderr.starts_with("error: "), "{}", output.stderr);
}

#[test]
fn a_wrong_command_line_is_told_as_json_too() {
    let home = Home::new();
    let output = keyward()
        .args(["list", "--json", "--no-such"])
        .at(&home)
        .run();
    assert_eq!(output.code, 2, "{output:?}");
    let error = &output.json()["error"];
    assert_eq!(error["code"], "invalid_argument");
    assert!(error["message"].as_str().unwrap().contains("--no-such"));
    assert!(output.stderr.contains("--no-such"), "{}", output.stderr);

    let help = keyward().args(["list", "--json", "--help"]).at(&home).run();
    assert!(help.success().stdout.contains("Usage"));
    let ours = exec(&["--no-such"]).args(["true", "--json"]).at(&home);
    assert_eq!(ours.run().stdout, "");
}

/// `nohup keyward exec …` after a question: the program is as immune as it was without the question.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_was_ignored_stays_ignored_behind_a_question() {
    let home = Home::new();
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let at_a_terminal = |script: &str, answers: &[&str]| {
        let answers: Vec<_> = answers
            .iter()
            .map(|&ask| [ask, "a long passphrase\n"])
            .collect();
        let order = serde_json::json!({ "command": ["sh", "-c", script, bin], "answers": answers });
        let run = python("at_a_terminal.py").at(&home);
        run.stdin(order.to_string()).run().success().json()
    };
    let key = "{\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\
               \"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}";
    at_a_terminal("exec \"$0\" init --unlock passphrase", &["New", "again"]);
    at_a_terminal(
        &format!("echo '{key}' | \"$0\" add dev --stdin"),
        &["Passphrase"],
    );
    let script = "trap '' HUP; exec \"$0\" exec dev -- grep SigIgn /proc/self/status";
    let answer = at_a_terminal(script, &["Passphrase"]);
    let mask = answer["stdout"]
        .as_str()
        .unwrap()
        .trim()
        .rsplit('\t')
        .next()
        .unwrap();
    let mask = u64::from_str_radix(mask, 16).unwrap();
    assert_eq!(mask & 1, 1, "SIGHUP is still ignored: {answer}");
}
