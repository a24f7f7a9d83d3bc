//! `keyward mfa code`: a code, made from the seed in the vault.

use clap::Args;
use keyward_core::{ProfileName, Result};
use serde_json::json;

use crate::{context, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward mfa code prod
  aws sts get-session-token --serial-number ARN --token-code \"$(keyward mfa code prod)\"

A code is good once. Where the one of this moment was used or printed before, the next one is
waited for, half a minute at most for one who asks alone.")]
pub(super) struct Code {
    /// The profile [default: AWS_PROFILE, then "default"]
    profile: Option<ProfileName>,
    /// The device, where the profile names another one or none
    #[arg(long, value_name = "ARN")]
    serial: Option<String>,
    /// Print code, device and end as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(code: &Code) -> Result<()> {
    let engine = context::engine();
    let profile = context::selected_profile(&engine, code.profile.as_ref())?;
    let made = context::block_on(engine.mfa_code(&profile, code.serial.as_deref()))?;
    let wait = made.from.remaining(engine.world().now());
    if !wait.is_zero() {
        screen::note(&format!(
            "the code of this moment was used already; the next one comes in {} s",
            wait.as_secs()
        ));
        std::thread::sleep(wait);
    }
    if code.json {
        screen::print_json(&json!({
            "serial": made.serial,
            "code": made.code.expose(),
            "until": made.until,
        }));
    } else {
        screen::print(made.code.expose());
    }
    Ok(())
}
