//! `keyward import`: keys leave plaintext.

use std::path::PathBuf;

use clap::Args;
use keyward::{Engine, ImportReport, Imported, LeftAlone, UndoReport, Undone};
use keyward_core::{Error, ErrorCode, ProfileName, Result};
use serde::Serialize;
use serde_json::json;

use crate::{
    context,
    exit::{Exit, fail},
    own_path::own_path,
    screen,
};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward import --all                    every key of ~/.aws/credentials and ~/.aws/config
  keyward import --profile prod           one profile
  keyward import --dotenv .env --profile shop    a .env file; AWS_PROFILE=shop stays in it
  keyward import --undo --profile prod    put the key back where it was

Each key is sealed in the vault and read back before its file loses it; everything else in the file
stays as it was. In its place stands a credential_process pointer, which the AWS CLI, boto3 and the
SDKs follow. With --all, a key that cannot move is told and keeps no other from it.")]
pub(crate) struct Import {
    /// The profile whose key moves [default: AWS_PROFILE, then \"default\"]; --dotenv needs one
    #[arg(long, value_name = "PROFILE", conflicts_with = "all")]
    profile: Option<ProfileName>,
    /// Every profile that has a long-lived key
    #[arg(long, conflicts_with = "dotenv")]
    all: bool,
    /// A file in the form of ~/.aws/credentials [default: AWS's own two files]
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
    json: bool,
}

/// Some keys may move and others not: then there is a report and an exit code that is not 0.
pub(super) fn run(import: &Import) -> Exit {
    let engine = context::engine();
    let answer = check_vault(&engine).and_then(|()| {
        if import.undo {
            undo(import, &engine)
        } else {
            take(import, &engine)
        }
    });
    answer.unwrap_or_else(|error| fail(&error, import.json))
}

fn check_vault(engine: &Engine) -> Result<()> {
    if engine.has_vault() {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::VaultNotFound,
        format!(
            "there is no vault at {}",
            engine.world().paths().keyward_home.display()
        ),
    )
    .with_hint("create one with `keyward init`"))
}

fn take(import: &Import, engine: &Engine) -> Result<Exit> {
    let program = own_path()?;
    let file = import.file.as_deref();
    let report = if let Some(dotenv) = &import.dotenv {
        let profile = import.profile.as_ref().ok_or_else(no_profile)?;
        one(engine.import_dotenv(profile, dotenv, &program)?)
    } else if import.all {
        engine.import_all(file, &program)?
    } else {
        let profile = engine.selected_profile(import.profile.as_ref())?;
        one(engine.import_profile(&profile, file, &program)?)
    };
    if report.imported.is_empty() && report.failed.is_empty() {
        tell_left_alone("skipped", &report.skipped);
        return Err(nothing_to_import());
    }
    tell(import, &report);
    Ok(exit(&report.failed))
}

fn one(imported: Imported) -> ImportReport {
    ImportReport {
        imported: vec![imported],
        ..ImportReport::default()
    }
}

fn no_profile() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "--dotenv needs --profile: the name that AWS_PROFILE will have in the .env file",
    )
    .with_hint(
        "choose a name that no other identity has: keyward import --dotenv .env --profile shop",
    )
}

fn nothing_to_import() -> Error {
    Error::new(
        ErrorCode::NoCredentials,
        "no profile of the files has a long-lived key: nothing to import",
    )
    .with_hint("name another file with --file, or a .env file with --dotenv")
}

fn tell(import: &Import, report: &ImportReport) {
    if import.json {
        print_report(report);
    } else {
        report.imported.iter().for_each(tell_moved);
    }
    for copy in report.imported.iter().flat_map(|key| &key.copies) {
        screen::note(&format!(
            "{}:{} has the secret in plaintext still",
            copy.file.display(),
            copy.line
        ));
    }
    tell_left_alone("skipped", &report.skipped);
    tell_left_alone("not moved", &report.failed);
    if !import.json && import.dotenv.is_none() && !report.imported.is_empty() {
        tell_about_v2();
    }
}

fn tell_moved(key: &Imported) {
    for file in &key.files {
        screen::print(&format!(
            "Moved {} of {} from {} into the vault",
            screen::short_key_id(&key.access_key_id),
            key.profile,
            file.display()
        ));
    }
}

/// The one that stands for a whole command has the form of an error; these are parts of one.
fn tell_left_alone(what: &str, profiles: &[LeftAlone]) {
    for profile in profiles {
        screen::note(&format!("{what}: {}", profile.error));
        if let Some(hint) = profile.error.hint() {
            screen::note(&format!("{}: {hint}", profile.profile));
        }
    }
}

/// The first failure's.
fn exit(failed: &[LeftAlone]) -> Exit {
    failed
        .first()
        .map_or(Exit::Done, |first| first.error.code().into())
}

fn undo(import: &Import, engine: &Engine) -> Result<Exit> {
    let report = if import.all {
        engine.undo_all()?
    } else {
        let profile = engine.selected_profile(import.profile.as_ref())?;
        UndoReport {
            undone: vec![engine.undo_import(&profile)?],
            ..UndoReport::default()
        }
    };
    if import.json {
        print_report(&report);
    } else {
        report.undone.iter().for_each(tell_undone);
    }
    tell_missing(&report.undone);
    tell_left_alone("not put back", &report.failed);
    Ok(exit(&report.failed))
}

fn tell_undone(undone: &Undone) {
    for file in &undone.files {
        screen::print(&format!(
            "Put the key of {} back into {}, in plaintext",
            undone.profile,
            file.display()
        ));
    }
}

fn tell_missing(undone: &[Undone]) {
    for file in undone.iter().flat_map(|undone| &undone.missing) {
        screen::note(&format!(
            "{} had the key too and is no longer there",
            file.display()
        ));
    }
}

fn print_report(report: &impl Serialize) {
    screen::print_json(&json!(report));
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
