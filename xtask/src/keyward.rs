//! Building keyward, for the commands that run it.

use std::path::PathBuf;

use crate::{
    addon,
    command::Run,
    failure::Result,
    workspace::{self, Profile},
};

/// What a build gave.
pub(crate) struct Built {
    /// The command.
    pub(crate) command: PathBuf,
    /// The Node addon, in its place in `bindings/node`.
    pub(crate) addon: PathBuf,
}

/// Builds the command and the Node addon, in one run of cargo so that they share every crate.
pub(crate) fn build(profile: Profile) -> Result<Built> {
    let packages = ["--package", "keyward-cli", "--package", "keyward-node"];
    let mut run = Run::cargo().args(["build", "--locked"]).args(packages);
    if profile == Profile::Release {
        run = run.arg("--release");
    }
    run.run()?;
    Ok(Built {
        command: workspace::keyward(profile)?,
        addon: addon::place(profile)?,
    })
}
