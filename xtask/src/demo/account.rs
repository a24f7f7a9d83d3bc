//! The account, made by its administrator with the AWS CLI as it would be on AWS.

use serde_json::json;

use super::stage::{Stage, must, text};
use crate::failure::Result;

pub(super) const BUCKET: &str = "app-data";
const USER: &str = "app-developer";
pub(super) const ROLE: &str = "app";

/// A user with a long-lived key that may do one thing: take the role that may do the work.
pub(super) fn make(stage: &mut Stage) -> Result {
    let user = iam(stage, &["create-user", "--user-name", USER])?;
    let user = text(&user, "/User/Arn")?;
    let trust = trust(&user);
    let role = iam(
        stage,
        &[
            "create-role",
            "--role-name",
            ROLE,
            "--assume-role-policy-document",
            &trust,
        ],
    )?;
    let role = text(&role, "/Role/Arn")?;
    let (policy, name) = (role_policy(), "--policy-name");
    put(
        stage,
        &[
            "put-role-policy",
            "--role-name",
            ROLE,
            name,
            "app",
            "--policy-document",
            &policy,
        ],
    )?;
    let policy = user_policy(&role);
    put(
        stage,
        &[
            "put-user-policy",
            "--user-name",
            USER,
            name,
            "take-role",
            "--policy-document",
            &policy,
        ],
    )?;
    let run = stage.admin()?.args(["s3", "mb", &format!("s3://{BUCKET}")]);
    stage.tell(run)?;
    stage.proof(&format!("role {role} trusts {user} and nobody else"));
    Ok(())
}

/// Gives the user an access key, as JSON. Its secret is never shown.
pub(super) fn access_key(stage: &mut Stage) -> Result<(String, String)> {
    let run = stage.admin()?.args([
        "iam",
        "create-access-key",
        "--user-name",
        USER,
        "--output",
        "json",
    ]);
    let answer = stage.ask(run, &["/AccessKey/SecretAccessKey"])?;
    let id = text(&answer, "/AccessKey/AccessKeyId")?;
    must(id.starts_with("AKIA"), "a long-lived key starts with AKIA")?;
    Ok((id, text(&answer, "/AccessKey/SecretAccessKey")?))
}

pub(super) fn role_arn(stage: &Stage) -> Result<String> {
    let run = stage
        .admin()?
        .args(["iam", "get-role", "--role-name", ROLE, "--output", "json"]);
    let answer = run.quiet()?;
    text(
        &serde_json::from_str(&answer).unwrap_or_default(),
        "/Role/Arn",
    )
}

fn iam(stage: &mut Stage, args: &[&str]) -> Result<serde_json::Value> {
    let run = stage
        .admin()?
        .arg("iam")
        .args(args)
        .args(["--output", "json"]);
    let said = stage.tell(run)?;
    Ok(serde_json::from_str(&said.stdout).unwrap_or_default())
}

fn put(stage: &mut Stage, args: &[&str]) -> Result {
    let run = stage.admin()?.arg("iam").args(args);
    stage.tell(run).map(drop)
}

fn policy(statements: &serde_json::Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}

fn trust(user: &str) -> String {
    policy(
        &json!([{ "Effect": "Allow", "Principal": { "AWS": user }, "Action": "sts:AssumeRole" }]),
    )
}

fn user_policy(role: &str) -> String {
    policy(&json!([{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role }]))
}

fn role_policy() -> String {
    let bucket = format!("arn:aws:s3:::{BUCKET}");
    policy(&json!([
        { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": bucket },
        { "Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject"], "Resource": format!("{bucket}/*") },
        { "Effect": "Allow", "Action": "sns:Publish", "Resource": "*" },
        { "Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:DescribeInstances", "ec2:TerminateInstances"], "Resource": "*" },
    ]))
}
