//! The role that an identity pool of Amazon Cognito gives its guests, at every door.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{
    Home, aws, client_program,
    doors::{assert_error, assert_identity},
    ground, python,
};
use serde_json::Value;

const ROLE: &str = "arn:aws:sts::123456789012:assumed-role/guest/CognitoIdentityCredentials";

fn trust(pool: &str) -> String {
    let condition = format!(
        r#"{{"StringEquals":{{"cognito-identity.amazonaws.com:aud":"{pool}"}},"ForAnyValue:StringLike":{{"cognito-identity.amazonaws.com:amr":"unauthenticated"}}}}"#
    );
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"Federated":"cognito-identity.amazonaws.com"}},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{condition}}}]}}"#
    )
}

fn administrator() -> Home {
    let admin = ground().sandbox().admin();
    Home::new()
        .with_env("TEST_KEY_ID", &admin.access_key_id)
        .with_env("TEST_SECRET", admin.secret_access_key.as_str())
}

/// A pool of boto3's making, and what boto3 gets as its guest.
fn pool(guests: &str) -> Value {
    let role = "arn:aws:iam::123456789012:role/guest";
    let run = python("cognito_pool.py").at(&administrator());
    run.args([role, guests]).run().success().json()
}

fn iam(args: &[&str]) {
    let admin = ground().sandbox().admin();
    let run = aws()
        .at(&Home::new())
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", &admin.access_key_id)
        .env("AWS_SECRET_ACCESS_KEY", admin.secret_access_key.as_str());
    let _ = run.arg("iam").args(args).run().success();
}

fn config(text: &str) -> Home {
    Home::new().with_config(&format!("[default]\n{text}\n"))
}

#[test]
fn a_guest_of_a_pool() {
    let made = pool("yes");
    let id = made["pool"].as_str().unwrap();
    let home = config(&format!("cognito_identity_pool_id = {id}"));
    // There is no such role yet, then one of another pool.
    let misconfigured = "InvalidIdentityPoolConfigurationException";
    assert_eq!(made["code"], misconfigured);
    assert_error(&home, "aws_refused", misconfigured);
    let create = ["create-role", "--role-name", "guest"];
    let update = ["update-assume-role-policy", "--role-name", "guest"];
    let other = trust("us-east-1:other");
    iam(&[&create[..], &["--assume-role-policy-document", &other]].concat());
    assert_error(&home, "aws_refused", misconfigured);
    let own = trust(id);
    iam(&[&update[..], &["--policy-document", &own]].concat());

    assert_identity(&home, ROLE, "cognito_identity");
    let v3 = client_program("v3-cognito.mjs").arg(id).at(&Home::new());
    assert_eq!(v3.run().success().json()["arn"], ROLE);

    let identity = made["identity"].as_str().unwrap();
    let home = config(&format!("cognito_identity_id = {identity}"));
    assert_identity(&home, ROLE, "cognito_identity");
    let login =
        "cognito_login_provider = accounts.google.com\ncognito_login_token_file = ${HOME}/token";
    let home = config(&format!("cognito_identity_pool_id = {id}\n{login}"));
    assert_error(&home, "file_unreadable", "the token of the login");
    let home = home.with_file("token", "a.b.c");
    assert_error(&home, "aws_refused", "Logins is not part of this sandbox");
}

#[test]
fn who_is_let_in_by_nobody() {
    let made = pool("no");
    assert_eq!(made["code"], "NotAuthorizedException");
    let id = made["pool"].as_str().unwrap();
    let home = config(&format!("cognito_identity_pool_id = {id}"));
    assert_error(&home, "aws_refused", "NotAuthorizedException");
    let home = config("cognito_identity_pool_id = us-east-1:none");
    assert_error(&home, "aws_refused", "ResourceNotFoundException");
    let home = config("cognito_identity_pool_id = none");
    assert_error(&home, "profile_invalid", "is not an id of Cognito's");
    let home = config("cognito_login_provider = x");
    assert_error(
        &home,
        "profile_invalid",
        "cognito_identity_pool_id is missing",
    );
    let home = config("role_arn = arn:aws:iam::123456789012:role/app\ncognito_identity_id = a:b");
    assert_error(&home, "profile_invalid", "both role_arn");
}
