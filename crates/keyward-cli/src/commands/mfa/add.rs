//! `keyward mfa add`: the seed of a device that exists.

use std::io::{IsTerminal, Read};

use clap::Args;
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{context, screen, terminal};

/// A seed of AWS's has 64 letters, its QR code's address some 150.
const LONGEST: u64 = 4096;

const INSTEAD: &str = "pipe the seed in: `keyward mfa add PROFILE --stdin < seed`";

#[derive(Args)]
#[command(after_help = "Examples:
  keyward mfa add prod               asks for the seed: the \"secret key\" of the device, or the
                                     otpauth:// address that its QR code holds
  keyward mfa add prod --stdin < seed

Then the vault makes the codes, and no person is needed. The trade-off: whoever opens the vault
has both the key and the second factor. What MFA still does is to keep the key alone, copied out
of a backup or a log, from being enough. Where a person is there anyway, leave the seed on the
phone.")]
pub(super) struct Add {
    /// The profile [default: AWS_PROFILE, then "default"]
    profile: Option<ProfileName>,
    /// The device, where the profile has no mfa_serial
    #[arg(long, value_name = "ARN")]
    serial: Option<String>,
    /// Read the seed from standard input
    #[arg(long)]
    stdin: bool,
    /// Replace the seed that the vault has of this device
    #[arg(long)]
    replace: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(add: &Add) -> Result<()> {
    let engine = context::engine();
    let profile = context::selected_profile(&engine, add.profile.as_ref())?;
    let seed = if add.stdin { from_stdin()? } else { asked()? };
    let stored = engine.store_mfa_seed(&profile, add.serial.as_deref(), &seed, add.replace);
    let serial = context::block_on(stored)?;
    if add.json {
        screen::print_json(&json!({ "profile": profile, "serial": serial }));
    } else {
        screen::print(&format!(
            "Stored the seed of {serial}: the vault makes its codes now. Try: keyward whoami {profile}"
        ));
    }
    Ok(())
}

fn asked() -> Result<Secret> {
    let question =
        "Seed of the MFA device (its secret key, or the otpauth:// address of its QR code)";
    terminal::ask_secret(question, INSTEAD)
}

fn from_stdin() -> Result<Secret> {
    let stdin = std::io::stdin();
    let wrong = |why: String| Error::new(ErrorCode::InvalidArgument, why);
    if stdin.is_terminal() {
        let why = "--stdin wants the seed, and stdin is a terminal".to_owned();
        return Err(wrong(why).with_hint("pipe the seed in, or leave --stdin out to be asked"));
    }
    let mut text = Zeroizing::new(String::with_capacity(4096));
    stdin
        .lock()
        .take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| wrong(format!("stdin: {error}")))?;
    Ok(Secret::new(text.trim()))
}
