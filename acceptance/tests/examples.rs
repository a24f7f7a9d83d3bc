//! The programs of `examples/` do what they say, as they stand.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, Run, aws, ground, keyward, node_program, python_program, repository};

const ROLE: &str = "arn:aws:sts::123456789012:assumed-role/app/";
const BUCKET: &str = "examples";

/// A user's home with a key in the vault, a role above it, and other tools linked to it.
fn home() -> Home {
    let home = Home::new()
        .with_config(
            "[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\n\
             source_profile = dev\nregion = us-east-1\n",
        )
        .with_vault(&[("dev", "alice")]);
    let _ = keyward().at(&home).args(["link", "app"]).run().success();
    home
}

fn make_bucket(home: &Home) {
    let admin = ground().sandbox().environment().into_iter();
    let aws = admin.fold(aws().at(home), |aws, (name, value)| aws.env(name, value));
    let bucket = format!("s3://{BUCKET}");
    let _ = aws.args(["s3", "mb", &bucket]).run().success();
}

fn assert_says(run: &Run, words: &[&str]) {
    let said = run.run().success();
    for word in words {
        assert!(said.stdout.contains(word), "{word:?} in {}", said.stdout);
    }
}

fn example(folder: &str, program: &str) -> Run {
    node_program(&repository().join("examples").join(folder), program)
}

#[test]
fn every_example_works_as_the_role() {
    let home = home();
    make_bucket(&home);
    let v3 = example("sdk-v3", "app.mjs").at(&home);
    let v3 = v3.env("BUCKET", BUCKET).env("PHONE_NUMBER", "+12065550100");
    assert_says(
        &v3.env("AMI", "ami-0abcdef1234567890"),
        &[ROLE, "hello from keyward", "sns: sent ", "is terminated"],
    );
    let cjs = example("sdk-v3", "app.cjs").at(&home).arg("app");
    assert_says(&cjs, &[ROLE]);
    let v2 = example("sdk-v2", "app.cjs").at(&home);
    let v2 = v2.env("AWS_SDK_LOAD_CONFIG", "1").env("AWS_PROFILE", "app");
    assert_says(&v2.env("BUCKET", BUCKET), &[ROLE, "hello from SDK v2"]);
    let boto3 = python_program(&repository().join("examples/python/app.py")).at(&home);
    let boto3 = boto3.env("AWS_PROFILE", "app").env("BUCKET", BUCKET);
    assert_says(&boto3, &[ROLE, "hello from boto3"]);
}

#[test]
fn the_commonjs_example_shows_code_and_hint() {
    let home = Home::new();
    let run = example("sdk-v3", "app.cjs").at(&home).arg("nope");
    let said = run.env("AWS_REGION", "us-east-1").run();
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("(profile_not_found)"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("hint: "), "{}", said.stderr);
}
