//! Other people's clients follow what keyward leaves in AWS's files, and get what `exec` hands them.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, Run, client_program, ground, keyward, python, repository, rust_program};

const APP: &str = "arn:aws:sts::123456789012:assumed-role/app/";
const ALICE: &str = "arn:aws:iam::123456789012:user/alice";

const CONFIG: &str = "[profile app]
role_arn = arn:aws:iam::123456789012:role/app
source_profile = dev
region = us-east-1
";

/// Every client: its name, and the program that asks AWS who it is.
fn clients() -> Vec<(&'static str, Run)> {
    vec![
        ("AWS CLI", python("cli_whoami.py")),
        ("boto3", python("boto3_whoami.py")),
        ("SDK for JavaScript v3", client_program("v3-default.mjs")),
        (
            "SDK for JavaScript v2",
            client_program("v2-default.cjs").env("AWS_SDK_LOAD_CONFIG", "1"),
        ),
        ("SDK for Rust", rust_program("rust_whoami")),
    ]
}

fn assert_identity(client: &str, run: &Run, arn: &str) {
    let answer = run.run().json();
    let got = answer["arn"].as_str().unwrap_or_default();
    assert!(got.starts_with(arn), "{client}: {answer}");
}

#[test]
fn every_client_uses_a_linked_role_profile() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    let _ = keyward().at(&home).args(["link", "app"]).run().success();
    for (client, run) in clients() {
        let run = run.at(&home).env("AWS_PROFILE", "app");
        assert_identity(client, &run, APP);
    }
    for program in ["v3-profile.mjs", "v3-from-ini.mjs"] {
        let run = client_program(program).arg("app").at(&home);
        assert_identity(program, &run.env("AWS_REGION", "us-east-1"), APP);
    }
    let before = home.read(".aws/config");
    assert!(before.contains("[keyward app]"));
    let _ = keyward().at(&home).args(["unlink", "app"]).run().success();
    assert_eq!(home.read(".aws/config"), CONFIG);
}

#[test]
fn every_client_uses_an_imported_key() {
    let home = Home::new()
        .with_config("[profile dev]\nregion = us-east-1\n")
        .with_credentials(
            "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
        )
        .with_vault(&[]);
    let import = ["import", "--profile", "dev"];
    let _ = keyward().at(&home).args(import).run().success();
    for (client, run) in clients() {
        let run = run.at(&home).env("AWS_PROFILE", "dev");
        assert_identity(client, &run, ALICE);
    }
    home.assert_no_secret_but_in(&[]);
}

#[test]
fn exec_gives_that_identity_and_no_other() {
    // Everything that could mislead a client: a plaintext default, AWS_PROFILE, keys in the environment.
    let home = Home::new()
        .with_config(CONFIG)
        .with_credentials(
            "[default]\naws_access_key_id = ${KEY_ID:bob}\naws_secret_access_key = ${SECRET:bob}\n",
        )
        .with_vault(&[("dev", "alice")])
        .with_env("AWS_PROFILE", "default")
        .with_env("AWS_DEFAULT_PROFILE", "default")
        .with_env("AMAZON_ACCESS_KEY_ID", "${KEY_ID:bob}")
        .with_env("AMAZON_SECRET_ACCESS_KEY", "${SECRET:bob}")
        .with_env("AWS_ACCESS_KEY_ID", "${KEY_ID:bob}")
        .with_env("AWS_SECRET_ACCESS_KEY", "${SECRET:bob}");
    for (client, run) in clients() {
        let run = run.under(&keyward().args(["exec", "app", "--"])).at(&home);
        assert_identity(client, &run, APP);
    }
}

#[test]
fn a_dotenv_file_keeps_only_the_profile_name() {
    let dotenv = "# shop\nPORT=3000\nAWS_ACCESS_KEY_ID=${KEY_ID:alice}\nAWS_SECRET_ACCESS_KEY='${SECRET:alice}'\nDEBUG=1\n";
    let home = Home::new().with_file(".env", dotenv).with_vault(&[]);
    let file = home.path().join(".env");
    let import = keyward()
        .at(&home)
        .args(["import", "--profile", "shop", "--dotenv"])
        .arg(&file);
    let _ = import.run().success();
    assert_eq!(
        home.read(".env"),
        "# shop\nPORT=3000\nAWS_PROFILE=shop\nDEBUG=1\n"
    );
    home.assert_no_secret_but_in(&[]);

    let program = client_program("dotenv-whoami.mjs")
        .at(&home)
        .within(home.path())
        .env("AWS_REGION", "us-east-1");
    assert_identity("SDK for JavaScript v3 with dotenv", &program, ALICE);

    let undo = ["import", "--undo", "--profile", "shop"];
    let _ = keyward().at(&home).args(undo).run().success();
    assert_eq!(home.read(".env"), ground().fill(dotenv));
    assert_eq!(home.read(".aws/config"), "");
}

#[test]
fn the_examples_do_their_work_through_a_linked_profile() {
    let home = Home::new()
        .with_config(CONFIG)
        .with_vault(&[("dev", "alice")]);
    let _ = keyward().at(&home).args(["link", "app"]).run().success();
    let make_bucket = ["s3", "mb", "s3://examples", "--profile", "app"];
    let _ = acceptance::aws()
        .args(make_bucket)
        .at(&home)
        .run()
        .success();
    let examples = repository().join("examples");
    for (program, says) in [
        (
            acceptance::node_program(&examples.join("sdk-v3"), "app.mjs"),
            &["hello from keyward", "sns: sent", "is terminated"][..],
        ),
        (
            acceptance::node_program(&examples.join("sdk-v3"), "app.cjs").args(["app", "dev"]),
            &[ALICE],
        ),
        (
            acceptance::node_program(&examples.join("sdk-v2"), "app.cjs"),
            &["hello from SDK v2"],
        ),
        (
            acceptance::python_program(&examples.join("python/app.py")),
            &[],
        ),
    ] {
        let run = program
            .at(&home)
            .env("AWS_PROFILE", "app")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_SDK_LOAD_CONFIG", "1")
            .env("BUCKET", "examples")
            .env("PHONE_NUMBER", "+12065550100")
            .env("AMI", "ami-0abcdef1234567890");
        let output = run.run().success();
        for says in says.iter().chain([&APP]) {
            assert!(output.stdout.contains(says), "{says} in {}", output.stdout);
        }
    }
}
