//! The command line as a person and a script meet it: exit codes, errors, hints, nothing written.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Home, Run, ground, keyward};

const CONFIG: &str = "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\nregion = us-east-1\n";

fn home() -> Home {
    Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")])
}

/// Without a controlling terminal, whoever runs the tests.
fn detached(run: Run) -> Run {
    run.under(&Run::new("setsid").arg("--wait"))
}

fn key_json(user: &str) -> String {
    format!(
        "{{\"AccessKeyId\":\"{}\",\"SecretAccessKey\":\"{}\"}}",
        ground().key_id(user),
        ground().secret(user)
    )
}

#[test]
fn exec_returns_the_childs_own_code() {
    let home = home();
    let exec = |command: &[&str]| {
        let run = keyward().at(&home).args(["exec", "app", "--"]);
        run.args(command).run()
    };
    assert_eq!(exec(&["sh", "-c", "exit 42"]).code, 42);
    exec(&["no-such-command"]).assert_error(127, &["no-such-command", "hint:"]);
    exec(&["/etc/passwd"]).assert_error(126, &["/etc/passwd", "executable"]);
    let failing = keyward().at(&home).args(["exec", "nobody", "--", "true"]);
    failing.run().assert_error(125, &["nobody", "hint:"]);
}

#[test]
fn exec_leaves_region_and_endpoint_and_nothing_that_selects() {
    let home = home()
        .with_env("AWS_PROFILE", "dev")
        .with_env("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/");
    let run = keyward().at(&home).args(["exec", "app", "--", "env"]);
    let output = run.shows_credentials().run().success();
    let has = |name: &str| {
        output
            .stdout
            .lines()
            .any(|line| line.starts_with(&format!("{name}=")))
    };
    assert!(has("AWS_REGION") && has("AWS_ENDPOINT_URL") && has("AWS_SESSION_TOKEN"));
    assert!(!has("AWS_PROFILE") && !has("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
}

#[test]
fn without_a_vault_the_hint_is_init() {
    let home = Home::new();
    for command in [
        &["list"][..],
        &["add", "x", "--stdin"],
        &["import", "--all"],
        &["remove", "x", "--yes"],
    ] {
        let output = keyward()
            .at(&home)
            .args(command)
            .stdin(key_json("bob"))
            .run();
        output.assert_error(4, &["there is no vault", "keyward init"]);
    }
    assert!(!home.keyward_home().exists(), "nothing was written");
}

#[test]
fn init_does_not_touch_a_vault_that_is_there() {
    let home = home();
    let identity = home.path().join("other.txt");
    let init = keyward()
        .at(&home)
        .args(["init", "--unlock", "file", "--identity"]);
    init.arg(&identity)
        .run()
        .assert_error(2, &["already", "KEYWARD_HOME"]);
    assert!(!identity.exists());
    let _ = keyward().at(&home).args(["whoami", "dev"]).run().success();
}

#[test]
fn init_says_what_each_way_protects() {
    let home = Home::new();
    let identity = home.path().join("id.txt");
    let init = keyward()
        .at(&home)
        .args(["init", "--unlock", "file", "--identity"]);
    let output = init.arg(&identity).run().success();
    assert!(
        output.stdout.contains("does not protect"),
        "{}",
        output.stdout
    );
    assert!(
        output.stdout.contains("KEYWARD_IDENTITY_FILE"),
        "{}",
        output.stdout
    );

    let inside = home.keyward_home().join("id.txt");
    let other = Home::new().with_env("KEYWARD_HOME", &home.keyward_home().display().to_string());
    let init = keyward()
        .at(&other)
        .env("KEYWARD_HOME", other.path().join("k"));
    let init = init.args(["init", "--unlock", "file", "--identity"]);
    let output = init.arg(other.path().join("k/id.txt")).run();
    assert_eq!(output.code, 4, "{}", output.stderr);
    assert!(!inside.exists());
}

#[test]
fn a_passphrase_vault_opens_by_the_command_and_by_nothing_else() {
    let home = Home::new().with_file("pass", "correct horse battery staple\n");
    let command = format!("cat '{}'", home.path().join("pass").display());
    let with = |args: &[&str]| {
        let run = keyward()
            .at(&home)
            .env("KEYWARD_PASSPHRASE_COMMAND", &command);
        run.args(args).stdin(key_json("alice")).run()
    };
    let _ = with(&["init", "--unlock", "passphrase"]).success();
    let _ = with(&["add", "dev", "--stdin"]).success();
    let whoami = with(&["whoami", "dev"]).success();
    assert!(whoami.stdout.contains("user/alice"), "{}", whoami.stdout);

    let whoami = || keyward().at(&home).args(["whoami", "dev"]);
    detached(whoami())
        .run()
        .assert_error(6, &["KEYWARD_PASSPHRASE_COMMAND"]);
    let wrong = whoami().env("KEYWARD_PASSPHRASE_COMMAND", "echo wrong");
    wrong.run().assert_error(4, &["passphrase"]);
    let failing = whoami().env("KEYWARD_PASSPHRASE_COMMAND", "false");
    failing
        .run()
        .assert_error(4, &["KEYWARD_PASSPHRASE_COMMAND"]);
}

#[test]
fn add_takes_what_aws_prints_and_refuses_what_is_no_key() {
    let home = home();
    let add = |args: &[&str], stdin: &str| {
        let run = keyward().at(&home).arg("add").args(args).arg("--stdin");
        run.stdin(stdin).run()
    };
    let created = format!("{{\"AccessKey\":{}}}", key_json("bob"));
    let _ = add(&["bob"], &created).success();
    let whoami = keyward().at(&home).args(["whoami", "bob"]).run().success();
    assert!(whoami.stdout.contains("user/bob"), "{}", whoami.stdout);

    add(&["bob"], &created).assert_error(2, &["bob", "--replace"]);
    let _ = add(&["bob", "--replace"], &created).success();
    add(&["x"], "not json").assert_error(2, &["stdin", "AccessKeyId"]);
    let temporary = key_json("bob").replace('}', ",\"SessionToken\":\"t\"}");
    add(&["x"], &temporary).assert_error(2, &["temporary"]);
    add(&["x"], &key_json("bob").replace("AKIA", "ASIA")).assert_error(2, &["temporary"]);
    add(&["in valid"], &created).assert_error_words(2, &["in valid"]);
    let list = keyward().at(&home).args(["list", "--json"]).run().success();
    assert_eq!(
        list.json().as_array().map(Vec::len),
        Some(2),
        "nothing else was stored"
    );
}

#[test]
fn questions_need_a_terminal_and_say_what_would_answer() {
    let home = home();
    let ask = |args: &[&str]| detached(keyward().at(&home).args(args)).run();
    ask(&["add", "new"]).assert_error(6, &["--stdin"]);
    ask(&["remove", "dev"]).assert_error(6, &["--yes"]);
    let _ = ask(&["remove", "dev", "--yes"]).success();
    ask(&["remove", "dev", "--yes"]).assert_error(2, &["dev", "keyward list"]);
}

#[test]
fn an_unreadable_file_is_named() {
    let home = Home::new();
    fs::create_dir(home.path().join(".aws/config")).unwrap();
    let whoami = keyward().at(&home).args(["whoami", "x"]).run();
    whoami.assert_error(3, &[".aws/config", "cannot be read"]);
}

#[test]
fn process_never_runs_itself_in_a_circle() {
    let home = Home::new();
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let wrapper = format!("[profile w]\ncredential_process = sh -c '\"{bin}\" process w'\n");
    let home = home.with_config(&wrapper);
    let output = keyward().at(&home).args(["process", "w"]).run();
    assert_eq!(output.code, 3, "{}", output.stderr);
    assert!(
        output
            .stderr
            .contains("asks keyward for the same profile again"),
        "{}",
        output.stderr
    );
}

#[test]
fn a_circle_through_the_aws_cli_ends_too() {
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let line = format!("credential_process = sh -c '\"{bin}\" export b --format process'\n");
    let config = format!(
        "[profile a]\n{line}[profile b]\n{}",
        line.replace("export b", "export a")
    );
    let home = Home::new().with_config(&config);
    let run = |args: &[&str]| keyward().at(&home).args(args);
    for output in [
        run(&["export", "a"]).run(),
        // As the AWS CLI sets it for what it runs: it is resolving a.
        run(&["export", "a"])
            .env("_AWS_CLI_PROFILE_CHAIN", "x,a")
            .run(),
        run(&["export", "a"])
            .env("_AWS_CLI_PROFILE_CHAIN", "p,q,r,s")
            .run(),
    ] {
        assert_eq!(output.code, 3, "{}", output.stderr);
        assert!(output.stderr.contains(" -> a"), "{}", output.stderr);
    }
    let json = run(&["whoami", "a", "--json"]).env("_AWS_CLI_PROFILE_CHAIN", "a");
    assert_eq!(json.run().json()["error"]["code"], "recursive_process");
}

#[test]
fn export_writes_each_format_of_the_aws_cli() {
    let home = home();
    for (format, says) in [
        ("process", "\"Expiration\":\"20"),
        ("env", "export AWS_CREDENTIAL_EXPIRATION='20"),
        ("env-no-export", "\nAWS_CREDENTIAL_EXPIRATION='20"),
        ("powershell", "$Env:AWS_CREDENTIAL_EXPIRATION='20"),
        ("windows-cmd", "set \"AWS_CREDENTIAL_EXPIRATION=20"),
        ("fish", "set -gx AWS_CREDENTIAL_EXPIRATION '20"),
        ("dotenv", "\nAWS_CREDENTIAL_EXPIRATION=20"),
    ] {
        let export = keyward()
            .at(&home)
            .args(["export", "app", "--format", format]);
        let output = export.shows_credentials().run().success();
        assert!(output.stdout.contains(says), "{format}");
    }
}

#[test]
fn process_session_makes_a_session_of_a_long_lived_key() {
    let home = home();
    let process = |args: &[&str]| {
        let run = keyward().at(&home).args(["process", "dev"]).args(args);
        run.shows_credentials().run().success().json()
    };
    let bare = process(&[]);
    assert!(bare["SessionToken"].is_null() && bare["Expiration"].is_string());
    let session = process(&["--session"]);
    assert!(session["AccessKeyId"].as_str().unwrap().starts_with("ASIA"));
    assert!(session["SessionToken"].is_string());
}

#[test]
fn export_is_read_back_by_a_shell() {
    let home = home().with_env("AWS_REGION", "us-east-1");
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let script = format!(
        "eval \"$('{bin}' export app)\" && unset AWS_PROFILE && printf %s \"$AWS_ACCESS_KEY_ID\""
    );
    let output = Run::new("sh")
        .at(&home)
        .args(["-c", &script])
        .run()
        .success();
    assert!(output.stdout.starts_with("ASIA"), "{}", output.stdout);
}

#[test]
fn link_twice_and_unlink_of_an_unlinked_profile_are_said() {
    let home = home();
    let run = |args: &[&str]| keyward().at(&home).args(args).run();
    run(&["unlink", "app"]).assert_error(2, &["app"]);
    let _ = run(&["link", "app"]).success();
    let linked = home.read(".aws/config");
    run(&["link", "app"]).assert_error(2, &["app", "linked"]);
    assert_eq!(home.read(".aws/config"), linked);
}

#[test]
fn the_sandbox_runs_a_program_and_returns_its_code() {
    let home = Home::new();
    let sandbox = |command: &[&str]| {
        let run = keyward().at(&home).args(["sandbox", "--"]);
        run.args(command).run()
    };
    assert_eq!(sandbox(&["sh", "-c", "exit 7"]).code, 7);
    sandbox(&["no-such-command"]).assert_error(127, &["no-such-command"]);
    let endpoint = sandbox(&["sh", "-c", "echo $AWS_ENDPOINT_URL"]).success();
    assert_ne!(
        endpoint.stdout.trim(),
        ground().sandbox().endpoint(),
        "one of its own"
    );

    let port = ground().sandbox().endpoint().rsplit(':').next().unwrap();
    let taken = keyward()
        .at(&home)
        .args(["sandbox", "--port", port, "--json"])
        .run();
    taken.assert_error(2, &[port, "hint:"]);
}

#[test]
fn completions_and_help_are_there_for_every_command() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = keyward()
            .at(&home)
            .args(["completions", shell])
            .run()
            .success();
        assert!(script.stdout.contains("whoami"), "{shell}");
    }
    for command in [
        "init",
        "add",
        "import",
        "list",
        "remove",
        "link",
        "unlink",
        "exec",
        "process",
        "export",
        "trust",
        "doctor",
        "setup",
        "console",
        "whoami",
        "explain",
        "sandbox",
        "completions",
    ] {
        let help = keyward()
            .at(&home)
            .args([command, "--help"])
            .run()
            .success();
        assert!(help.stdout.contains("Examples:"), "{command}");
    }
}
