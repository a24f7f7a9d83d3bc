//! `keyward sandbox snapshot`: the whole state of a running sandbox, to start another one with.

use std::path::PathBuf;

use clap::Args;
use keyward_core::{Error, ErrorCode, Result, disk::Disk};

use super::running;
use crate::screen;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward sandbox snapshot --output state.json
  keyward sandbox --seed state.json      another sandbox in the same state

It holds every secret of the sandbox: access keys, sessions, MFA seeds. It asks the sandbox that
KEYWARD_SANDBOX_CONTROL and KEYWARD_SANDBOX_CONTROL_TOKEN name, as keyward sandbox prints them.")]
pub(super) struct Snapshot {
    /// A file to write, readable for you alone [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(asked: &Snapshot) -> Result<()> {
    let body = running::get("/snapshot")?.ok_or_else(older)?;
    match &asked.output {
        Some(file) => Disk::real().write_atomic(file, &body, 0o600),
        None => {
            screen::print(&String::from_utf8_lossy(&body));
            Ok(())
        }
    }
}

/// A sandbox of another version.
pub(super) fn older() -> Error {
    Error::new(
        ErrorCode::NotSupported,
        "the running sandbox does not know this question",
    )
    .with_hint("start it with the same keyward as this command")
}
