//! The load generator and its companions: examples of the sandbox's crate, built in release.

use std::path::{Path, PathBuf};

use crate::{
    command::Run,
    failure::{Failure, Result},
    workspace,
};

/// Connections of the load generator, and seconds of one turn.
const CONNECTIONS: &str = "8";
const SECONDS: &str = "3";

pub(super) struct Examples(PathBuf);

impl Examples {
    pub(super) fn build() -> Result<Self> {
        eprintln!("building the load generator …");
        let build = [
            "build",
            "--locked",
            "--release",
            "--package",
            "keyward-sandbox",
        ];
        Run::cargo().args(build).arg("--examples").run()?;
        Ok(Self(workspace::target()?.join("release/examples")))
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.0
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Replays a request; how many a second were answered with 200.
    pub(super) fn replay(&self, address: &str, request: &Path) -> Result<f64> {
        let run = Run::new(self.program("replay")).arg(address).arg(request);
        let said = run.args([CONNECTIONS, SECONDS]).quiet()?;
        let number = said.split(' ').next().and_then(|text| text.parse().ok());
        number.ok_or_else(|| Failure::new(format!("the load generator said `{}`", said.trim())))
    }

    /// Puts objects of 1 KiB.
    pub(super) fn fill(&self, address: &str, bucket: &str, count: usize) -> Result {
        let run = Run::new(self.program("fill")).args([address, bucket]);
        run.arg(count.to_string()).quiet()?;
        Ok(())
    }
}
