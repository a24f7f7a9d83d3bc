//! `keyward trust`: let a project file name the profile of its folder.

use std::path::{Path, PathBuf};

use clap::Args;
use keyward_core::{Error, ErrorCode, Result};
use serde_json::json;

use crate::{
    context,
    project::{self, FILE_NAME, Found, Project, TrustList},
    screen,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward trust                     the .keyward.toml of this folder, or of the nearest folder above
  keyward trust ../shop/.keyward.toml
  keyward trust --list
  keyward trust --remove

A .keyward.toml says which profile the commands use in its folder and below:
  profile = \"prod\"
  region = \"eu-west-1\"               may be left out; AWS_REGION wins over it

A PROFILE on the command line and AWS_PROFILE win over it. Trust holds for this path, owner and content:
any change asks again. A file of another user, or one that everybody may write, is never used.")]
pub(crate) struct Trust {
    /// The project file, or its folder [default: .keyward.toml here or in the nearest folder above]
    file: Option<PathBuf>,
    /// Show what is trusted
    #[arg(long, conflicts_with_all = ["file", "remove"])]
    list: bool,
    /// Trust it no longer
    #[arg(long)]
    remove: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(trust: &Trust) -> Result<()> {
    let trusted = TrustList::of(&context::engine().world().paths().keyward_home);
    if trust.list {
        return list(trust, &trusted);
    }
    if trust.remove {
        return remove(trust, &trusted);
    }
    let file = match &trust.file {
        Some(path) => Found::open(&in_folder(path))?,
        None => project::find()?.ok_or_else(nothing_here)?,
    };
    let project = Project::read(file)?;
    trusted.add(&project.file)?;
    tell(trust, &project);
    Ok(())
}

fn tell(trust: &Trust, project: &Project) {
    let file = project.file.path.display().to_string();
    if trust.json {
        screen::print_json(&json!({
            "file": file,
            "profile": project.profile,
            "region": project.region,
        }));
        return;
    }
    let region = match &project.region {
        Some(region) => format!(", region {region}"),
        None => String::new(),
    };
    screen::print(&format!(
        "Trusted {file}: profile {}{region}",
        project.profile
    ));
}

fn list(trust: &Trust, trusted: &TrustList) -> Result<()> {
    let all = trusted.all()?;
    if trust.json {
        screen::print_json(&json!(all));
        return Ok(());
    }
    if all.is_empty() {
        screen::print("No project file is trusted.");
    }
    for file in all {
        screen::print(&file.path);
    }
    Ok(())
}

/// A file that is gone can be forgotten too.
fn remove(trust: &Trust, trusted: &TrustList) -> Result<()> {
    let path = match &trust.file {
        Some(path) => in_folder(path),
        None => nearest().ok_or_else(nothing_here)?,
    };
    let path = path.canonicalize().or_else(|_| std::path::absolute(&path));
    let path = path.map_err(|error| Error::new(ErrorCode::InvalidArgument, error.to_string()))?;
    if !trusted.remove(&path)? {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{}: was not trusted", path.display()),
        )
        .with_hint("see `keyward trust --list`"));
    }
    if trust.json {
        screen::print_json(&json!({ "removed": path.display().to_string() }));
    } else {
        screen::print(&format!("No longer trusted: {}", path.display()));
    }
    Ok(())
}

/// Whoever owns it: to forget needs no look inside.
fn nearest() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    let mut files = folder.ancestors().map(|folder| folder.join(FILE_NAME));
    files.find(|file| file.exists())
}

fn in_folder(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join(FILE_NAME)
    } else {
        path.to_owned()
    }
}

fn nothing_here() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("there is no {FILE_NAME} in this folder or above"),
    )
    .with_hint("write one with the line: profile = \"NAME\"")
}
