//! `keyward setup`: what it writes, the AWS CLI and boto3 read; nothing else of the file changes; and
//! nothing is written unasked.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

use std::fs;

use acceptance::{Home, Output, Run, aws, ground, keyward, python};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/app";
const OTHERS: &str =
    "# mine\r\n[profile dev]   ; dev\r\nregion=us-east-1\r\n\r\n[own]\r\nx = y\r\n# end";

fn home() -> Home {
    Home::new().with_config(OTHERS).with_credentials(
        "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
    )
}

fn setup(home: &Home, args: &[&str]) -> Output {
    let run = keyward().at(home).arg("setup").args(args);
    run.under(&Run::new("setsid").arg("--wait")).run()
}

fn config(home: &Home) -> String {
    home.read(".aws/config")
}

#[test]
fn a_role_profile_is_written_and_the_aws_cli_uses_it() {
    let home = home();
    let args = [
        "app",
        "--role-arn",
        ROLE,
        "--source-profile",
        "dev",
        "--region",
        "eu-west-1",
        "--yes",
    ];
    let output = setup(&home, &args).success();
    assert!(
        output.stdout.contains("+[profile app]"),
        "{}",
        output.stdout
    );
    assert!(config(&home).starts_with(OTHERS), "{}", config(&home));
    let identity = aws()
        .at(&home)
        .args(["sts", "get-caller-identity", "--profile", "app"]);
    let identity = identity.run().success().json();
    assert!(
        identity["Arn"]
            .as_str()
            .unwrap()
            .contains("assumed-role/app/"),
        "{identity}"
    );
    let whoami = keyward().at(&home).args(["whoami", "app"]).run().success();
    assert!(whoami.stdout.contains("eu-west-1"), "{}", whoami.stdout);

    let again = setup(&home, &args).success();
    assert!(
        again.stdout.contains("Nothing to change"),
        "{}",
        again.stdout
    );
    let _ = setup(&home, &["app", "--region", "us-west-2", "--yes"]).success();
    let region = aws()
        .at(&home)
        .args(["configure", "get", "region", "--profile", "app"]);
    assert_eq!(region.run().success().stdout.trim(), "us-west-2");
}

#[test]
fn boto3_reads_a_session_and_a_process() {
    let home = home();
    let sso = [
        "work",
        "--sso-session",
        "corp",
        "--sso-start-url",
        "https://corp.awsapps.com/start",
        "--sso-region",
        "us-east-1",
        "--sso-account-id",
        "123456789012",
        "--sso-role-name",
        "Dev",
        "--yes",
    ];
    let _ = setup(&home, &sso).success();
    let printed = "{\"Version\":1,\"AccessKeyId\":\"AKIDPROCESS\",\"SecretAccessKey\":\"x\"}";
    let home = home.with_file("credentials.json", printed);
    let command = format!("cat {}", home.path().join("credentials.json").display());
    let process = setup(&home, &["tool", "--process", &command, "--yes"]).success();
    assert!(process.stdout.contains("****"), "{}", process.stdout);

    let program = "import json, boto3, botocore.session\nfull = botocore.session.get_session().full_config\nwork = full['profiles']['work']\nkey = boto3.Session(profile_name='tool').get_credentials().access_key\nprint(json.dumps([work, full['sso_sessions']['corp'], key]))";
    let python = std::env::var("KEYWARD_VENV").unwrap() + "/bin/python";
    let read = Run::new(python)
        .at(&home)
        .args(["-c", program])
        .run()
        .success()
        .json();
    assert_eq!(read[0]["sso_session"], "corp");
    assert_eq!(read[1]["sso_region"], "us-east-1");
    assert_eq!(read[2], "AKIDPROCESS");
}

#[test]
fn nothing_is_written_unasked() {
    let home = home();
    let args = ["app", "--role-arn", ROLE, "--source-profile", "dev"];
    let output = setup(&home, &args);
    assert_eq!(output.code, 6, "{}", output.stderr);
    assert!(
        output.stdout.contains("+role_arn"),
        "the diff is shown first"
    );
    assert!(output.stderr.contains("--yes"), "{}", output.stderr);
    let dry = setup(&home, &[&args[..], &["--dry-run"]].concat()).success();
    assert!(dry.stdout.contains("Nothing was written"), "{}", dry.stdout);
    assert_eq!(setup(&home, &["new"]).code, 6);
    assert_eq!(config(&home), OTHERS);
    let json = setup(&home, &[&args[..], &["--dry-run", "--json"]].concat())
        .success()
        .json();
    assert_eq!(json["written"], false);
    assert!(json["diff"].as_str().unwrap().contains("+role_arn"));
}

#[test]
fn what_aws_would_refuse_is_refused() {
    let home = home();
    for (args, says) in [
        (
            &["a", "--role-arn", "arn:aws:iam::1:role/x"][..],
            "role_arn",
        ),
        (
            &["a", "--mfa-serial", "arn:aws:iam::123456789012:user/x"],
            "mfa_serial",
        ),
        (&["a", "--region", "Frankfurt"], "region"),
        (&["a", "--source-profile", "a b"], "source_profile"),
        (
            &["a", "--role-arn", ROLE, "--duration-seconds", "60"],
            "duration_seconds",
        ),
        (&["--region", "us-east-1"], "no profile"),
    ] {
        let output = setup(&home, &[args, &["--yes"]].concat());
        output.assert_error(2, &[says, "hint:"]);
    }
    assert_eq!(config(&home), OTHERS);
}

#[test]
fn a_person_is_asked() {
    let home = home();
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let order = json!({ "command": [bin, "setup", "app"], "answers": [
        ["role, sso, process or vault", "role\n"],
        ["ARN of the role", format!("{ROLE}\n")],
        ["Profile whose", "dev\n"],
        ["MFA device", "\n"],
        ["Region", "eu-central-1\n"],
        ["Write this?", "y\n"],
    ] });
    let run = python("at_a_terminal.py")
        .at(&home)
        .stdin(order.to_string());
    let answer: Value = run.run().success().json();
    assert_eq!(answer["code"], 0, "{answer}");
    assert!(
        config(&home).ends_with("region = eu-central-1\r\n")
            || config(&home).ends_with("region = eu-central-1"),
        "{:?}",
        config(&home)
    );
    let whoami = keyward().at(&home).args(["whoami", "app"]).run().success();
    assert!(
        whoami.stdout.contains("assumed-role/app"),
        "{}",
        whoami.stdout
    );
}

#[test]
fn what_can_be_mended_is_mended_and_the_aws_cli_works_again() {
    let broken = format!(
        "[profile app]\nrole_arn = \"{ROLE}\"\nsource_profile = DEV\n\n[profile dev]\nregion = us-east-1\nregion = us-east-2\n\n[profile app]\nregion = eu-west-1\n\n[profile sso]\nsso_session = crop\nsso_account_id = 123456789012\nsso_role_name = Dev\n\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n\n[profile pointer]\ncredential_process = \"/opt/gone/keyward\" process pointer\n\n[profile lost]\nrole_arn = nonsense\nsource_profile = nowhere\n"
    );
    let home = home().with_config(&broken);
    let cli = || {
        aws()
            .at(&home)
            .args(["sts", "get-caller-identity", "--profile", "app"])
            .run()
    };
    assert_ne!(cli().code, 0, "the AWS CLI refuses the file");
    let output = setup(&home, &["--repair", "--yes"]).success();
    for left in ["role_arn of lost", "source_profile nowhere"] {
        assert!(output.stderr.contains(left), "{}", output.stderr);
    }
    let text = config(&home);
    assert_eq!(text.matches("[profile app]").count(), 1, "{text}");
    assert!(
        text.contains("sso_session = corp") && !text.contains("/opt/gone"),
        "{text}"
    );
    assert!(
        text.contains("region = us-east-2") && !text.contains("us-east-1\nregion"),
        "{text}"
    );
    let _ = cli().success();
    let again = setup(&home, &["--repair", "--yes"]).success();
    assert!(
        again.stdout.contains("Nothing to change"),
        "{}",
        again.stdout
    );
}

#[test]
fn repairing_the_credentials_file_shows_no_secret() {
    let twice = "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n[bob]\naws_access_key_id = ${KEY_ID:bob}\naws_secret_access_key = ${SECRET:bob}\n[dev]\nregion = us-east-1\n";
    let home = home().with_credentials(twice);
    // Every output is searched for secrets.
    let output = setup(&home, &["--repair", "--yes"]).success();
    assert!(output.stdout.contains("credentials"), "{}", output.stdout);
    assert!(
        home.read(".aws/credentials")
            .contains(ground().secret("bob"))
    );
    let identity = aws()
        .at(&home)
        .args(["sts", "get-caller-identity", "--profile", "dev"]);
    let _ = identity.run().success();
}

#[test]
fn link_and_unlink_go_with_it() {
    let home = home();
    let base = config(&home);
    let args = [
        "app",
        "--role-arn",
        ROLE,
        "--source-profile",
        "dev",
        "--link",
        "--yes",
    ];
    let _ = setup(&home, &args).success();
    assert!(config(&home).contains("[keyward app]"), "{}", config(&home));
    setup(&home, &["app", "--region", "us-east-1", "--yes"]).assert_error(2, &["linked", "unlink"]);
    let _ = setup(
        &home,
        &["app", "--unlink", "--region", "us-east-1", "--yes"],
    )
    .success();
    assert!(!config(&home).contains("[keyward app]"));
    assert!(config(&home).starts_with(&base));
    fs::remove_file(home.path().join(".aws/config")).unwrap();
    let _ = setup(
        &home,
        &["first", "--vault", "--region", "us-east-1", "--yes"],
    )
    .success();
    assert_eq!(config(&home), "[profile first]\nregion = us-east-1\n");
}
