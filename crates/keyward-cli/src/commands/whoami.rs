//! `keyward whoami`: ask AWS.

use clap::Args;
use keyward::key_id;
use keyward_core::{ProfileName, Result};
use serde_json::json;

use super::mfa_code::MfaCode;
use crate::{context, duration, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward whoami prod
  keyward whoami --json")]
pub(crate) struct Whoami {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    mfa: MfaCode,
}

pub(super) fn run(whoami: &Whoami) -> Result<()> {
    let engine = context::engine();
    let mut request = context::request(&engine, whoami.profile.as_ref())?;
    whoami.mfa.lay_on(&mut request);
    let (credentials, caller, region) = context::block_on(async {
        let (plan, credentials) = engine.resolve(&request).await?;
        let caller = engine.caller(&plan, &credentials).await?;
        Ok((credentials, caller, plan.settings.region))
    })?;
    let region = region.map(|region| region.value);
    if whoami.json {
        screen::print_json(&json!({
            "account": caller.account,
            "arn": caller.arn,
            "userId": caller.user_id,
            "accessKeyId": credentials.access_key_id,
            "source": credentials.source,
            "expiration": credentials.expiration,
            "region": region,
        }));
        return Ok(());
    }
    screen::print(&caller.arn);
    screen::print(&format!("account  {}", caller.account));
    screen::print(&format!("user id  {}", caller.user_id));
    screen::print(&format!(
        "key      {}",
        key_id::short(&credentials.access_key_id)
    ));
    screen::print(&format!("source   {}", credentials.source));
    screen::print(&format!(
        "region   {}",
        region.as_deref().unwrap_or("none set")
    ));
    screen::print(&match credentials.expiration {
        Some(expiry) => format!(
            "expires  {expiry}, in {}",
            duration::in_words(expiry.remaining(engine.world().now()))
        ),
        None => "expires  never: a long-lived key".to_owned(),
    });
    Ok(())
}
