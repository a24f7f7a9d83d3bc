//! Places beside the vault that hold the key. One file each.

mod command;
mod credentials_file;
mod dotenv;
mod text;

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{FileText, KeyPair};
use keyward_vault::Entry;

use super::{journal::Stage, run::Run};
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
        }
    }

    /// Refuses a place that holds something else: nobody's key is overwritten.
    fn check(&self, run: &Run<'_>) -> Result<()> {
        match self {
            Self::CredentialsFile { file, section } => credentials_file::check(run, file, section),
            Self::Dotenv { file } => dotenv::check(run, file),
            Self::Command { .. } => Ok(()),
        }
    }
}

/// The targets that an entry remembers.
pub(super) fn of(entry: &Entry) -> Result<Vec<RotationTarget>> {
    let texts = entry.targets.iter();
    texts.map(|text| RotationTarget::parse(text)).collect()
}

/// The same for people.
pub(super) fn shown(entry: &Entry) -> Vec<String> {
    let shown = |text: &String| {
        RotationTarget::parse(text).map_or_else(|_| "unknown".to_owned(), |it| it.to_string())
    };
    entry.targets.iter().map(shown).collect()
}

/// What the entry is to remember: what it does, and what the options say.
pub(super) fn chosen(run: &Run<'_>) -> Result<Vec<String>> {
    let mut texts = run.sealed.entry.targets.clone();
    let forgotten = run.options.forget_targets.iter();
    for text in forgotten.map(RotationTarget::to_text) {
        let before = texts.len();
        texts.retain(|known| *known != text);
        if texts.len() == before {
            return Err(unknown(run, &text));
        }
    }
    for target in &run.options.targets {
        let text = target.to_text();
        if texts.contains(&text) {
            continue;
        }
        if let Some(journal) = &run.sealed.journal
            && journal.stage >= Stage::Promoting
        {
            return Err(too_late(run));
        }
        target.check(run)?;
        texts.push(text);
    }
    Ok(texts)
}

/// Every target has to hold the key that is to be replaced.
pub(super) fn check_all(run: &Run<'_>) -> Result<()> {
    let targets = of(&run.sealed.entry)?;
    targets.iter().try_for_each(|target| target.check(run))
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

fn another_key(run: &Run<'_>, place: &str, id: &str) -> Error {
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

fn unknown(run: &Run<'_>, text: &str) -> Error {
    let shown = RotationTarget::parse(text).map_or_else(|_| text.to_owned(), |it| it.to_string());
    let known = self::shown(&run.sealed.entry).join(", ");
    Error::new(
        ErrorCode::InvalidArgument,
        format!("{} is not rotated to {shown}", run.profile),
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
