//! `keyward export`: credentials as text.

use clap::Args;
use keyward::hand_over;
use keyward_core::{ProfileName, Result};

use super::mfa_code::MfaCode;
use crate::{context, export_format::ExportFormat, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  eval \"$(keyward export prod)\"                     sh, bash, zsh
  keyward export prod --format fish | source
  keyward export prod --format powershell | Invoke-Expression
  keyward export prod --format dotenv > .env         in plaintext: prefer keyward exec
  keyward export prod --format process               every name of `aws configure export-credentials` works")]
pub(crate) struct Export {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// How to write them
    #[arg(long, value_enum, default_value = "env")]
    format: ExportFormat,
    #[command(flatten)]
    mfa: MfaCode,
}

pub(super) fn run(export: &Export) -> Result<()> {
    let engine = context::engine();
    let mut request = context::request(&engine, export.profile.as_ref())?;
    export.mfa.lay_on(&mut request);
    let (plan, credentials) = context::block_on(engine.resolve(&request))?;
    let credentials = hand_over(credentials, &plan.settings, engine.world().now());
    screen::print(&export.format.write(&credentials)?);
    if engine.world().var("AWS_PROFILE").is_some() && export.format != ExportFormat::Json {
        screen::note(
            "AWS_PROFILE is set, and some SDKs prefer it to these variables: unset it where you use them",
        );
    }
    Ok(())
}
