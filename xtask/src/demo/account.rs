//! The account, made by its administrator with the AWS CLI as it would be on AWS.

use serde_json::{Value, json};

use super::stage::{Stage, must, text};
use crate::{command::Run, failure::Result};

pub(super) const BUCKET: &str = "app-data";
pub(super) const ROLE: &str = "app";
const USER: &str = "app-developer";

/// A user with a long-lived key that may do one thing: take the role that may do the work.
pub(super) fn make(stage: &mut Stage) -> Result {
    let user = create(stage, "User", &format!("create-user --user-name {USER}"))?;
    stage.home.write("trust.json", &trust(&user))?;
    let trusting = "--assume-role-policy-document file://trust.json";
    let role = create(
        stage,
        "Role",
        &format!("create-role --role-name {ROLE} {trusting}"),
    )?;
    allow(
        stage,
        &format!("put-role-policy --role-name {ROLE}"),
        "work",
        &role_policy(),
    )?;
    allow(
        stage,
        &format!("put-user-policy --user-name {USER}"),
        "take-role",
        &user_policy(&role),
    )?;
    let run = stage.admin()?.words(&format!("s3 mb s3://{BUCKET}"));
    stage.tell(run)?;
    stage.proof(&format!("{role} trusts {user} and nobody else"));
    stage.role = role;
    Ok(())
}

/// Gives the user an access key: its id and its secret, which is never shown.
pub(super) fn access_key(stage: &mut Stage) -> Result<(String, String)> {
    let run = iam(stage, &format!("create-access-key --user-name {USER}"))?;
    let answer = stage.ask(run.words("--output json"), &["/AccessKey/SecretAccessKey"])?;
    let id = text(&answer, "/AccessKey/AccessKeyId")?;
    must(id.starts_with("AKIA"), "a long-lived key starts with AKIA")?;
    Ok((id, text(&answer, "/AccessKey/SecretAccessKey")?))
}

fn iam(stage: &Stage, words: &str) -> Result<Run> {
    Ok(stage.admin()?.arg("iam").words(words))
}

/// Creates something, and answers with its ARN.
fn create(stage: &mut Stage, what: &str, words: &str) -> Result<String> {
    let run = iam(stage, words)?.words(&format!("--query {what}.Arn --output text"));
    let said = stage.tell(run)?;
    Ok(said.stdout.trim().to_owned())
}

fn allow(stage: &mut Stage, words: &str, name: &str, document: &str) -> Result {
    stage.home.write(&format!("{name}.json"), document)?;
    let naming = format!("--policy-name {name} --policy-document file://{name}.json");
    let run = iam(stage, words)?.words(&naming);
    stage.tell(run).map(drop)
}

fn policy(statements: &Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}

fn allowing(actions: &[&str], resource: &str) -> Value {
    json!({ "Effect": "Allow", "Action": actions, "Resource": resource })
}

fn trust(user: &str) -> String {
    let principal = json!({ "AWS": user });
    let statement =
        json!({ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" });
    policy(&json!([statement]))
}

fn user_policy(role: &str) -> String {
    policy(&json!([allowing(&["sts:AssumeRole"], role)]))
}

fn role_policy() -> String {
    let bucket = format!("arn:aws:s3:::{BUCKET}");
    let instances = [
        "ec2:RunInstances",
        "ec2:DescribeInstances",
        "ec2:TerminateInstances",
    ];
    policy(&json!([
        allowing(&["s3:ListBucket"], &bucket),
        allowing(&["s3:PutObject", "s3:GetObject"], &format!("{bucket}/*")),
        allowing(&["sns:Publish"], "*"),
        allowing(&instances, "*"),
    ]))
}
