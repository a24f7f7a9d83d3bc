//! Another program that prints credentials (AWS SDKs and Tools Reference Guide, "Process credential
//! provider"). Our own runner, because the SDK's takes no guard against running in a circle and
//! answers in its own error words.

use std::{process::Stdio, time::Duration};

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result, World};
use keyward_profile::{Located, SensitiveCommand};
use tokio::{
    io::AsyncReadExt,
    process::{Child, Command},
};
use zeroize::Zeroizing;

use crate::{
    process_document::{ProcessDocument, RESOLVING},
    unlock::shell_words,
};

/// Where the AWS CLI keeps the profiles that its `configure export-credentials` is resolving, so as not
/// to run in a circle; comma-separated.
const AWS_CLI_CHAIN: &str = "_AWS_CLI_PROFILE_CHAIN";

/// So many profiles in a row, as the AWS CLI has it.
const DEEPEST: usize = 4;

/// A program may ask a person, who has a minute; then it is given up.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where Node gives a child up, too (`child_process.exec`, `maxBuffer`).
const LONGEST_OUTPUT: u64 = 1024 * 1024;

pub(super) async fn fetch(
    world: &World,
    profile: &ProfileName,
    command: &Located<SensitiveCommand>,
    account_id: Option<&str>,
) -> Result<Credentials> {
    refuse_circle(world, profile)?;
    let place = format!(
        "{}: credential_process of profile {:?} ({})",
        command.location,
        profile.as_str(),
        command.value
    );
    let marks = [(RESOLVING, resolving(world, profile))];
    let text = run(world, &command.value, &marks)
        .await
        .map_err(|error| error.in_context(&place))?;
    let mut credentials = ProcessDocument::read(&text).map_err(|error| error.in_context(&place))?;
    if credentials.account_id.is_none() {
        credentials.account_id = account_id.map(str::to_owned);
    }
    if credentials.usable_at(world.now()) {
        return Ok(credentials);
    }
    Err(Error::new(
        ErrorCode::ExpiredCredentials,
        format!("{place}: the credentials that it printed have expired"),
    )
    .with_hint("run the command by itself to see why it gives old credentials"))
}

/// What a command of the user's prints, with `marks` in its environment.
///
/// # Errors
/// `credential_process_failed` or `timeout`, in words for behind the command's name.
pub(crate) async fn run(
    world: &World,
    command: &SensitiveCommand,
    marks: &[(&str, String)],
) -> Result<Zeroizing<String>> {
    within(PATIENCE, output(start(world, command, marks)?)).await
}

fn start(world: &World, command: &SensitiveCommand, marks: &[(&str, String)]) -> Result<Child> {
    let (program, flag) = shell_words();
    Command::new(program)
        .arg(flag)
        .arg(command.as_secret().expose())
        .env_clear()
        .envs(world.vars())
        .envs(marks.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(format!("could not be started: {error}")))
}

/// The child dies with this future.
async fn output(mut child: Child) -> Result<Zeroizing<String>> {
    let unreadable = |error| failed(format!("could not be read: {error}"));
    let stdout = child.stdout.take().expect("it is piped");
    let mut text = Zeroizing::new(Vec::new());
    let mut bounded = stdout.take(LONGEST_OUTPUT + 1);
    let length = bounded.read_to_end(&mut text).await.map_err(unreadable)?;
    if length as u64 > LONGEST_OUTPUT {
        return Err(failed("printed more than a mebibyte"));
    }
    let status = child.wait().await.map_err(unreadable)?;
    if !status.success() {
        return Err(failed(format!("ended with {status}")));
    }
    String::from_utf8(text.to_vec())
        .map(Zeroizing::new)
        .map_err(|_| failed("printed something that is not UTF-8"))
}

async fn within<T>(patience: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::time::timeout(patience, work).await.map_err(|_| {
        let seconds = patience.as_secs_f32();
        Error::new(
            ErrorCode::Timeout,
            format!("gave no answer within {seconds} s"),
        )
    })?
}

/// A keyward, or an `aws configure export-credentials`, above us is running a `credential_process` to
/// find this very profile; or each asks the next one without end.
fn refuse_circle(world: &World, profile: &ProfileName) -> Result<()> {
    for variable in [RESOLVING, AWS_CLI_CHAIN] {
        let chain = world.var(variable).unwrap_or_default();
        let above: Vec<&str> = chain.split(',').filter(|name| !name.is_empty()).collect();
        if above.contains(&profile.as_str()) {
            return Err(circle(profile, &above));
        }
        if above.len() >= DEEPEST {
            return Err(too_deep(profile, &above));
        }
    }
    Ok(())
}

fn circle(profile: &ProfileName, above: &[&str]) -> Error {
    let message = format!(
        "profile \"{profile}\": its credential_process asks keyward for the same profile again ({} -> {profile})",
        above.join(" -> ")
    );
    Error::new(ErrorCode::RecursiveProcess, message)
        .with_hint("store its key with `keyward add`, or take the credential_process line out")
}

fn too_deep(profile: &ProfileName, above: &[&str]) -> Error {
    let message = format!(
        "profile \"{profile}\": {DEEPEST} credential_process lines in a row each ask for another profile ({} -> {profile})",
        above.join(" -> ")
    );
    Error::new(ErrorCode::RecursiveProcess, message)
        .with_hint("let one of them name a profile that has credentials of its own")
}

fn resolving(world: &World, profile: &ProfileName) -> String {
    match world.var(RESOLVING) {
        Some(above) => format!("{above},{profile}"),
        None => profile.to_string(),
    }
}

fn failed(why: impl Into<String>) -> Error {
    Error::new(ErrorCode::CredentialProcessFailed, why.into())
        .with_hint("run the command by itself; what it wrote to stderr stands above")
}

#[cfg(test)]
mod tests {
    use keyward_core::Timestamp;

    use super::*;

    #[test]
    fn a_circle_is_refused_at_any_depth() {
        let profile: ProfileName = "a".parse().unwrap();
        for variable in [RESOLVING, AWS_CLI_CHAIN] {
            let above = |names: &str| {
                let world = World::fake(Timestamp::from_unix(0)).with_env([(variable, names)]);
                refuse_circle(&world, &profile)
            };
            assert!(above("").is_ok());
            assert!(above("b,ab").is_ok());
            for chain in ["a,b", "b,c,d,e"] {
                let error = above(chain).unwrap_err();
                assert_eq!(error.code(), ErrorCode::RecursiveProcess, "{chain}");
            }
        }
    }

    fn started(command: &str) -> Child {
        let world = World::fake(Timestamp::from_unix(0)).with_env([("PATH", "/usr/bin:/bin")]);
        start(&world, &SensitiveCommand::new(command), &[]).unwrap()
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_that_never_ends_is_given_up() {
        let silent = within(
            Duration::from_millis(100),
            output(started("exec sleep 600")),
        )
        .await;
        assert_eq!(silent.unwrap_err().code(), ErrorCode::Timeout);
        let endless = output(started("exec yes")).await.unwrap_err();
        assert_eq!(endless.code(), ErrorCode::CredentialProcessFailed);
        assert_eq!(endless.message(), "printed more than a mebibyte");
    }
}
