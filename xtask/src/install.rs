//! `cargo xtask install`: the command into cargo's folder, the Node package as one tarball for this host.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    addon,
    failure::{Failure, Result},
    keyward,
    package::{self, Native, pack, platform::Platform, sizes},
    report::Report,
    workspace::Profile,
};

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let root = match args {
        [] => cargo_home()?,
        [flag, dir] if flag == "--root" => absolute(dir)?,
        [flag] if flag == "--root" => return Err(Failure::new("--root needs a folder")),
        [other, ..] => return Err(crate::unknown_argument("install", other)),
    };
    let mut report = Report::new();
    let done = all(&mut report, &root);
    report.table();
    let Some((command, tarball)) = done else {
        return Ok(ExitCode::FAILURE);
    };
    println!("\ninstalled {}", command.display());
    println!("in your project:\n\n    npm i {}\n", tarball.display());
    say_if_not_on_path(&command);
    Ok(ExitCode::SUCCESS)
}

fn all(report: &mut Report, root: &Path) -> Option<(PathBuf, PathBuf)> {
    let built = report.step("release build (some minutes)", || {
        keyward::build(Profile::Release)
    })?;
    let native = Native {
        command: built.command,
        addon: built.addon,
    };
    report.step("sizes", || sizes::check(&native))?;
    let tarball = report.step("Node package", || tarball(&native))?;
    let command = report.step("command", || place(&native.command, root))?;
    Some((command, tarball))
}

/// One self-contained tarball: the package with this host's native part inside.
fn tarball(native: &Native) -> Result<PathBuf> {
    let here = Platform::here()?;
    package::contained(&package::folder(here)?, here, native, pack::once)
}

fn place(command: &Path, root: &Path) -> Result<PathBuf> {
    let folder = root.join("bin");
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let to = folder.join(command.file_name().unwrap_or_default());
    addon::replace(command, &to)?;
    Ok(to)
}

fn cargo_home() -> Result<PathBuf> {
    let named = env::var_os("CARGO_INSTALL_ROOT").or_else(|| env::var_os("CARGO_HOME"));
    if let Some(path) = named {
        return Ok(path.into());
    }
    let home = env::home_dir().map(|home| home.join(".cargo"));
    home.ok_or_else(|| {
        Failure::new("there is no home folder").with_hint("name a folder with --root")
    })
}

fn absolute(dir: &str) -> Result<PathBuf> {
    std::path::absolute(dir).map_err(Failure::io("use", Path::new(dir)))
}

fn say_if_not_on_path(command: &Path) {
    let folder = command.parent();
    let path = env::var_os("PATH").unwrap_or_default();
    if !env::split_paths(&path).any(|entry| Some(entry.as_path()) == folder) {
        let folder = folder.unwrap_or(command).display();
        println!("{folder} is not on your PATH: add it there");
    }
}
