//! `keyward import`: keys leave plaintext.

use std::path::{Path, PathBuf};

use clap::Args;
use keyward::{Engine, Imported};
use keyward_core::{Error, ErrorCode, ProfileName, Result};
use serde_json::json;

use crate::{context, own_path::own_path, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward import --all                    every key of ~/.aws/credentials
  keyward import --profile prod           one profile
  keyward import --dotenv .env --profile shop    a .env file; AWS_PROFILE=shop stays in it
  keyward import --undo --profile prod    put the key back where it was

Each key is sealed in the vault and read back before its file loses it; everything else in the file
stays as it was. In its place stands a credential_process pointer, which the AWS CLI, boto3 and the
SDKs follow.")]
pub(crate) struct Import {
    /// The profile whose key moves [default: AWS_PROFILE, then \"default\"]
    #[arg(long, value_name = "PROFILE", conflicts_with = "all")]
    profile: Option<ProfileName>,
    /// Every profile of the file that has a long-lived key
    #[arg(long, conflicts_with = "dotenv")]
    all: bool,
    /// A file in the form of ~/.aws/credentials [default: AWS's own]
    #[arg(long, value_name = "FILE", conflicts_with = "dotenv")]
    file: Option<PathBuf>,
    /// A .env file
    #[arg(long, value_name = "FILE")]
    dotenv: Option<PathBuf>,
    /// Put keys back where they were, and forget them
    #[arg(long, conflicts_with_all = ["file", "dotenv"])]
    undo: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(import: &Import) -> Result<()> {
    let engine = context::engine();
    if !engine.has_vault() {
        return Err(Error::new(
            ErrorCode::VaultNotFound,
            format!(
                "there is no vault at {}",
                engine.world().paths().keyward_home.display()
            ),
        )
        .with_hint("create one with `keyward init`"));
    }
    if import.undo {
        return undo(import, &engine);
    }
    let program = own_path()?;
    if let Some(file) = &import.dotenv {
        let profile = engine.selected_profile(import.profile.as_ref())?;
        let imported = engine.import_dotenv(&profile, file, &program)?;
        tell(import, &[imported]);
        return Ok(());
    }
    let profiles = profiles(import, &engine)?;
    let imported = profiles
        .iter()
        .map(|profile| engine.import_profile(profile, import.file.as_deref(), &program))
        .collect::<Result<Vec<_>>>()?;
    tell(import, &imported);
    if !import.json {
        tell_about_v2();
    }
    Ok(())
}

fn profiles(import: &Import, engine: &Engine) -> Result<Vec<ProfileName>> {
    if !import.all {
        return Ok(vec![engine.selected_profile(import.profile.as_ref())?]);
    }
    let profiles = engine.importable(import.file.as_deref())?;
    if profiles.is_empty() {
        return Err(Error::new(
            ErrorCode::NoCredentials,
            "no profile of the file has a long-lived key: nothing to import",
        )
        .with_hint("name another file with --file, or a .env file with --dotenv"));
    }
    Ok(profiles)
}

fn undo(import: &Import, engine: &Engine) -> Result<()> {
    let profiles = if import.all {
        engine.imported_profiles()?
    } else {
        vec![engine.selected_profile(import.profile.as_ref())?]
    };
    let undone = profiles
        .iter()
        .map(|profile| engine.undo_import(profile))
        .collect::<Result<Vec<_>>>()?;
    if import.json {
        screen::print_json(&json!({ "undone": undone }));
        return Ok(());
    }
    for undone in &undone {
        for file in &undone.files {
            screen::print(&format!(
                "Put the key of {} back into {}, in plaintext",
                undone.profile,
                file.display()
            ));
        }
    }
    Ok(())
}

fn tell(import: &Import, imported: &[Imported]) {
    if import.json {
        screen::print_json(&json!({ "imported": imported }));
        return;
    }
    for key in imported {
        screen::print(&format!(
            "Moved {} of {} from {} into the vault",
            screen::short_key_id(&key.access_key_id),
            key.profile,
            shown(&key.file)
        ));
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

fn tell_about_v2() {
    screen::note(
        "programs on the AWS SDK for JavaScript v2 find the pointer through the SDK's default chain with \
         AWS_SDK_LOAD_CONFIG=1; code that names AWS.SharedIniFileCredentials ignores it: run such a program \
         with `keyward exec PROFILE -- node …`",
    );
    screen::note(
        "the key was in plaintext until now and may be in backups: create a new one at AWS and delete it when convenient",
    );
}
