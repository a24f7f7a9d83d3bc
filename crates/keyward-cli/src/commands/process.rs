//! `keyward process`: the `credential_process` that AWS's tools call.

use clap::Args;
use keyward::{Engine, RESOLVING, Request, hand_over};
use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result};
use keyward_profile::GetSessionToken;

use crate::{context, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward process prod
  keyward process prod --session      a GetSessionToken session instead of the long-lived key

In ~/.aws/config (keyward import and keyward link write this line):
  credential_process = \"/path/to/keyward\" process prod")]
pub(crate) struct Process {
    /// The profile [default: AWS_PROFILE, then \"default\"]
    profile: Option<ProfileName>,
    /// Where the profile has only a long-lived key, make it a GetSessionToken session
    #[arg(long)]
    session: bool,
}

pub(super) fn run(process: &Process) -> Result<()> {
    let engine = context::engine();
    let profile = engine.selected_profile(process.profile.as_ref())?;
    refuse_circle(&profile, engine.world().var(RESOLVING).as_deref())?;
    let request = Request::profile(profile);
    let credentials = context::block_on(credentials(&engine, request, process.session))?;
    let credentials = hand_over(credentials, engine.world().now());
    screen::print(&keyward::ProcessDocument::write(&credentials)?);
    Ok(())
}

/// With `session`, a session in place of a long-lived key. What is a session already stays: STS gives
/// none on top of one (AWS STS API Reference, "GetSessionToken").
async fn credentials(engine: &Engine, mut request: Request, session: bool) -> Result<Credentials> {
    let found = engine.credentials(&request).await?;
    if !session || found.session_token.is_some() {
        return Ok(found);
    }
    request.session = Some(GetSessionToken::default());
    engine.credentials(&request).await
}

/// A keyward above us is running a `credential_process` to find this very profile.
fn refuse_circle(profile: &ProfileName, resolving: Option<&str>) -> Result<()> {
    let above = resolving.unwrap_or_default();
    if !above.split(',').any(|name| name == profile.as_str()) {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::RecursiveProcess,
        format!("profile {:?}: its credential_process asks keyward for the same profile again ({above} -> {profile})", profile.as_str()),
    )
    .with_hint("store its key with `keyward add`, or take the credential_process line out"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_refused_at_any_depth() {
        let profile: ProfileName = "a".parse().unwrap();
        assert!(refuse_circle(&profile, None).is_ok());
        assert!(refuse_circle(&profile, Some("b")).is_ok());
        let error = refuse_circle(&profile, Some("a,b")).unwrap_err();
        assert_eq!(error.code(), ErrorCode::RecursiveProcess);
    }
}
