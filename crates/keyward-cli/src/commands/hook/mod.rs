//! `keyward hook`: no key gets into a commit.

mod text;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use keyward_core::{Error, ErrorCode, Result, disk::Disk};
use serde_json::json;

use crate::{git, own_path::own_path, screen};

const FILE: &str = "pre-commit";
const MODE: u32 = 0o755;

#[derive(Args)]
pub(crate) struct Hook {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Have git look for AWS keys in what is staged, before every commit
    Install(Options),
    /// Take keyward's lines out of the hook
    Remove(Options),
}

#[derive(Args)]
#[command(after_help = "Examples:
  keyward hook install       in a repository: before each commit, `keyward scan --staged` runs
  keyward hook remove
  git commit --no-verify     goes past every hook

A pre-commit hook that is there already, if it is a shell script, keeps its lines: keyward's stand before them, between two
comments. Where core.hooksPath is set, the hook goes there.")]
struct Options {
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

impl Hook {
    pub(super) fn json(&self) -> bool {
        match &self.command {
            Command::Install(options) | Command::Remove(options) => options.json,
        }
    }
}

pub(super) fn run(hook: &Hook) -> Result<()> {
    let path = git::hooks(Path::new("."))?.join(FILE);
    let before = read(&path)?;
    let (after, done) = match &hook.command {
        Command::Install(_) => {
            let lines = text::lines(&own_path()?)?;
            (
                Some(text::with(before.as_deref(), &lines).ok_or_else(|| no_shell(&path))?),
                "installed",
            )
        }
        Command::Remove(_) => (before.as_deref().and_then(text::without), "removed"),
    };
    let changed = after != before;
    match &after {
        Some(after) if changed => write(&path, after)?,
        None if changed => drop(Disk::real().remove(&path)?),
        _ => {}
    }
    tell(hook, &path, done, changed);
    Ok(())
}

fn read(path: &Path) -> Result<Option<String>> {
    let bytes = Disk::real().read(path)?;
    // What is no text is a program: it is left alone.
    bytes
        .map(|bytes| String::from_utf8(bytes).map_err(|_| no_shell(path)))
        .transpose()
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::new(
                ErrorCode::FileUnwritable,
                format!("{}: {error}", folder.display()),
            )
        })?;
    }
    Disk::real().write_atomic(path, text.as_bytes(), MODE)?;
    executable(path)
}

/// The old file's mode was kept: a hook that may not be run is none.
#[cfg(unix)]
fn executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let set = std::fs::metadata(path).and_then(|meta| {
        let mode = meta.permissions().mode() | 0o111;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    });
    set.map_err(|error| {
        Error::new(
            ErrorCode::FileUnwritable,
            format!("{}: {error}", path.display()),
        )
    })
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the shape of the Unix one")]
fn executable(_path: &Path) -> Result<()> {
    Ok(())
}

fn no_shell(path: &Path) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("{} is there already, and no shell script", path.display()),
    )
    .with_hint("let it run `keyward scan --staged` itself, and end where that does not end with 0")
}

fn tell(hook: &Hook, path: &PathBuf, done: &str, changed: bool) {
    if hook.json() {
        return screen::print_json(&json!({ "hook": path, "changed": changed }));
    }
    screen::print(&match changed {
        true => format!("{done}: {}", path.display()),
        false => format!("nothing to do: {}", path.display()),
    });
}
