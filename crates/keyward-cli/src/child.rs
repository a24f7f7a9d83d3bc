//! A child process that gets one identity and no other.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    path::Path,
    process::Command,
};

use keyward_core::{Credentials, Paths, exec_variables};
use keyward_profile::Settings;

use crate::{exit::Exit, generated_files::GeneratedFiles};

/// Our environment without anything that selects credentials.
///
/// `KEYWARD_RESOLVING` stays: a program below a `credential_process` that asks keyward for the profile
/// that is just being resolved is a circle, through `exec` too.
pub(crate) fn without_credentials() -> BTreeMap<OsString, OsString> {
    std::env::vars_os()
        .filter(|(name, _)| !selects_credentials(name))
        .collect()
}

fn selects_credentials(name: &OsStr) -> bool {
    name.to_str().is_some_and(keyward::selects_credentials)
}

/// What the child sees: our environment without anything that selects credentials, and with these.
pub(crate) fn environment(
    credentials: &Credentials,
    settings: &Settings,
    files: &GeneratedFiles,
    hidden: &Paths,
) -> BTreeMap<OsString, OsString> {
    let mut vars = without_credentials();
    let mut set = |name: &str, value: &str| {
        vars.insert(name.into(), value.into());
    };
    set("AWS_ACCESS_KEY_ID", &credentials.access_key_id);
    set(
        "AWS_SECRET_ACCESS_KEY",
        credentials.secret_access_key.expose(),
    );
    if let Some(token) = &credentials.session_token {
        set("AWS_SESSION_TOKEN", token.expose());
    }
    if let Some(expiry) = credentials.expiration {
        set("AWS_CREDENTIAL_EXPIRATION", &expiry.to_string());
    }
    if let Some(account) = &credentials.account_id {
        set("AWS_ACCOUNT_ID", account);
    }
    if let Some(region) = &settings.region {
        set("AWS_REGION", &region.value);
        set("AWS_DEFAULT_REGION", &region.value);
    }
    set("AWS_EC2_METADATA_DISABLED", "true");
    files.set_in(&mut vars);
    leave_a_trace(&mut vars, files, hidden);
    vars
}

/// Tells a keyward below the child where the user's files are, for the profiles that it is asked for
/// by name: in the generated files they have no roles.
fn leave_a_trace(vars: &mut BTreeMap<OsString, OsString>, files: &GeneratedFiles, hidden: &Paths) {
    // The child may change its folder.
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut set = |name: &str, path: &Path| vars.insert(name.into(), path.into());
    set(exec_variables::GENERATED_CONFIG, &files.config);
    set(exec_variables::AWS_CONFIG, &absolute(&hidden.aws_config));
    set(
        exec_variables::AWS_CREDENTIALS,
        &absolute(&hidden.aws_credentials),
    );
}

/// Runs the command in our place. On Unix it becomes this process, so signals and the exit code
/// need no forwarding; the answer is only ever a failure to start it.
pub(crate) fn run(command: &[OsString], vars: &BTreeMap<OsString, OsString>) -> Exit {
    let mut child = Command::new(&command[0]);
    child.args(&command[1..]).env_clear().envs(vars);
    let error = start(&mut child);
    match error {
        Ok(exit) => exit,
        Err(error) => not_started(&command[0], &error),
    }
}

#[cfg(unix)]
fn start(child: &mut Command) -> std::io::Result<Exit> {
    use std::os::unix::process::CommandExt;
    Err(child.exec())
}

#[cfg(not(unix))]
fn start(child: &mut Command) -> std::io::Result<Exit> {
    let status = child.status()?;
    Ok(Exit::Child(
        u8::try_from(status.code().unwrap_or(1)).unwrap_or(1),
    ))
}

/// As `env` does: 127 where there is no such command, 126 where it cannot be run.
fn not_started(program: &OsString, error: &std::io::Error) -> Exit {
    let found = error.kind() != std::io::ErrorKind::NotFound;
    let error = keyward_core::Error::new(
        keyward_core::ErrorCode::InvalidArgument,
        format!("{}: {error}", program.to_string_lossy()),
    )
    .with_hint(if found {
        "is the file executable?"
    } else {
        "is the command installed, and on the PATH?"
    });
    crate::screen::error(&error);
    Exit::Child(if found { 126 } else { 127 })
}

/// Runs a program beside us and returns its code, 128 + n where signal n ended it. A signal that
/// the terminal sends reaches both; we leave the decision to the program.
pub(crate) fn spawn_and_wait(child: Command, program: &OsString) -> Exit {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let status = runtime.and_then(|runtime| {
        runtime.block_on(async {
            let mut child = tokio::process::Command::from(child).spawn()?;
            wait(&mut child).await
        })
    });
    match status {
        Ok(status) => Exit::Child(code_of(status)),
        Err(error) => not_started(program, &error),
    }
}

#[cfg(unix)]
async fn wait(child: &mut tokio::process::Child) -> std::io::Result<std::process::ExitStatus> {
    use rustix::process::{Pid, Signal, kill_process};
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut quit = signal(SignalKind::quit())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let pid = child
        .id()
        .and_then(|id| i32::try_from(id).ok())
        .and_then(Pid::from_raw);
    let forward = |signal| {
        if let Some(pid) = pid {
            // The child may have ended in this instant; then there is nobody to tell.
            let _ = kill_process(pid, signal);
        }
    };
    loop {
        tokio::select! {
            status = child.wait() => return status,
            _ = interrupt.recv() => if !crate::terminal::is_there() { forward(Signal::INT) },
            _ = quit.recv() => if !crate::terminal::is_there() { forward(Signal::QUIT) },
            _ = terminate.recv() => forward(Signal::TERM),
            _ = hang_up.recv() => forward(Signal::HUP),
        }
    }
}

#[cfg(not(unix))]
async fn wait(child: &mut tokio::process::Child) -> std::io::Result<std::process::ExitStatus> {
    child.wait().await
}

fn code_of(status: std::process::ExitStatus) -> u8 {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            return u8::try_from(128 + signal).unwrap_or(u8::MAX);
        }
    }
    u8::try_from(status.code().unwrap_or(1)).unwrap_or(1)
}
