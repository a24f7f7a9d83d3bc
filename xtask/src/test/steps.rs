//! The steps of `cargo xtask test`, one function each.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::counts::Counts;
use crate::{
    addon,
    command::Run,
    failure::{Failure, Result},
    report::Ink,
    tools::Clients,
    workspace::{self, Profile},
};

pub(super) fn formatting() -> Result {
    let colour = if Ink::for_stdout().is_on() {
        "always"
    } else {
        "never"
    };
    Run::cargo()
        .words("fmt --all --check -- --color")
        .arg(colour)
        .run()
}

pub(super) fn clippy() -> Result {
    let flags = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    Run::cargo().args(flags).run()
}

pub(super) fn build() -> Result {
    Run::cargo()
        .args(["build", "--locked", "--workspace", "--all-targets"])
        .run()?;
    addon::place(Profile::Dev)?;
    Ok(())
}

/// The unit and integration tests that need nothing but Rust.
pub(super) fn quick_tests(counts: &mut Counts) -> Result {
    let flags = [
        "test",
        "--locked",
        "--workspace",
        "--exclude",
        "acceptance",
        "--no-fail-fast",
    ];
    Run::cargo()
        .args(flags)
        .env("CI", "true")
        .watch(|line| counts.read_cargo(line))
}

pub(super) fn rust_tests(clients: &Clients, keyring: bool, counts: &mut Counts) -> Result {
    let flags = ["test", "--locked", "--workspace", "--no-fail-fast"];
    let mut run = with_variables(Run::cargo().args(flags), clients)?;
    if keyring {
        run = run.env("KEYWARD_REQUIRE_KEYRING", "1");
    }
    run.watch(|line| counts.read_cargo(line))
}

pub(super) fn node_tests(clients: &Clients, counts: &mut Counts) -> Result {
    let files = node_test_files()?;
    if files.is_empty() {
        return Err(Failure::new("bindings/node/test holds no test"));
    }
    let run = Run::new("node")
        .args(["--test", "--test-reporter=tap"])
        .args(files);
    let run = run.dir(&workspace::file("bindings/node"));
    with_variables(run, clients)?.watch(|line| counts.read_node(line))
}

/// `*.test.mjs`, `*.test.cjs`, `*.test.js`, in folders too: Node 20 expands no pattern and takes no folder.
fn node_test_files() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    add_tests(&workspace::file("bindings/node/test"), &mut files)?;
    files.sort();
    Ok(files)
}

fn add_tests(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    let entries = fs::read_dir(folder).map_err(Failure::io("read", folder))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            add_tests(&path, files)?;
        } else if is_test(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_test(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".test.mjs", ".test.cjs", ".test.js"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn with_variables(run: Run, clients: &Clients) -> Result<Run> {
    let run = run
        .env("CI", "true")
        .env("KEYWARD_BIN", workspace::keyward(Profile::Dev)?);
    let variables = clients.variables();
    Ok(variables
        .into_iter()
        .fold(run, |run, (name, value)| run.env(name, value)))
}
