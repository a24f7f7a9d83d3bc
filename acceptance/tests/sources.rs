//! The sources of a server: web identity, container endpoint, instance metadata. Each at every door, and
//! beside boto3 and the SDK for JavaScript v3, which must come to the same identity.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::time::Duration;

use acceptance::{
    Home,
    doors::{assert_error, assert_same_role},
    ground,
};

fn home() -> Home {
    // boto3 reads only the second.
    Home::new()
        .with_env("AWS_REGION", "us-east-1")
        .with_env("AWS_DEFAULT_REGION", "us-east-1")
}

#[test]
fn web_identity_as_in_a_cluster() {
    let token = |subject: &str| {
        ground().sandbox().control().web_identity_token(
            "https://oidc.example.com/cluster",
            "sts.amazonaws.com",
            subject,
            Duration::from_secs(600),
        )
    };
    let with = |token: &str| {
        home()
            .with_file("token", token)
            .with_env("AWS_WEB_IDENTITY_TOKEN_FILE", "${HOME}/token")
            .with_env("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web")
            .with_env("AWS_ROLE_SESSION_NAME", "pod-1")
    };
    assert_same_role(
        &with(&token("system:serviceaccount:shop:web")),
        "web",
        "web_identity",
    );
    assert_error(
        &with(&token("system:serviceaccount:shop:other")),
        "aws_refused",
        "AccessDenied",
    );
    assert_error(&with("no token"), "aws_refused", "InvalidIdentityToken");
    assert_error(&with(""), "file_unreadable", "is empty");
}

#[test]
fn the_container_endpoint_with_its_token() {
    let sandbox = ground().sandbox();
    sandbox.control().set_container_role(Some("task"));
    let token = sandbox.control().container_token();
    let home = home().with_env(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        &sandbox.container_uri(),
    );
    let with_file = home.with_file("pod-token", &token).with_env(
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "${HOME}/pod-token",
    );
    assert_same_role(&with_file, "task", "container");
    let wrong = with_file.with_file("pod-token", "wrong");
    assert_error(&wrong, "aws_refused", "AWS_CONTAINER_CREDENTIALS_FULL_URI");
    let elsewhere = wrong.with_env(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://192.0.2.1/creds",
    );
    assert_error(&elsewhere, "invalid_argument", "plain http");
}

#[test]
fn the_metadata_service_of_an_instance() {
    let sandbox = ground().sandbox();
    sandbox.control().set_instance_role(Some("instance"));
    let home = home()
        .with_env("AWS_EC2_METADATA_DISABLED", "false")
        .with_env(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            &sandbox.imds_endpoint(),
        );
    assert_same_role(&home, "instance", "imds");
    let nobody = home.with_env("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9");
    assert_error(&nobody, "no_credentials", "does not answer");
    // The end of the chain: every source before it is named too, whichever door asked.
    assert_error(&nobody, "no_credentials", "AWS_ACCESS_KEY_ID");
}
