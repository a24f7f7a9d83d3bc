//! A command of the user's, with the key as JSON on stdin: the keys of the answer of
//! `aws iam create-access-key`, and whose it is.

use std::{process::Stdio, time::Duration};

use keyward_core::{Error, ErrorCode, Result};
use keyward_profile::KeyPair;
use serde::Serialize;
use tokio::{io::AsyncWriteExt, process::Command};
use zeroize::Zeroizing;

use super::Run;
use crate::unlock::shell_words;

/// It may ask another machine; then it is given up.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Document<'a> {
    profile: &'a str,
    access_key_id: &'a str,
    secret_access_key: &'a str,
}

pub(super) async fn write(run: &Run<'_>, line: &str, key: &KeyPair) -> Result<()> {
    let document = document(run, key);
    let (program, flag) = shell_words();
    let mut child = Command::new(program)
        .arg(flag)
        .arg(line)
        .env_clear()
        .envs(run.engine.world().vars())
        .stdin(Stdio::piped())
        // Its words are for the person; ours on stdout may be read by a program.
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(&format!("could not be started: {error}")))?;
    let given = child.stdin.take();
    let told = async {
        if let Some(mut stdin) = given {
            // One that does not read to the end closes it: its exit code tells whether that was right.
            let _ = stdin.write_all(&document).await;
        }
        child.wait().await
    };
    let status = tokio::time::timeout(PATIENCE, told)
        .await
        .map_err(|_| {
            Error::new(
                ErrorCode::Timeout,
                "the command did not end within two minutes",
            )
        })?
        .map_err(|error| failed(&format!("could not be waited for: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(failed(&format!("ended with {status}")))
}

fn document(run: &Run<'_>, key: &KeyPair) -> Zeroizing<Vec<u8>> {
    let document = Document {
        profile: run.profile.as_str(),
        access_key_id: &key.access_key_id,
        secret_access_key: key.secret_access_key.expose(),
    };
    // Room enough that it never grows: growing would leave a copy behind.
    let mut json = Zeroizing::new(Vec::with_capacity(1024 + 6 * run.profile.as_str().len()));
    serde_json::to_writer(&mut *json, &document).expect("text is always JSON");
    json
}

fn failed(why: &str) -> Error {
    Error::new(ErrorCode::Unexpected, format!("the command {why}"))
        .with_hint("what it wrote to stderr stands above")
}
