//! How to rotate, as the command line says it.

use std::time::Duration;

use clap::Args;
use keyward::{AwsPlace, Engine, RotateOptions, RotationTarget};
use keyward_core::{ProfileName, Result};

use crate::{commands::mfa_code::MfaCode, duration::span};

#[derive(Args)]
pub(super) struct How {
    /// Sign the calls to IAM as this profile, instead of with the key itself
    #[arg(long, value_name = "PROFILE")]
    with: Option<ProfileName>,
    /// Refuse a key of any other account
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    account: Option<String>,
    /// How long the old key stays active beside the new one [default: 75m]; programs keep a key for up
    /// to an hour (hand_over_seconds), and less is refused
    #[arg(long, value_name = "TIME", value_parser = span)]
    drain: Option<Duration>,
    /// How long the old key stays, inactive, before it is deleted [default: 24h]
    #[arg(long, value_name = "TIME", value_parser = span)]
    hold: Option<Duration>,
    /// Also put the new key here, now and at later rotations: credentials-file:PATH#SECTION,
    /// dotenv:PATH, command:COMMAND, secretsmanager:SECRET or ssm:NAME
    #[arg(long, value_name = "TARGET", conflicts_with = "all")]
    target: Vec<String>,
    /// Whose credentials write the targets at AWS [default: the rotated key itself]
    #[arg(long, value_name = "PROFILE", requires = "target")]
    target_profile: Option<ProfileName>,
    /// The region of the targets at AWS [default: the one of the profile]
    #[arg(long, value_name = "REGION", conflicts_with = "all")]
    target_region: Option<String>,
    /// Put it there no more
    #[arg(long, value_name = "TARGET", conflicts_with = "all")]
    forget_target: Vec<String>,
    /// Delete keys that came of requests whose answers were lost; else they are only deactivated
    #[arg(long)]
    delete_orphans: bool,
    /// Retire the old key though AWS reports that somebody still uses it, or before programs that hold
    /// it have asked again
    #[arg(long)]
    despite_use: bool,
    /// A command that has to end with 0 with the new key in its environment before anybody gets the
    /// key, now and at later rotations; it is tried for two minutes
    #[arg(long, value_name = "COMMAND", conflicts_with = "all")]
    prove_with: Option<String>,
    /// Ask for no such command any more
    #[arg(long, conflicts_with = "prove_with")]
    no_prove_with: bool,
    #[command(flatten)]
    mfa: MfaCode,
}

impl How {
    pub(super) fn options(&self, engine: &Engine) -> Result<RotateOptions> {
        Ok(RotateOptions {
            account_id: self.account.clone(),
            sign_with: self.with.clone(),
            drain: self.drain,
            hold: self.hold,
            targets: self.read(engine, &self.target)?,
            forget_targets: self.read(engine, &self.forget_target)?,
            delete_orphans: self.delete_orphans,
            despite_use: self.despite_use,
            prove_with: self.prove_with.clone(),
            forget_proof: self.no_prove_with,
            mfa: self.mfa.answers(),
            ..RotateOptions::default()
        })
    }

    fn read(&self, engine: &Engine, texts: &[String]) -> Result<Vec<RotationTarget>> {
        let home = engine.world().var("HOME").unwrap_or_default();
        // A shell leaves the sign behind a colon as it is.
        let with_home = |text: &String| match text.split_once(":~/") {
            Some((kind, rest)) if kind != "command" && !home.is_empty() => {
                format!("{kind}:{home}/{rest}")
            }
            _ => text.clone(),
        };
        let place = AwsPlace {
            region: self.target_region.clone(),
            profile: self.target_profile.clone(),
        };
        let read = |text: String| Ok(RotationTarget::parse(&text)?.with_default_place(&place));
        texts.iter().map(with_home).map(read).collect()
    }
}
