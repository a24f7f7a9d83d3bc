//! `keyward link`: let other AWS tools use a profile that keyward resolves.

use clap::Args;
use keyward_core::{ProfileName, Result};
use serde_json::json;

use crate::{context, own_path::own_path, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward link prod
  aws s3 ls --profile prod       the AWS CLI now asks keyward
  keyward unlink prod

The AWS CLI and the SDKs ask a credential_process only in a profile that names no role. So the keys
that keyward resolves (role_arn, source_profile, …) move, unchanged, into a section [keyward prod] of
the same file, which they ignore and keyward reads.")]
pub(crate) struct Link {
    /// The profile to link [default: AWS_PROFILE, then \"default\"]
    profile: Option<ProfileName>,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(link: &Link) -> Result<()> {
    let engine = context::engine();
    let profile = context::selected_profile(&engine, link.profile.as_ref())?;
    let file = engine.link(&profile, &own_path()?)?;
    if link.json {
        screen::print_json(&json!({ "profile": profile, "file": file.display().to_string() }));
    } else {
        screen::print(&format!(
            "Linked {profile} in {}: other AWS tools now ask keyward for it",
            file.display()
        ));
    }
    Ok(())
}
