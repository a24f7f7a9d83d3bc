//! What a thief gets: a session, for as long as it lasts.

use serde_json::{Value, json};

use super::stage::{Stage, must, text};
use crate::{command::Run, failure::Result};

pub(super) fn refused(stage: &mut Stage) -> Result {
    let stolen = session(stage)?;
    let run = thief(stage, &stolen)?;
    stage.tell(run)?;
    stage.proof("a thief who copies a session can use it …");
    let id = text(&stolen, "/AccessKeyId")?;
    stage
        .sandbox
        .order("/sessions/expire", &json!({ "accessKeyId": id }))?;
    let run = thief(stage, &stolen)?;
    let said = stage.try_out(run)?;
    must(
        !said.status.success(),
        "an expired session should be refused",
    )?;
    must(
        said.stderr.contains("ExpiredToken"),
        "the refusal should be ExpiredToken",
    )?;
    stage.proof("… until it has expired: ExpiredToken");
    fresh(stage, &id)
}

/// The owner just asks again.
fn fresh(stage: &mut Stage, expired: &str) -> Result {
    let new = session(stage)?;
    must(
        text(&new, "/AccessKeyId")? != expired,
        "keyward should have made a new session",
    )?;
    let run = thief(stage, &new)?;
    stage.tell(run)?;
    stage.proof("keyward made a fresh session from the key in the vault");
    Ok(())
}

fn session(stage: &mut Stage) -> Result<Value> {
    let run = stage.keyward().args(["process", "app"]);
    stage.ask(run, &["/SecretAccessKey", "/SessionToken"])
}

/// Somebody else's computer: no keyward, no files, only the copied session.
fn thief(stage: &Stage, session: &Value) -> Result<Run> {
    let run = stage
        .aws_whoami()
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    let run = run
        .env("AWS_DEFAULT_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", text(session, "/AccessKeyId")?);
    let run = run.env("AWS_SECRET_ACCESS_KEY", text(session, "/SecretAccessKey")?);
    Ok(run.env("AWS_SESSION_TOKEN", text(session, "/SessionToken")?))
}
