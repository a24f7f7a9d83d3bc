//! Where the programs under test and the judges are. `cargo xtask test` builds and installs them, and
//! names them in variables.

use std::path::{Path, PathBuf};

use crate::Run;

/// The root of the clone.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("acceptance lies in the clone")
        .to_owned()
}

/// The command under test.
#[must_use]
pub fn keyward() -> Run {
    Run::new(named("KEYWARD_BIN"))
}

/// Node, as it is on the PATH.
#[must_use]
pub fn node() -> Run {
    Run::new("node")
}

/// Node with a program, told where the pinned packages are.
///
/// Node looks for packages beside a program, so the program's folder is copied beside a link to them.
#[must_use]
pub fn node_program(folder: &Path, program: &str) -> Run {
    let stage = tempfile::tempdir().expect("a temporary folder");
    copy_folder(folder, stage.path());
    link(
        &named("KEYWARD_NODE_MODULES"),
        &stage.path().join("node_modules"),
    );
    node().arg(stage.path().join(program)).holding(stage)
}

/// One of `acceptance/clients/node`.
#[must_use]
pub fn client_program(program: &str) -> Run {
    node_program(&repository().join("acceptance/clients/node"), program)
}

/// The virtual environment's Python with one of `acceptance/clients/python`.
#[must_use]
pub fn python(program: &str) -> Run {
    python_program(&repository().join("acceptance/clients/python").join(program))
}

/// The virtual environment's Python with a program.
#[must_use]
pub fn python_program(program: &Path) -> Run {
    Run::new(named("KEYWARD_VENV").join("bin/python")).arg(program)
}

/// The AWS CLI.
#[must_use]
pub fn aws() -> Run {
    let bin = named("KEYWARD_VENV").join("bin");
    Run::new(bin.join("python")).arg(bin.join("aws"))
}

fn named(variable: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(
        || panic!("{variable} is not set: run these tests with `cargo xtask test`"),
        PathBuf::from,
    )
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the program's folder") {
        let entry = entry.expect("an entry of the folder");
        if entry.file_type().expect("its type").is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("linked");
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    std::os::windows::fs::symlink_dir(to, at).expect("linked");
}

/// One of this crate's examples, which cargo builds beside the tests.
#[must_use]
pub fn rust_program(name: &str) -> Run {
    let test = std::env::current_exe().expect("the test's own path");
    let built = test
        .parent()
        .and_then(Path::parent)
        .expect("tests lie in deps/");
    Run::new(built.join("examples").join(name))
}
