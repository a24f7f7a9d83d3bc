//! The user's own proof: a command with the new key in its environment, that ends with 0.

use std::{process::Stdio, time::Duration};

use keyward_core::{Credentials, Error, ErrorCode, Result};
use tokio::process::Command;

use super::{
    prove::{PATIENCE, PAUSE},
    run::Run,
    words,
};
use crate::{selecting_variables::selects_credentials, unlock::shell_words};

/// For one try.
const LONGEST: Duration = Duration::from_secs(120);

/// Tries again and again: a service may hear of a key later than STS.
pub(super) async fn until_it_ends_well(
    run: &Run<'_>,
    line: &str,
    credentials: &Credentials,
) -> Result<()> {
    let deadline = run.now() + PATIENCE;
    loop {
        match once(run, line, credentials).await {
            Err(error) if run.now() > deadline => {
                return Err(words::proof_failed(
                    &error,
                    line,
                    &credentials.access_key_id,
                ));
            }
            Err(_) => run.options.clock.pause(PAUSE).await,
            Ok(()) => return Ok(()),
        }
    }
}

async fn once(run: &Run<'_>, line: &str, credentials: &Credentials) -> Result<()> {
    let (program, flag) = shell_words();
    let variables = run.engine.world().vars().into_iter();
    let variables = variables.filter(|(name, _)| !selects_credentials(name));
    let mut command = Command::new(program);
    command.arg(flag).arg(line).env_clear();
    command
        .envs(variables)
        .env("AWS_ACCESS_KEY_ID", &credentials.access_key_id)
        .env(
            "AWS_SECRET_ACCESS_KEY",
            credentials.secret_access_key.expose(),
        )
        .env("AWS_EC2_METADATA_DISABLED", "true");
    if let Some(region) = &run.plan.settings.region {
        command.env("AWS_REGION", &region.value);
        command.env("AWS_DEFAULT_REGION", &region.value);
    }
    command
        .stdin(Stdio::null())
        // Its words are for the person; ours on stdout may be read by a program.
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true);
    let status = tokio::time::timeout(LONGEST, command.status()).await;
    match status {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(status)) => Err(failed(format!("ended with {status}"))),
        Ok(Err(error)) => Err(failed(format!("could not be started: {error}"))),
        Err(_) => Err(failed("did not end within two minutes".to_owned())),
    }
}

fn failed(why: String) -> Error {
    Error::new(ErrorCode::Unexpected, why)
}
