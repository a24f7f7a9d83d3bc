//! `keyward process`: the `credential_process` that AWS's tools call.

use clap::Args;
use keyward::{Engine, Request, hand_over};
use keyward_core::{Credentials, ProfileName, Result};
use keyward_profile::{GetSessionToken, Plan};

use super::mfa_code::MfaCode;
use crate::{context, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward process prod
  keyward process prod --session      a GetSessionToken session instead of the long-lived key
  keyward process prod --mfa-code 123456

In ~/.aws/config (keyward import and keyward link write this line):
  credential_process = \"/path/to/keyward\" process prod")]
pub(crate) struct Process {
    /// The profile [default: AWS_PROFILE, then \"default\"]
    profile: Option<ProfileName>,
    /// Where the profile has only a long-lived key, make it a GetSessionToken session
    #[arg(long)]
    session: bool,
    #[command(flatten)]
    mfa: MfaCode,
}

pub(super) fn run(process: &Process) -> Result<()> {
    let engine = context::engine();
    let mut request = context::request(&engine, process.profile.as_ref())?;
    request.profile = Some(engine.selected_profile(request.profile.as_ref())?);
    process.mfa.lay_on(&mut request);
    let (plan, credentials) = context::block_on(resolved(&engine, request, process.session))?;
    let credentials = hand_over(credentials, &plan.settings, engine.world().now());
    screen::print(&keyward::ProcessDocument::write(&credentials)?);
    Ok(())
}

/// With `session`, a session in place of a long-lived key. What is a session already stays: STS gives
/// none on top of one (AWS STS API Reference, "GetSessionToken").
async fn resolved(
    engine: &Engine,
    mut request: Request,
    session: bool,
) -> Result<(Plan, Credentials)> {
    let (plan, found) = engine.resolve(&request).await?;
    if !session || found.session_token.is_some() {
        return Ok((plan, found));
    }
    request.session = Some(GetSessionToken::default());
    engine.resolve(&request).await
}
