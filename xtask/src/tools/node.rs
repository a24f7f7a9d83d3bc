//! Packages for Node.js, as `package-lock.json` pins them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Stamp;
use crate::{
    command::Run,
    failure::{Failure, Result},
    workspace,
};

/// The oldest Node.js that the SDK for JavaScript and keyward run on.
const OLDEST: u32 = 20;

/// The folder `node_modules` with the pinned packages and a link to the clone's own `keyward`.
pub(super) fn modules() -> Result<PathBuf> {
    let folder = super::home()?.join("node");
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let source = workspace::file("acceptance/clients/node");
    let stamp = Stamp::new(&folder, &source.join("package-lock.json"))?;
    let modules = folder.join("node_modules");
    if !stamp.is_current() || !modules.is_dir() {
        stamp.clear();
        install(&source, &folder)?;
        stamp.write()?;
    }
    link_keyward(&modules)?;
    Ok(modules)
}

/// Node and npm are here, and new enough.
pub(super) fn check() -> Result {
    npm().arg("--version").quiet()?;
    let version = Run::new("node").arg("--version").quiet()?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(
            Failure::new(format!("Node.js {} is too old", version.trim()))
                .with_hint(format!("install Node.js {OLDEST} or newer")),
        ),
    }
}

fn install(source: &Path, folder: &Path) -> Result {
    for name in ["package.json", "package-lock.json"] {
        let to = folder.join(name);
        fs::copy(source.join(name), &to).map_err(Failure::io("write", &to))?;
    }
    let flags = [
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-progress",
    ];
    npm().args(flags).dir(folder).quiet()?;
    Ok(())
}

/// npm, which is a batch file on Windows.
pub(crate) fn npm() -> Run {
    Run::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn link_keyward(modules: &Path) -> Result {
    let link = modules.join("keyward");
    let package = workspace::file("bindings/node");
    if fs::read_link(&link).is_ok_and(|there| there == package) {
        return Ok(());
    }
    _ = fs::remove_file(&link);
    link_folder(&package, &link)
}

/// Makes `link` stand for the folder `to`.
pub(crate) fn link_folder(to: &Path, link: &Path) -> Result {
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(to, link);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(to, link);
    made.map_err(Failure::io("link", link))
}
