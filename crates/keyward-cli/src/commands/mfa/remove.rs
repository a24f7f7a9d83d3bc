//! `keyward mfa remove`: a device, its seed, and the lines that name it.

use clap::Args;
use keyward::{Engine, Proposal, Request};
use keyward_core::{Error, ErrorCode, ProfileName, Result};
use serde_json::json;

use super::profile_file;
use crate::{commands::mfa_code::MfaCode, context, screen, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward mfa remove prod                deactivate and delete the device, forget its seed, take
                                         mfa_serial out of the profiles that name it
  keyward mfa remove prod --seed-only    only forget the seed; the device stays
  keyward mfa remove prod --yes          for scripts

Where a policy asks for MFA, a code of the device itself is wanted first: from --mfa-code, the
vault, or you.")]
pub(super) struct Remove {
    /// The profile [default: AWS_PROFILE, then "default"]
    profile: Option<ProfileName>,
    /// The device, where the profile names another one or none
    #[arg(long, value_name = "ARN")]
    serial: Option<String>,
    /// Only forget its seed
    #[arg(long)]
    seed_only: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    mfa: MfaCode,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(remove: &Remove) -> Result<()> {
    let engine = context::engine();
    let profile = context::selected_profile(&engine, remove.profile.as_ref())?;
    let mut request = Request::profile(profile.clone());
    remove.mfa.lay_on(&mut request);
    context::block_on(async {
        let serial = remove.device(&engine, &request, &profile).await?;
        let proposal = match remove.seed_only {
            true => None,
            false => Some(engine.propose_without_mfa(&serial)?),
        };
        let proposals: Vec<_> = proposal
            .into_iter()
            .filter(|it| it.before() != it.after())
            .collect();
        if !remove.is_wanted(&serial, &proposals)? {
            screen::note("nothing was removed");
            return Ok(());
        }
        if !remove.seed_only {
            engine.remove_mfa_device(&request, &serial).await?;
        }
        let had_seed = forget(&engine, &profile, &serial).await?;
        engine.write_proposals(&proposals)?;
        remove.tell(&profile, &serial, had_seed);
        Ok(())
    })
}

impl Remove {
    async fn device(
        &self,
        engine: &Engine,
        request: &Request,
        profile: &ProfileName,
    ) -> Result<String> {
        if let Some(serial) = &self.serial {
            return Ok(serial.clone());
        }
        engine.mfa_serial(request).await?.ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidArgument,
                format!("profile {profile} names no MFA device"),
            )
            .with_hint("name it: --serial ARN; `keyward mfa` lists what is known")
        })
    }

    fn is_wanted(&self, serial: &str, proposals: &[Proposal]) -> Result<bool> {
        profile_file::show(proposals, self.json);
        if self.yes {
            return Ok(true);
        }
        let question = match self.seed_only {
            true => format!(
                "Forget the seed of {serial}? Without another copy of it, nobody has its codes [y/N]"
            ),
            false => format!(
                "Deactivate and delete {serial} at AWS, and forget its seed? Nobody can bring it back [y/N]"
            ),
        };
        terminal::agrees(&question, "add --yes to remove without a question")
    }

    fn tell(&self, profile: &ProfileName, serial: &str, had_seed: bool) {
        if self.json {
            return screen::print_json(&json!({
                "profile": profile,
                "serial": serial,
                "deleted": !self.seed_only,
                "seedForgotten": had_seed,
            }));
        }
        screen::print(&match (self.seed_only, had_seed) {
            (true, true) => format!("Forgot the seed of {serial}. The device stays."),
            (true, false) => format!("The vault has no seed of {serial}."),
            (false, true) => format!("Removed {serial}, and forgot its seed."),
            (false, false) => format!("Removed {serial}."),
        });
    }
}

/// A key outside the vault has no seed beside it.
async fn forget(engine: &Engine, profile: &ProfileName, serial: &str) -> Result<bool> {
    match engine.forget_mfa_seed(profile, serial).await {
        Err(error) if error.code() == ErrorCode::EntryNotFound => Ok(false),
        forgotten => forgotten,
    }
}
