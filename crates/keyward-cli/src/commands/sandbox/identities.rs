//! `keyward sandbox identities`: who can sign requests, in every account.

use clap::Args;
use keyward_core::{Error, ErrorCode, Result};
use serde::{Deserialize, Serialize};

use super::{running, snapshot};
use crate::screen;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward sandbox identities
  keyward sandbox identities --json

Each user with an active access key, by account; the keys are the sandbox's own and open nothing else.
It asks the sandbox that KEYWARD_SANDBOX_CONTROL and KEYWARD_SANDBOX_CONTROL_TOKEN name, as keyward
sandbox prints them.")]
pub(super) struct Identities {
    /// Print the answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    account_id: String,
    user_name: Option<String>,
    access_key_id: String,
    secret_access_key: String,
}

pub(super) fn run(asked: &Identities) -> Result<()> {
    let body = running::get("/identities")?.ok_or_else(snapshot::older)?;
    let all: Vec<Identity> = serde_json::from_slice(&body).map_err(|error| {
        Error::new(
            ErrorCode::Unexpected,
            format!("the sandbox's answer cannot be read: {error}"),
        )
        .with_hint("is it a sandbox of the same version as this command?")
    })?;
    if asked.json {
        screen::print_json(&serde_json::json!(all));
        return Ok(());
    }
    for one in &all {
        let name = one.user_name.as_deref().unwrap_or("(root)");
        screen::print(&format!(
            "{}  {name:<20}  {}  {}",
            one.account_id, one.access_key_id, one.secret_access_key
        ));
    }
    Ok(())
}
