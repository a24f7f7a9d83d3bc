//! Running other people's programs, so that a failure names the command.

use std::{
    env,
    ffi::{OsStr, OsString},
    fmt::Write as _,
    io::{BufRead, BufReader, ErrorKind},
    path::Path,
    process::{Command, ExitStatus, Output, Stdio},
};

use crate::failure::{Failure, Result};

/// A command to run, with nothing on its standard input.
pub(crate) struct Run {
    command: Command,
    shown: String,
}

/// What a command said.
pub(crate) struct Said {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        let name = Path::new(program).file_name().unwrap_or(program);
        Self {
            command,
            shown: name.to_string_lossy().into_owned(),
        }
    }

    /// Cargo, without the variables that `cargo run` sets: build scripts that watch them would run again.
    pub(crate) fn cargo() -> Self {
        let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut run = Self::new(program).dir(&crate::workspace::root());
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                run.command.env_remove(&name);
            }
        }
        run
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        let arg = arg.as_ref();
        _ = write!(self.shown, " {}", quoted(&arg.to_string_lossy()));
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// Arguments that hold no space, as one would type them.
    pub(crate) fn words(self, words: &str) -> Self {
        self.args(words.split_whitespace())
    }

    pub(crate) fn dir(mut self, dir: &Path) -> Self {
        self.command.current_dir(dir);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Exactly these variables and no others.
    pub(crate) fn only_env<'a>(
        mut self,
        vars: impl IntoIterator<Item = (&'a String, &'a OsString)>,
    ) -> Self {
        self.command.env_clear().envs(vars);
        self
    }

    /// The command line as a person would type it. Never a secret: those travel in the environment.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// Runs it with its output on ours.
    pub(crate) fn run(mut self) -> Result {
        let status = self.command.status();
        let status = status.map_err(|error| cannot_run(&self.shown, &error))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` {}", self.shown, ended(status))))
    }

    /// Runs it and keeps what it said, whether it did well or not.
    pub(crate) fn capture(mut self) -> Result<Said> {
        let output = self.command.output();
        let Output {
            status,
            stdout,
            stderr,
        } = output.map_err(|error| cannot_run(&self.shown, &error))?;
        Ok(Said {
            status,
            stdout: String::from_utf8_lossy(&stdout).into_owned(),
            stderr: String::from_utf8_lossy(&stderr).into_owned(),
        })
    }

    /// Runs it silently; its output is shown only where it failed. Returns its standard output.
    pub(crate) fn quiet(self) -> Result<String> {
        let shown = self.shown.clone();
        let said = self.capture()?;
        if said.status.success() {
            return Ok(said.stdout);
        }
        let words = format!("{}\n{}", said.stdout.trim_end(), said.stderr.trim_end());
        Err(Failure::new(format!(
            "`{shown}` {}:\n{}",
            ended(said.status),
            words.trim()
        )))
    }

    /// Runs it with its output on ours, and hands every line of its standard output to `each` too.
    pub(crate) fn watch(mut self, mut each: impl FnMut(&str)) -> Result {
        let child = self.command.stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| cannot_run(&self.shown, &error))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                each(&line);
            }
        }
        let status = child
            .wait()
            .map_err(|error| cannot_run(&self.shown, &error))?;
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` {}", self.shown, ended(status))))
    }

    /// The command itself, for what none of the above does.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }
}

/// Whether a program of this name is on PATH and answers.
pub(crate) fn answers(program: &str, arg: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(arg).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The failure of a program that did not start, with what to install where it is not there.
pub(crate) fn cannot_run(shown: &str, error: &std::io::Error) -> Failure {
    if error.kind() != ErrorKind::NotFound {
        return Failure::new(format!("cannot run `{shown}`: {error}"));
    }
    let program = shown.split(' ').next().unwrap_or(shown);
    let failure = Failure::new(format!("`{program}` is not installed, or not on PATH"));
    match what_to_install(program) {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}

fn what_to_install(program: &str) -> Option<&'static str> {
    match program {
        "node" | "npm" => {
            Some("install Node.js 20 or newer with npm (nodejs.org, or your package manager)")
        }
        "python" | "python3" => Some(
            "install Python 3.10 or newer with its venv module (Debian: apt-get install python3-venv)",
        ),
        "cargo" => Some("install Rust by rustup (rustup.rs)"),
        "git" => Some("install git"),
        _ => None,
    }
}

fn ended(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("ended with exit code {code}"),
        None => format!("was stopped ({status})"),
    }
}

/// An argument as a shell would want it, for reading only.
fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,~".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        return arg.to_owned();
    }
    format!("'{arg}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_says_what_to_install() {
        let missing = std::io::Error::from(ErrorKind::NotFound);
        let text = cannot_run("npm ci --silent", &missing).to_string();
        assert!(text.contains("`npm` is not installed"), "{text}");
        assert!(text.contains("hint: install Node.js"), "{text}");
    }

    #[test]
    fn a_command_shows_as_one_would_type_it() {
        let run = Run::new("/usr/bin/aws").args(["s3", "cp", "a b", "s3://x/y"]);
        assert_eq!(run.shown(), "aws s3 cp 'a b' s3://x/y");
    }
}
