//! `keyward mfa enroll`: a new virtual device, from nothing to a profile that uses it.

use std::time::Duration;

use clap::Args;
use keyward::{Engine, Enrollment, MfaCode, NewMfaDevice, Request, traps::Scene};
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret, Timestamp};
use serde_json::json;

use super::profile_file;
use crate::{commands::mfa_code, context, qr_code, screen, terminal};

/// Finding the telephone takes a while; two codes take a minute.
const PATIENCE: Duration = Duration::from_secs(300);

/// Codes are mistyped, and a device shows the next ones.
const TRIES: usize = 3;

const INSTEAD: &str = "--store --yes lets the vault make the codes, and asks nobody";

#[derive(Args)]
#[command(after_help = "Examples:
  keyward mfa enroll prod            shows a QR code for an authenticator app, asks for two codes
  keyward mfa enroll prod --store    the vault keeps the seed and makes the codes
  keyward mfa enroll prod --store --yes --no-qr     for scripts

The device belongs to the user whose key the profile stands on, and is called as the user is
unless --name says otherwise. When it is enabled, mfa_serial is written into the profile; the
change is shown first. With --store, whoever opens the vault has both the key and the second
factor; scan the QR code too, and a phone is a second copy. If it is interrupted, run it again:
a device left half-made is made anew.")]
pub(super) struct Enroll {
    /// The profile [default: AWS_PROFILE, then "default"]
    profile: Option<ProfileName>,
    /// What the device is called [default: as the user is]
    #[arg(long)]
    name: Option<String>,
    /// Keep the seed in the vault, which then makes the codes
    #[arg(long)]
    store: bool,
    /// Show the seed in letters too, for an app without a camera
    #[arg(long)]
    show_seed: bool,
    /// Show no QR code
    #[arg(long)]
    no_qr: bool,
    /// Write the profile without a question
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    mfa: mfa_code::MfaCode,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(enroll: &Enroll) -> Result<()> {
    enroll.check_answers()?;
    let engine = context::engine();
    let profile = context::selected_profile(&engine, enroll.profile.as_ref())?;
    let mut request = Request::profile(profile.clone());
    enroll.mfa.lay_on(&mut request);
    let serial = context::block_on(enroll.device(&engine, &request, &profile))?;
    let proposal = engine.propose_mfa_serial(&profile, &serial)?;
    let is_written = profile_file::write(&engine, &[proposal], enroll.yes, enroll.json)?;
    enroll.tell(&engine, &profile, &serial, is_written)
}

impl Enroll {
    /// Whoever has to answer later must be there before anything is made.
    fn check_answers(&self) -> Result<()> {
        if terminal::is_there() || (self.store && self.yes) {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::PromptUnavailable,
            "setting an MFA device up asks for two codes, and there is no terminal to ask on",
        )
        .with_hint(INSTEAD))
    }

    /// The device, enabled.
    async fn device(
        &self,
        engine: &Engine,
        request: &Request,
        profile: &ProfileName,
    ) -> Result<String> {
        if self.store {
            engine.check_mfa_entry(profile).await?;
        }
        match engine.enroll_mfa(request, self.name.as_deref()).await? {
            Enrollment::Enabled { serial } => {
                screen::note(&format!("{serial} is enabled already"));
                Ok(serial)
            }
            Enrollment::Made(device) => {
                let serial = device.serial().to_owned();
                match self.enable(engine, &device).await {
                    Ok(()) => Ok(serial),
                    Err(error) => Err(taken_back(*device, error).await),
                }
            }
        }
    }

    async fn enable(&self, engine: &Engine, device: &NewMfaDevice) -> Result<()> {
        if self.store {
            device.store().await?;
        }
        if terminal::is_there() {
            self.show(device)?;
        }
        if self.store {
            return enable_by_vault(engine, device).await;
        }
        enable_by_person(device).await
    }

    /// The seed goes to the terminal alone.
    fn show(&self, device: &NewMfaDevice) -> Result<()> {
        let picture = match self.no_qr {
            true => None,
            false => qr_code::drawn(&device.address(), terminal::columns(), screen::may_colour()),
        };
        if let Some(picture) = &picture {
            let whose = device.user();
            screen::say(&format!(
                "Scan this with an authenticator app, for the user {whose}:\n"
            ));
            terminal::show(picture)?;
        }
        let is_needed = picture.is_none() && !self.store;
        if self.show_seed || is_needed {
            screen::say("The seed, or secret key, for an authenticator app (time-based):\n");
            terminal::show(&device.seed_in_groups())?;
        }
        Ok(())
    }

    fn tell(
        &self,
        engine: &Engine,
        profile: &ProfileName,
        serial: &str,
        is_written: bool,
    ) -> Result<()> {
        let is_stored = is_stored(engine, serial)?;
        if self.json {
            screen::print_json(&json!({
                "profile": profile,
                "serial": serial,
                "stored": is_stored,
                "written": is_written,
            }));
            return Ok(());
        }
        let codes = match is_stored {
            true => "; the vault makes its codes",
            false => "",
        };
        screen::print(&format!(
            "Enabled {serial}{codes}. Try: keyward whoami {profile}"
        ));
        if !is_written {
            screen::note(&format!(
                "the profile does not name it: `keyward setup {profile} --mfa-serial {serial}`"
            ));
        }
        let traps = Scene::of(engine.world()).traps();
        for trap in traps.iter().filter(|trap| trap.code == "mfa_serial") {
            screen::note(&format!("{}: {}", trap.message, trap.remedy));
        }
        if self.store && !is_stored {
            screen::note(&format!(
                "the vault has no seed of it, which AWS showed once, when it was made: `keyward mfa add {profile}`, or remove and enroll it anew"
            ));
        }
        Ok(())
    }
}

fn is_stored(engine: &Engine, serial: &str) -> Result<bool> {
    let devices = engine.mfa_devices()?;
    let mut known = devices.iter().filter(|device| device.serial == serial);
    Ok(known.any(|device| device.seed_in.is_some()))
}

/// The vault's codes, each at its time.
async fn enable_by_vault(engine: &Engine, device: &NewMfaDevice) -> Result<()> {
    let [first, second] = device.codes().await?;
    let wait = left_until(engine, &second);
    screen::note(&format!(
        "AWS wants two codes that follow each other: waiting {} s for the second one",
        wait.as_secs()
    ));
    tokio::time::sleep(wait).await;
    device.enable(&first.code, &second.code).await
}

fn left_until(engine: &Engine, code: &MfaCode) -> Duration {
    let now: Timestamp = engine.world().now();
    code.from.remaining(now)
}

async fn enable_by_person(device: &NewMfaDevice) -> Result<()> {
    let mut refused = None;
    for _ in 0..TRIES {
        if let Some(error) = refused.take() {
            screen::error(&error);
        }
        let first = code("The code that the app shows now")?;
        let second = code("The next one, when it has changed")?;
        match device.enable(&first, &second).await {
            Err(error) if NewMfaDevice::may_try_again(&error) => refused = Some(error),
            answer => return answer,
        }
    }
    refused.map_or(Ok(()), Err)
}

/// What is no code is asked for again: nothing is sent, nothing lost.
fn code(question: &str) -> Result<Secret> {
    loop {
        // Unseen, as every code: and then Ctrl-C cancels, and the device is taken back.
        let typed = terminal::ask_secret_within(question, INSTEAD, PATIENCE)?;
        if keyward::is_mfa_code(&typed) {
            return Ok(typed);
        }
        screen::say("a code has six digits");
    }
}

/// Why it failed, and that nothing of it is left.
async fn taken_back(device: NewMfaDevice, error: Error) -> Error {
    let serial = device.serial().to_owned();
    match device.abandon().await {
        Ok(()) => {
            screen::note(&format!(
                "the device {serial} was removed again; delete it from the app, if it is there"
            ));
            error
        }
        Err(left) => {
            screen::error(&left);
            error.with_hint(format!(
                "the device {serial} is at AWS, half-made: run the command again, which makes it anew"
            ))
        }
    }
}
