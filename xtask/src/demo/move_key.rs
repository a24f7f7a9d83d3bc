//! A key leaves plaintext: init, import, explain, link.

use super::{
    account,
    stage::{Stage, must},
    traces,
};
use crate::failure::Result;

const CREDENTIALS: &str = ".aws/credentials";
const CONFIG: &str = ".aws/config";
const IDENTITY: &str = ".config/keyward/identity.txt";
/// A line of the user's own in the credentials file: `import` must leave it as it is.
const COMMENT: &str = "# the key of the app's developer";

/// Where most keys lie today.
pub(super) fn plaintext(stage: &mut Stage) -> Result {
    let (id, secret) = account::access_key(stage)?;
    let credentials =
        format!("{COMMENT}\n[dev]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
    stage.home.write(CREDENTIALS, &credentials)?;
    let role = &stage.role;
    let config =
        format!("[profile app]\nrole_arn = {role}\nsource_profile = dev\nregion = us-east-1\n");
    stage.home.write(CONFIG, &config)?;
    show(stage, CREDENTIALS)?;
    show(stage, CONFIG)?;
    stage.aws_takes_role("the key should be able to take the role")?;
    let found = traces::files_with(stage.home.path(), &secret)?.found;
    must(
        found.len() == 1,
        "the secret should lie in the credentials file, and there only",
    )?;
    stage.proof("it works, and whoever reads that file has the key for ever");
    Ok(())
}

/// An identity file opens this vault: a machine that runs the demo may have no keyring and nobody to type.
pub(super) fn init(stage: &mut Stage) -> Result {
    let identity = stage.home.file(IDENTITY);
    let run = stage
        .keyward()
        .args(["init", "--unlock", "file", "--identity"])
        .arg(&identity);
    stage.tell(run)?;
    must(
        identity.is_file(),
        "init should have made the identity file",
    )?;
    stage.home.set("KEYWARD_IDENTITY_FILE", identity);
    stage.proof("a vault, opened by an identity file outside it");
    Ok(())
}

pub(super) fn import(stage: &mut Stage) -> Result {
    let run = stage.keyward().args(["import", "--profile", "dev"]);
    stage.tell(run)?;
    let file = stage.home.read(CREDENTIALS)?;
    show(stage, CREDENTIALS)?;
    must(
        file.contains("credential_process"),
        "the file should hold a pointer",
    )?;
    must(
        !file.contains("aws_secret_access_key"),
        "the file should hold no secret any more",
    )?;
    must(
        file.starts_with(COMMENT),
        "the user's own lines should be as they were",
    )?;
    stage.proof("the file holds a pointer instead of the key, and is else as it was");
    Ok(())
}

pub(super) fn explain(stage: &mut Stage) -> Result {
    let run = stage.keyward().args(["explain", "app"]);
    let said = stage.tell(run)?;
    must(
        said.stdout.contains("vault"),
        "the plan should start in the vault",
    )?;
    must(
        said.stdout.contains(":role/app"),
        "the plan should name the role",
    )?;
    stage.proof("the plan: the vault's entry dev, then AssumeRole");
    Ok(())
}

pub(super) fn link(stage: &mut Stage) -> Result {
    let run = stage.keyward().args(["link", "app"]);
    stage.tell(run)?;
    let file = stage.home.read(CONFIG)?;
    show(stage, CONFIG)?;
    must(
        file.contains("[keyward app]"),
        "the role's keys should stand in [keyward app]",
    )?;
    must(
        file.contains("credential_process"),
        "[profile app] should hold a pointer",
    )?;
    stage.proof("[profile app] points at keyward, which reads the role in [keyward app]");
    Ok(())
}

fn show(stage: &Stage, file: &str) -> Result {
    println!("   ~/{file}");
    stage.show(&stage.home.read(file)?);
    Ok(())
}
