//! Programs do their work through the role: JavaScript, the AWS CLI, and one that knows nothing of keyward.

use std::fs;

use super::{
    account::{BUCKET, ROLE},
    stage::{Stage, must},
};
use crate::{
    failure::{Failure, Result},
    tools, workspace,
};

/// A number of the range that is reserved for fiction.
const PHONE: &str = "+12065550100";
const PROJECT: &str = "project";

/// `examples/sdk-v3/app.mjs`, in a project of its own as a user has one.
pub(super) fn javascript(stage: &mut Stage) -> Result {
    project(stage)?;
    let run = stage.program("node").arg("app.mjs");
    let run = run
        .dir(&stage.home.file(PROJECT))
        .env("BUCKET", BUCKET)
        .env("PHONE_NUMBER", PHONE)
        .env("AMI", "ami-0abcdef1234567890");
    let said = stage.tell(run)?;
    let caller = format!(":assumed-role/{ROLE}/");
    must(
        said.stdout.contains(&caller),
        "the program should act as the role",
    )?;
    must(
        said.stdout.contains("terminated"),
        "the instance should be gone",
    )?;
    sms_arrived(stage, &said.stdout)?;
    stage.proof(
        "it acted as the role; S3 gave back what was put; the instance ran and was terminated",
    );
    Ok(())
}

/// The sandbox keeps what SNS would have sent.
fn sms_arrived(stage: &Stage, said: &str) -> Result {
    let outbox = stage.sandbox.look("/sms")?.to_string();
    let id = said
        .lines()
        .find_map(|line| line.strip_prefix("sns: sent "))
        .unwrap_or_default();
    must(
        !id.is_empty() && outbox.contains(id),
        "the SMS should be in the sandbox's outbox",
    )?;
    must(
        outbox.contains(PHONE),
        "the SMS should have gone to its number",
    )?;
    stage.proof(&format!(
        "the SMS {id} to {PHONE} is in the sandbox's outbox"
    ));
    Ok(())
}

pub(super) fn aws_cli(stage: &mut Stage) -> Result {
    stage.aws_takes_role("the CLI should act as the role")?;
    let note = "written before the demo, read back by the AWS CLI";
    stage.home.write("note.txt", note)?;
    let object = format!("s3://{BUCKET}/note.txt");
    for (from, to) in [("note.txt", object.as_str()), (&object, "back.txt")] {
        let run = stage
            .aws()
            .args(["s3", "cp", from, to, "--profile", "app", "--no-progress"]);
        stage.tell(run)?;
    }
    must(
        stage.home.read("back.txt")? == note,
        "S3 should give back what was put",
    )?;
    stage.proof("the same role, without a key of its own; a file went to S3 and came back");
    Ok(())
}

/// The program takes whatever the SDK's own chain finds.
pub(super) fn exec(stage: &mut Stage) -> Result {
    let run = stage
        .keyward()
        .args(["exec", "app", "--", "node", "v3-default.mjs"]);
    let run = run.dir(&stage.home.file(PROJECT));
    let said = stage.tell(run)?;
    must(
        said.stdout.contains(&format!(":assumed-role/{ROLE}/")),
        "the program should act as the role",
    )?;
    must(
        said.stdout.contains("\"accessKeyId\":\"ASIA"),
        "the key should be a session's",
    )?;
    stage.proof("an unchanged program got a session of the role, and nothing else");
    Ok(())
}

/// A folder with the programs, and the packages beside them.
fn project(stage: &Stage) -> Result {
    let folder = stage.home.file(PROJECT);
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let clients = "acceptance/clients/node";
    let sources = [
        "examples/sdk-v3/app.mjs".to_owned(),
        format!("{clients}/v3-default.mjs"),
        format!("{clients}/whoami.mjs"),
    ];
    for source in sources.map(|source| workspace::file(&source)) {
        let to = folder.join(source.file_name().unwrap_or_default());
        fs::copy(&source, &to).map_err(Failure::io("copy", &source))?;
    }
    tools::link_folder(&stage.clients.node_modules, &folder.join("node_modules"))
}
