//! `keyward mfa list`: devices, and where their codes come from.

use clap::Args;
use keyward::KnownMfaDevice;
use keyward_core::Result;
use serde_json::json;

use crate::{context, screen, table};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward mfa list
  keyward mfa list --json")]
pub(super) struct List {
    /// Print the devices as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(list: &List) -> Result<()> {
    let devices = context::engine().mfa_devices()?;
    if list.json {
        let devices: Vec<_> = devices.iter().map(as_json).collect();
        screen::print_json(&json!(devices));
        return Ok(());
    }
    if devices.is_empty() {
        screen::note("no profile has an mfa_serial; `keyward mfa enroll PROFILE` sets a device up");
        return Ok(());
    }
    let row = |device: &KnownMfaDevice| {
        vec![
            device.serial.clone(),
            shown(&device.profiles),
            codes_from(device),
        ]
    };
    let rows: Vec<_> = devices.iter().map(row).collect();
    table::print(&["DEVICE", "PROFILES", "CODES FROM"], &rows);
    Ok(())
}

fn shown(profiles: &[String]) -> String {
    match profiles {
        [] => "none names it".to_owned(),
        names => names.join(", "),
    }
}

fn codes_from(device: &KnownMfaDevice) -> String {
    let mut places = Vec::new();
    if device.has_process {
        places.push("mfa_process".to_owned());
    }
    if let Some(entry) = &device.seed_in {
        places.push(format!("the vault (seed beside the key of {entry})"));
    }
    if places.is_empty() {
        places.push("a person".to_owned());
    }
    places.join(", else ")
}

fn as_json(device: &KnownMfaDevice) -> serde_json::Value {
    json!({
        "serial": device.serial,
        "profiles": device.profiles,
        "hasProcess": device.has_process,
        "seedIn": device.seed_in,
    })
}
