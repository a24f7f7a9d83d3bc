//! One program, run in an environment that holds only what the test gave it.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    io::Write,
    path::Path,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{Home, ground};

/// A program and its arguments.
pub struct Run {
    program: OsString,
    args: Vec<OsString>,
    env: BTreeMap<OsString, OsString>,
    stdin: Vec<u8>,
    folder: Option<std::path::PathBuf>,
    shows_credentials: bool,
    _held: Option<TempDir>,
}

/// What it printed and how it ended. Checked for secrets already.
#[derive(Debug)]
pub struct Output {
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// A program with the PATH and nothing else in its environment.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut env = BTreeMap::new();
        if let Some(path) = std::env::var_os("PATH") {
            env.insert("PATH".into(), path);
        }
        Self {
            program: program.as_ref().to_owned(),
            args: Vec::new(),
            env,
            stdin: Vec::new(),
            folder: None,
            shows_credentials: false,
            _held: None,
        }
    }

    /// One more argument.
    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// Several arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// One more variable.
    #[must_use]
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.env
            .insert(name.as_ref().to_owned(), value.as_ref().to_owned());
        self
    }

    /// In this home, against the ground's sandbox.
    #[must_use]
    pub fn at(self, home: &Home) -> Self {
        home.variables()
            .into_iter()
            .fold(self, |run, (name, value)| run.env(name, value))
    }

    /// The same program, started by another one whose arguments end where a command may follow.
    #[must_use]
    pub fn under(mut self, outer: &Self) -> Self {
        let mut args = outer.args.clone();
        args.push(std::mem::replace(&mut self.program, outer.program.clone()));
        args.append(&mut self.args);
        self.args = args;
        self
    }

    /// In this working folder.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// What it reads.
    #[must_use]
    pub fn stdin(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.stdin = text.into();
        self
    }

    /// Its very job is to print credentials (`process`, `export`): standard output is not searched.
    #[must_use]
    pub fn shows_credentials(mut self) -> Self {
        self.shows_credentials = true;
        self
    }

    pub(crate) fn holding(mut self, folder: TempDir) -> Self {
        self._held = Some(folder);
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// It cannot be started, or a secret appears in what it printed.
    #[must_use]
    pub fn run(&self) -> Output {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{:?}: {error}", self.program));
        let mut stdin = child.stdin.take().expect("piped");
        // A program that does not read its stdin closes it: not our affair.
        let _ = stdin.write_all(&self.stdin);
        drop(stdin);
        let output = child.wait_with_output().expect("its output");
        let output = Output {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        self.watch(&output);
        output
    }

    /// Starts it and leaves it running, with its standard output to be read. What it prints is not
    /// searched for secrets.
    ///
    /// # Panics
    /// It cannot be started.
    #[must_use]
    pub fn spawn(&self) -> Child {
        self.command()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{:?}: {error}", self.program))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).env_clear().envs(&self.env);
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    fn watch(&self, output: &Output) {
        let what = format!("{:?} {:?}", self.program, self.args);
        ground().assert_no_secret(&format!("stderr of {what}"), &output.stderr);
        if !self.shows_credentials {
            ground().assert_no_secret(&format!("stdout of {what}"), &output.stdout);
        }
        let args = self.args.iter().map(|arg| arg.to_string_lossy());
        ground().assert_no_secret(&format!("argv of {what}"), &args.collect::<String>());
    }
}

impl Output {
    /// The same, for a program that must end well.
    ///
    /// # Panics
    /// It did not.
    #[must_use]
    pub fn success(self) -> Self {
        assert_eq!(
            self.code, 0,
            "stdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        self
    }

    /// Standard output as JSON.
    ///
    /// # Panics
    /// It is not.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in {:?}\nstderr: {}", self.stdout, self.stderr))
    }

    /// As [`Output::assert_error`], for words that the argument parser chose.
    ///
    /// # Panics
    /// Something is missing.
    pub fn assert_error_words(&self, code: i32, says: &[&str]) {
        assert_eq!(self.code, code, "{}", self.stderr);
        for text in says {
            assert!(self.stderr.contains(text), "{text:?} in {}", self.stderr);
        }
    }

    /// Asserts the exit code, the two-line form of errors, and texts that must be in them.
    ///
    /// # Panics
    /// Something is missing.
    pub fn assert_error(&self, code: i32, says: &[&str]) {
        assert_eq!(
            self.code, code,
            "stdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        for text in says {
            assert!(self.stderr.contains(text), "{text:?} in {}", self.stderr);
        }
    }
}
