//! `cargo xtask install`: the command into cargo's folder, the Node package as one tarball for this host.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    addon, elf,
    failure::{Failure, Result},
    keyward::{self, Built},
    report::Report,
    tools,
    workspace::{self, Profile},
};

const MEGABYTE: u64 = 1_000_000;
const COMMAND_BELOW: u64 = 20 * MEGABYTE;
const ADDON_BELOW: u64 = 15 * MEGABYTE;

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
    report.step("sizes", || check(&built))?;
    let tarball = report.step("Node package", pack)?;
    let command = report.step("command", || place(&built.command, root))?;
    Some((command, tarball))
}

fn check(built: &Built) -> Result {
    check_size(&built.command, COMMAND_BELOW)?;
    check_size(&built.addon, ADDON_BELOW)
}

fn check_size(file: &Path, below: u64) -> Result {
    let bytes = fs::read(file).map_err(Failure::io("read", file))?;
    let size = bytes.len() as u64;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    println!("   {name}: {:.1} MB", size as f64 / MEGABYTE as f64);
    if size >= below {
        return Err(Failure::new(format!(
            "{name} is not below {} MB",
            below / MEGABYTE
        )));
    }
    if elf::has_symbols(&bytes) {
        return Err(Failure::new(format!("{name} is not stripped")));
    }
    Ok(())
}

/// One self-contained tarball: the package with this host's addon inside.
fn pack() -> Result<PathBuf> {
    let folder = workspace::target()?.join("package");
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let run = tools::npm()
        .args(["pack", "--json", "--ignore-scripts", "--pack-destination"])
        .arg(&folder);
    let said = run.dir(&workspace::file("bindings/node")).quiet()?;
    let tarball = contents(&said)?;
    Ok(folder.join(tarball))
}

/// The tarball's name, once it is known to hold the addon.
fn contents(said: &str) -> Result<String> {
    let answer: serde_json::Value = serde_json::from_str(said)
        .map_err(|error| Failure::new(format!("`npm pack --json` did not answer JSON: {error}")))?;
    let packed = answer
        .as_array()
        .and_then(|list| list.first())
        .unwrap_or(&answer["keyward"]);
    let files = packed["files"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if !files.iter().any(|file| file["path"] == addon::file_name()) {
        return Err(
            Failure::new(format!("the package does not hold {}", addon::file_name()))
                .with_hint("see `files` in bindings/node/package.json"),
        );
    }
    match packed["filename"].as_str() {
        Some(name) => Ok(name.to_owned()),
        None => Err(Failure::new("`npm pack` named no file")),
    }
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
