//! What no compiler checks: where secrets may be read, and what must never be committed.

mod expose;
mod leaks;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    command::Run,
    failure::{Failure, Result},
    workspace,
};

/// A file of the clone, as text.
struct Source {
    /// Its path from the root, with `/`.
    path: String,
    text: String,
}

/// Runs every lint of this folder.
pub(crate) fn check() -> Result {
    let sources = sources()?;
    let mut findings = expose::findings(&sources)?;
    findings.extend(leaks::findings(&sources, &leaks::Here::read()));
    if findings.is_empty() {
        println!("   {} files read, nothing found", sources.len());
        return Ok(());
    }
    for finding in &findings {
        println!("   {finding}");
    }
    Err(Failure::new(format!("{} findings", findings.len())))
}

/// No text file below `folder` holds what must not leave this machine.
pub(crate) fn check_folder(folder: &Path) -> Result {
    let mut sources = Vec::new();
    add_sources(folder, &mut sources)?;
    let findings = leaks::findings(&sources, &leaks::Here::read());
    match findings.as_slice() {
        [] => Ok(()),
        findings => Err(Failure::new(findings.join("\n       "))),
    }
}

fn add_sources(folder: &Path, sources: &mut Vec<Source>) -> Result {
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let path = entry.map_err(Failure::io("read", folder))?.path();
        match path.is_dir() {
            true => add_sources(&path, sources)?,
            false => sources.extend(read(&path.to_string_lossy(), path.clone())),
        }
    }
    Ok(())
}

/// Every text file that is committed, or would be by `git add`.
fn sources() -> Result<Vec<Source>> {
    let root = workspace::root();
    let flags = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let list = Run::new("git").args(flags).dir(&root).quiet()?;
    let paths = list.split('\0').filter(|path| !path.is_empty());
    Ok(paths
        .filter_map(|path| read(path, root.join(path)))
        .collect())
}

/// None for what is no text, and for a file that is deleted but not yet committed as such.
fn read(path: &str, file: PathBuf) -> Option<Source> {
    Some(Source {
        path: path.to_owned(),
        text: String::from_utf8(fs::read(file).ok()?).ok()?,
    })
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
