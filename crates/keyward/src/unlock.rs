//! What opens the vault here: an identity file, the keyring, a passphrase from a command or a person.

use std::{
    io::Read,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

use keyward_core::{Error, ErrorCode, Result, Secret, World};
use keyward_vault::{Unlock, VaultInfo};
use zeroize::Zeroizing;

use crate::mfa::MfaQuestion;

/// Where `keyward init --unlock file` puts an identity when no path is named, below the user's
/// configuration folder: never inside `KEYWARD_HOME`.
pub const DEFAULT_IDENTITY: &str = "keyward/identity.txt";

/// A person may be behind the command (a password manager that asks for a touch).
const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody who can be asked. The engine itself never prompts.
pub trait Ask: Send + Sync {
    /// The passphrase of the vault in `home`; `None` where there is nobody to ask.
    ///
    /// # Errors
    /// `prompt_unavailable` or `timeout`, where asking itself failed.
    fn passphrase(&self, home: &Path) -> Result<Option<Secret>>;

    /// A code of an MFA device; `None` where there is nobody to ask.
    ///
    /// # Errors
    /// As [`Ask::passphrase`].
    fn mfa_code(&self, _question: &MfaQuestion) -> Result<Option<Secret>> {
        Ok(None)
    }

    /// The code of this moment of a device whose seed the vault has was used; the next one comes in `wait`.
    fn mfa_wait(&self, _serial: &str, _wait: Duration) {}
}

/// Nobody to ask: servers, and Node programs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Ask for Nobody {
    fn passphrase(&self, _home: &Path) -> Result<Option<Secret>> {
        Ok(None)
    }
}

/// `KEYWARD_IDENTITY_FILE`, else the default place where one lies there.
#[must_use]
pub fn default_identity_file(world: &World) -> Option<PathBuf> {
    let config = world
        .var("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| world.home().map(|home| home.join(".config")))?;
    Some(config.join(DEFAULT_IDENTITY))
}

pub(crate) struct Unlocker<'a> {
    pub(crate) world: &'a World,
    pub(crate) home: &'a Path,
    pub(crate) ask: &'a Arc<dyn Ask>,
}

impl Unlock for Unlocker<'_> {
    fn identity_file(&mut self) -> Option<PathBuf> {
        if let Some(path) = self.world.var("KEYWARD_IDENTITY_FILE") {
            return Some(path.into());
        }
        default_identity_file(self.world).filter(|path| path.exists())
    }

    fn passphrase(&mut self, _info: &VaultInfo) -> Result<Option<Secret>> {
        match passphrase_from_environment(self.world)? {
            Some(passphrase) => Ok(Some(passphrase)),
            None => self.ask.passphrase(self.home),
        }
    }

    fn keyring(&mut self) -> bool {
        true
    }
}

/// What `KEYWARD_PASSPHRASE_COMMAND` prints, `None` where it is not set.
///
/// # Errors
/// `vault_locked`: the command failed or printed nothing.
pub fn passphrase_from_environment(world: &World) -> Result<Option<Secret>> {
    world
        .var("KEYWARD_PASSPHRASE_COMMAND")
        .map(|command| passphrase_from_command(world, &command))
        .transpose()
}

/// The first line that the user's command prints.
fn passphrase_from_command(world: &World, command: &str) -> Result<Secret> {
    let failed = |why: String| {
        Error::new(
            ErrorCode::VaultLocked,
            format!("KEYWARD_PASSPHRASE_COMMAND {why}"),
        )
        .with_hint("the command must print the passphrase on its first line and end with 0")
    };
    let mut child = shell(command)
        .env_clear()
        .envs(world.vars())
        .env_remove("KEYWARD_PASSPHRASE_COMMAND")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(|error| failed(format!("could not be started: {error}")))?;
    let reader = child.stdout.take().map(read_in_background);
    let status = wait(&mut child).map_err(|error| failed(format!("was lost: {error}")))?;
    let Some(status) = status else {
        return Err(failed(format!(
            "gave no answer within {} s",
            PATIENCE.as_secs()
        )));
    };
    if !status.success() {
        return Err(failed(format!("ended with {status}")));
    }
    let stdout = reader
        .and_then(|reader| reader.join().ok())
        .unwrap_or_default();
    let text = std::str::from_utf8(&stdout).map_err(|_| failed("printed no UTF-8".to_owned()))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(Secret::new(line)),
        _ => Err(failed("printed nothing".to_owned())),
    }
}

fn read_in_background(mut stdout: ChildStdout) -> JoinHandle<Zeroizing<Vec<u8>>> {
    std::thread::spawn(move || {
        let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
        // What was read before a fault is judged like any other answer.
        let _ = stdout.read_to_end(&mut bytes);
        bytes
    })
}

/// Waits for the command; one that takes too long is ended, and has no status.
fn wait(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn shell(command: &str) -> Command {
    let (program, flag) = shell_words();
    let mut shell = Command::new(program);
    shell.arg(flag).arg(command);
    shell
}

/// The shell that AWS's tools run a command line through.
pub(crate) fn shell_words() -> (&'static str, &'static str) {
    if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    }
}
