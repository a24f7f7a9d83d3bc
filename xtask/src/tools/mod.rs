//! What the tests and the demo need and the clone does not hold: installed under the target folder, once per lockfile.

pub(crate) mod browser;
mod debian;
pub(crate) mod keyring;
mod node;
pub(crate) use node::{link_folder, npm};
mod python;

use std::{fs, path::Path, path::PathBuf};

use crate::{
    failure::{Failure, Result},
    workspace,
};

/// Other people's clients, ready to run.
pub(crate) struct Clients {
    /// A `node_modules` folder: the official SDKs, and `keyward` itself.
    pub(crate) node_modules: PathBuf,
    /// A Python virtual environment with the AWS CLI and boto3.
    pub(crate) venv: PathBuf,
}

impl Clients {
    /// Whether this machine has what installing takes: known in a second, before minutes of building.
    pub(crate) fn check() -> Result {
        node::check()?;
        python::check()
    }

    /// Installs what is missing. The registries are asked only where a lockfile changed.
    pub(crate) fn install() -> Result<Self> {
        let (node, python) = std::thread::scope(|scope| {
            let python = scope.spawn(python::venv);
            let node = node::modules();
            (node, python.join())
        });
        let venv = python.map_err(|_| Failure::new("installing the Python clients panicked"))??;
        Ok(Self {
            node_modules: node?,
            venv,
        })
    }

    /// How tests find them; `acceptance/clients/README.md` explains the names.
    pub(crate) fn variables(&self) -> [(&'static str, &Path); 2] {
        [
            ("KEYWARD_NODE_MODULES", &self.node_modules),
            ("KEYWARD_VENV", &self.venv),
        ]
    }

    /// A program of the virtual environment.
    pub(crate) fn python_program(&self, name: &str) -> PathBuf {
        python::program(&self.venv, name)
    }
}

/// moto's server, installed where it is missing.
pub(crate) fn moto_server() -> Result<PathBuf> {
    Ok(python::program(&python::moto()?, "moto_server"))
}

/// The folder of programs that holds cargo-zigbuild and zig, installed where they are missing.
pub(crate) fn zig() -> Result<PathBuf> {
    python::check()?;
    let zigbuild = python::program(&python::zig()?, "cargo-zigbuild");
    Ok(zigbuild.parent().unwrap_or(&zigbuild).to_path_buf())
}

/// The folder that all of it is installed in.
fn home() -> Result<PathBuf> {
    let home = workspace::target()?.join("clients");
    fs::create_dir_all(&home).map_err(Failure::io("create", &home))?;
    Ok(home)
}

/// What was installed last time, written beside it when all had gone well.
struct Stamp {
    path: PathBuf,
    wanted: Vec<u8>,
}

impl Stamp {
    fn new(folder: &Path, lockfile: &Path) -> Result<Self> {
        let wanted = fs::read(lockfile).map_err(Failure::io("read", lockfile))?;
        let path = folder.join(".installed");
        Ok(Self { path, wanted })
    }

    fn is_current(&self) -> bool {
        fs::read(&self.path).is_ok_and(|installed| installed == self.wanted)
    }

    fn clear(&self) {
        _ = fs::remove_file(&self.path);
    }

    fn write(&self) -> Result {
        fs::write(&self.path, &self.wanted).map_err(Failure::io("write", &self.path))
    }
}
