//! `keyward unlink`: undo `keyward link`.

use clap::Args;
use keyward_core::{ProfileName, Result};
use serde_json::json;

use crate::{context, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward unlink prod")]
pub(crate) struct Unlink {
    /// The profile to unlink [default: AWS_PROFILE, then \"default\"]
    profile: Option<ProfileName>,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(unlink: &Unlink) -> Result<()> {
    let engine = context::engine();
    let profile = context::selected_profile(&engine, unlink.profile.as_ref())?;
    let file = engine.unlink(&profile)?;
    if unlink.json {
        screen::print_json(&json!({ "profile": profile, "file": file.display().to_string() }));
    } else {
        screen::print(&format!(
            "Unlinked {profile} in {}: it is as it was before",
            file.display()
        ));
    }
    Ok(())
}
