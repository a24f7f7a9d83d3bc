//! The three systems that can run something every day.

use std::{io, path::PathBuf, process::Command};

use clap::ValueEnum;
use keyward_core::{Error, ErrorCode, Result, World};

use super::{launchd, plan::Plan, systemd, windows};

/// Whose files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// A systemd timer of the user's (Linux)
    Systemd,
    /// A launchd agent (macOS); untested
    Launchd,
    /// A task of the Task Scheduler (Windows); untested
    Windows,
}

/// A file to be written, and its text.
pub(super) type File = (PathBuf, String);

impl Kind {
    /// That of this machine.
    pub(super) fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::Launchd
        } else if cfg!(windows) {
            Self::Windows
        } else {
            Self::Systemd
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Systemd => "systemd",
            Self::Launchd => "launchd",
            Self::Windows => "windows",
        }
    }

    /// Whether nobody has tried it yet.
    pub(super) fn is_untested(self) -> bool {
        self != Self::Systemd
    }

    pub(super) fn files(self, world: &World, plan: &Plan) -> Result<Vec<File>> {
        let folder = self.folder(world)?;
        Ok(match self {
            Self::Systemd => vec![
                (folder.join(systemd::SERVICE), systemd::service(plan)),
                (folder.join(systemd::TIMER), systemd::timer(plan)),
            ],
            Self::Launchd => vec![(folder.join(launchd::FILE), launchd::agent(plan))],
            Self::Windows => vec![(folder.join(windows::FILE), windows::task(plan))],
        })
    }

    /// Where its files lie, whether they are there or not.
    pub(super) fn paths(self, world: &World) -> Result<Vec<PathBuf>> {
        let folder = self.folder(world)?;
        let names: &[&str] = match self {
            Self::Systemd => &[systemd::SERVICE, systemd::TIMER],
            Self::Launchd => &[launchd::FILE],
            Self::Windows => &[windows::FILE],
        };
        Ok(names.iter().map(|name| folder.join(name)).collect())
    }

    fn folder(self, world: &World) -> Result<PathBuf> {
        if self == Self::Windows {
            return Ok(world.paths().keyward_home);
        }
        let home = world.home().ok_or_else(|| {
            Error::new(ErrorCode::InvalidArgument, "there is no home folder").with_hint("set HOME")
        })?;
        Ok(match self {
            Self::Launchd => home.join("Library/LaunchAgents"),
            _ => world
                .var("XDG_CONFIG_HOME")
                .map_or_else(|| home.join(".config"), PathBuf::from)
                .join("systemd/user"),
        })
    }

    /// What has the system take the files in.
    pub(super) fn starting(self, files: &[PathBuf]) -> Vec<Vec<String>> {
        match self {
            Self::Systemd => systemd::starting(),
            Self::Launchd => launchd::starting(files),
            Self::Windows => windows::starting(files),
        }
    }

    /// What has the system let go, before the files are removed.
    pub(super) fn stopping(self, files: &[PathBuf]) -> Vec<Vec<String>> {
        match self {
            Self::Systemd => systemd::stopping(),
            Self::Launchd => launchd::stopping(files),
            Self::Windows => windows::stopping(),
        }
    }
}

/// Runs commands until one fails; what is left to be run by hand, and why.
pub(super) fn run_all(commands: &[Vec<String>]) -> Option<(String, String)> {
    for (index, words) in commands.iter().enumerate() {
        if let Err(why) = run(words) {
            let rest = commands[index..].iter().map(|words| words.join(" "));
            return Some((rest.collect::<Vec<_>>().join(" && "), why));
        }
    }
    None
}

/// Runs one command; what it printed, or why it failed.
pub(super) fn run(words: &[String]) -> std::result::Result<String, String> {
    let output = Command::new(&words[0]).args(&words[1..]).output();
    match output {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().next().unwrap_or("it said nothing");
            Err(format!("{}: {line}", words[0]))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("{} is not there", words[0]))
        }
        Err(error) => Err(format!("{}: {error}", words[0])),
    }
}

/// Words of a command.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}
