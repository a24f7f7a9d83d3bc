//! Places beside the vault that hold the key. One file each.

mod aws_place;
mod command;
mod credentials_file;
mod dotenv;
mod json_key;
mod secrets_manager;
mod ssm;
mod text;

use std::{
    fmt,
    path::{Path, PathBuf},
};

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{FileText, KeyPair};
use keyward_vault::Entry;

pub use self::{
    aws_place::{AwsPlace, KeyFields},
    secrets_manager::SecretPlace,
    ssm::{ParameterForm, ParameterPlace},
};
use super::{journal::Stage, report::TargetReport, run::Run, sealed::Sealed};
use crate::user_files::UserFiles;

/// A place that a rotation writes the new key to, once it is proved.
#[derive(Clone, PartialEq, Eq)]
pub enum RotationTarget {
    /// `credentials-file:PATH#SECTION`: a section of a file in the form of `~/.aws/credentials`.
    CredentialsFile {
        /// The file; it has to be there.
        file: PathBuf,
        /// The section; it has to hold the key.
        section: ProfileName,
    },
    /// `dotenv:PATH`: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` of a `.env` file.
    Dotenv {
        /// The file; it has to hold the key.
        file: PathBuf,
    },
    /// `command:CMD`: a command line for the shell, which gets the key as JSON on stdin and ends with 0
    /// once it has stored it. It may be run again with the same key.
    Command {
        /// The command line; shown by its first word only.
        line: String,
    },
    /// `secretsmanager:SECRET[#ID_FIELD,SECRET_FIELD][?region=R&profile=P]`: a secret of AWS Secrets
    /// Manager, a JSON object that holds the key.
    SecretsManager(SecretPlace),
    /// `ssm:NAME[#ID_FIELD,SECRET_FIELD][?region=R&profile=P]`, `ssm:NAME_OF_ID,NAME_OF_SECRET[?…]`: of
    /// SSM's Parameter Store; they hold the key.
    Ssm(ParameterPlace),
}

impl RotationTarget {
    /// Puts the key that counts there.
    pub(super) async fn write(&self, run: &Run<'_>) -> Result<()> {
        let current = run.sealed.current();
        let key = KeyPair {
            access_key_id: current.access_key_id,
            secret_access_key: current.secret_access_key,
        };
        match self {
            Self::CredentialsFile { file, section } => {
                credentials_file::write(run, file, section, &key)
            }
            Self::Dotenv { file } => dotenv::write(run, file, &key),
            Self::Command { line } => command::write(run, line, &key).await,
            Self::SecretsManager(place) => secrets_manager::write(run, place, &key).await,
            Self::Ssm(place) => ssm::write(run, place, &key).await,
        }
    }

    /// Refuses a place that holds something else: nobody's key is overwritten.
    async fn check(&self, run: &Run<'_>) -> Result<()> {
        match self {
            Self::CredentialsFile { file, section } => credentials_file::check(run, file, section),
            Self::Dotenv { file } => dotenv::check(run, file),
            Self::Command { .. } => Ok(()),
            Self::SecretsManager(place) => self.named(secrets_manager::check(run, place).await),
            Self::Ssm(place) => self.named(ssm::check(run, place).await),
        }
    }

    /// AWS's refusals do not say where.
    fn named(&self, answer: Result<()>) -> Result<()> {
        answer.map_err(|error| match error.code() {
            ErrorCode::AwsRefused => error.in_context(self),
            _ => error,
        })
    }
}

/// The targets that an entry remembers.
pub(super) fn of(entry: &Entry) -> Result<Vec<RotationTarget>> {
    let texts = entry.targets.iter();
    texts.map(|text| RotationTarget::parse(text)).collect()
}

/// The same for people.
pub(super) fn shown(entry: &Entry) -> Vec<String> {
    entry.targets.iter().map(|text| shown_text(text)).collect()
}

fn shown_text(text: &str) -> String {
    RotationTarget::parse(text).map_or_else(|_| "unknown".to_owned(), |it| it.to_string())
}

/// Which key each of them holds.
pub(super) fn report(sealed: &Sealed) -> Vec<TargetReport> {
    let id = |text: &String| match (&sealed.journal, sealed.former()) {
        (Some(journal), Some(former))
            if journal.stage == Stage::Promoting && !journal.written.contains(text) =>
        {
            former.access_key_id.clone()
        }
        _ => sealed.entry.access_key_id.clone(),
    };
    let targets = sealed.entry.targets.iter();
    let report = |text: &String| TargetReport {
        target: shown_text(text),
        access_key_id: id(text),
    };
    targets.map(report).collect()
}

/// What the entry is to remember: what it does, and what the options say.
pub(super) async fn chosen(run: &Run<'_>) -> Result<Vec<String>> {
    let mut targets = of(&run.sealed.entry)?;
    for forgotten in &run.options.forget_targets {
        let before = targets.len();
        targets.retain(|known| !known.is_place_of(forgotten));
        if targets.len() == before {
            return Err(unknown(run, forgotten));
        }
    }
    for target in &run.options.targets {
        if targets.contains(target) {
            continue;
        }
        let known = targets.iter().position(|known| known.is_place_of(target));
        if known.is_none() && is_in_place(run) {
            return Err(too_late(run));
        }
        target.check(run).await?;
        match known {
            Some(known) => targets[known] = target.clone(),
            None => targets.push(target.clone()),
        }
    }
    Ok(targets.iter().map(RotationTarget::to_text).collect())
}

/// Whether the new key is where programs find it.
fn is_in_place(run: &Run<'_>) -> bool {
    let journal = run.sealed.journal.as_ref();
    journal.is_some_and(|journal| journal.stage >= Stage::Promoting)
}

/// Every target has to hold the key that is to be replaced.
pub(super) async fn check_all(run: &Run<'_>) -> Result<()> {
    for target in of(&run.sealed.entry)? {
        target.check(run).await?;
    }
    Ok(())
}

/// The text of a target that has to be there.
fn text_of(files: &UserFiles<'_>, file: &Path) -> Result<FileText> {
    files.read(file)?.ok_or_else(|| {
        let message = format!("{}: there is no such file", file.display());
        Error::new(ErrorCode::FileUnreadable, message)
            .with_hint("a rotation replaces a key that is there; write the file first, or drop it with --forget-target")
    })
}

/// Whether a key that stands in a target is one of this rotation's.
fn is_ours(run: &Run<'_>, id: &str) -> bool {
    let others = run.sealed.next().into_iter().chain(run.sealed.former());
    let mut ours = others.map(|key| key.access_key_id.as_str());
    id == run.sealed.entry.access_key_id || ours.any(|ours| ours == id)
}

fn another_key(run: &Run<'_>, place: &impl fmt::Display, id: &str) -> Error {
    let own = &run.sealed.entry.access_key_id;
    let profile = run.profile;
    Error::new(
        ErrorCode::InvalidArgument,
        format!(
            "{place} holds the key {id}, and the one of {profile} is {own}; it is not overwritten"
        ),
    )
    .with_hint("name the place that holds this key, or put it there first (`keyward export`)")
}

fn unknown(run: &Run<'_>, target: &RotationTarget) -> Error {
    let known = self::shown(&run.sealed.entry).join(", ");
    Error::new(
        ErrorCode::InvalidArgument,
        format!("{} is not rotated to {target}", run.profile),
    )
    .with_hint(if known.is_empty() {
        "it has no targets".to_owned()
    } else {
        format!("its targets are {known}")
    })
}

fn too_late(run: &Run<'_>) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!(
            "a rotation of {} is under way, and its new key is in place already",
            run.profile
        ),
    )
    .with_hint("name further targets when it has ended")
}
