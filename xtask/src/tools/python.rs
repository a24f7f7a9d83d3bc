//! A Python virtual environment, as `requirements.txt` pins it.

use std::path::{Path, PathBuf};

use super::Stamp;
use crate::{
    command::Run,
    failure::{Failure, Result},
    workspace,
};

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// Python is here, with what makes a virtual environment (Debian ships that apart).
pub(super) fn check() -> Result {
    let run = Run::new(PYTHON).args(["-c", "import ensurepip, venv"]);
    match run.capture()?.status.success() {
        true => Ok(()),
        false => Err(Failure::new(format!("`{PYTHON}` has no venv module"))
            .with_hint("install it (Debian: apt-get install python3-venv)")),
    }
}

/// The virtual environment with the pinned clients.
pub(super) fn venv() -> Result<PathBuf> {
    environment("venv", "acceptance/clients/python/requirements.txt")
}

/// The one with moto, which the bench alone needs.
pub(super) fn moto() -> Result<PathBuf> {
    environment("moto", "acceptance/clients/moto/requirements.txt")
}

/// The one with zig, which packaging for other Linuxes alone needs.
pub(super) fn zig() -> Result<PathBuf> {
    environment("zig", "xtask/zig-requirements.txt")
}

fn environment(name: &str, requirements: &str) -> Result<PathBuf> {
    let folder = super::home()?.join(name);
    let requirements = workspace::file(requirements);
    let stamp = Stamp::new(&folder, &requirements)?;
    if !stamp.is_current() || !works(&folder) {
        stamp.clear();
        install(&folder, &requirements)?;
        stamp.write()?;
    }
    Ok(folder)
}

/// A program of the virtual environment.
pub(super) fn program(venv: &Path, name: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    venv.join(folder)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A virtual environment points at the Python that made it, which may be gone since.
fn works(venv: &Path) -> bool {
    let python = Run::new(program(venv, "python")).arg("--version");
    python.capture().is_ok_and(|said| said.status.success())
}

fn install(venv: &Path, requirements: &Path) -> Result {
    Run::new(PYTHON)
        .args(["-m", "venv", "--clear"])
        .arg(venv)
        .quiet()?;
    let flags = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ];
    Run::new(program(venv, "python"))
        .args(flags)
        .arg(requirements)
        .quiet()?;
    Ok(())
}
