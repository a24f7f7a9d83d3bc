//! `keyward exec`: run a program with one identity and no other.

use std::{collections::BTreeMap, ffi::OsString};

use clap::Args;
use keyward::hand_over;
use keyward_core::{Error, ErrorCode, ProfileName, Result, disk::Disk};

use super::mfa_code::MfaCode;
use crate::{child, context, exit::Exit, generated_files::GeneratedFiles, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward exec prod -- node server.js
  keyward exec prod -- aws s3 ls
  keyward exec -- npm start            the profile of AWS_PROFILE, else \"default\"

The program sees the profile's credentials, region and endpoints, and nothing else that selects
credentials: no AWS_PROFILE, no ~/.aws of its own. Only keyward itself, asked for a profile by name,
still reads your files and the vault: the program runs as you. Its exit code is returned; 125 where keyward failed
before it, 126 where it cannot be run, 127 where it is not found.")]
pub(crate) struct Exec {
    /// The profile [default: AWS_PROFILE, then what the SDK's own chain finds]
    profile: Option<ProfileName>,
    /// Hand the credentials over as environment variables (the only way in this version)
    #[arg(long)]
    env: bool,
    /// Narrow the session with a policy (not supported yet)
    #[arg(long, value_name = "POLICY", hide = true)]
    scope: Option<String>,
    #[command(flatten)]
    mfa: MfaCode,
    /// The program and its arguments, behind --
    #[arg(last = true, required = true, value_name = "CMD")]
    command: Vec<OsString>,
}

/// Where keyward fails before there is a child.
const FAILED_BEFORE: Exit = Exit::Child(125);

pub(super) fn run(exec: &Exec) -> Exit {
    match prepare(exec) {
        Ok(vars) => child::run(&exec.command, &vars),
        Err(error) => {
            screen::error(&error);
            FAILED_BEFORE
        }
    }
}

fn prepare(exec: &Exec) -> Result<BTreeMap<OsString, OsString>> {
    if exec.scope.is_some() {
        return Err(Error::new(
            ErrorCode::NotSupported,
            "--scope is not supported by this version of keyward",
        )
        .with_hint("name a narrower role in the profile"));
    }
    let engine = context::engine();
    let mut request = context::request(&engine, exec.profile.as_ref())?;
    exec.mfa.lay_on(&mut request);
    let (plan, credentials) = context::block_on(engine.resolve(&request))?;
    let credentials = hand_over(credentials, &plan.settings, engine.world().now());
    // Credentials of the environment go with the profile's settings too, endpoints among them.
    let profile = engine.selected_profile(request.profile.as_ref())?;
    let config =
        keyward_profile::settings_only(&engine.profiles_for(&request)?, Some(profile.as_str()));
    let paths = engine.world().paths();
    let files = GeneratedFiles::write(&paths.keyward_home, &Disk::real(), &config)?;
    Ok(child::environment(
        &credentials,
        &plan.settings,
        &files,
        &paths,
    ))
}
