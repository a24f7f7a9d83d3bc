//! A key pair out of a `.env` file, and back.

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};

use super::{
    Taken,
    dotenv_syntax::{Assignment, assignments},
    record::{From, Record},
    splice,
};
use crate::{FileText, SourceText};

pub(super) const ID: &str = "AWS_ACCESS_KEY_ID";
pub(super) const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
const TOKEN: &str = "AWS_SESSION_TOKEN";
const PROFILE: &str = "AWS_PROFILE";

/// Takes the key out of a `.env` file; one `AWS_PROFILE=NAME` line takes the place of the first of
/// its lines, and everything else stays as it was. An `AWS_PROFILE` that is there and equal serves
/// as that line.
///
/// # Errors
/// `NoCredentials` without a key, `PartialCredentials` for half a pair, `InvalidArgument` for
/// temporary credentials and for another `AWS_PROFILE`.
pub fn take_dotenv(file: &SourceText<'_>, profile: &ProfileName) -> Result<Taken> {
    let all = assignments(file.text);
    let (id, secret) = pair(file, &all)?;
    if let Some(token) = last(&all, TOKEN) {
        return Err(error(
            file,
            token,
            "AWS_SESSION_TOKEN: the credentials are temporary",
        )
        .with_hint("they expire by themselves: there is nothing to store"));
    }
    if let Some(other) = all
        .iter()
        .find(|a| a.name == PROFILE && *a.value != profile.as_str())
    {
        let what = format!("AWS_PROFILE names another profile than \"{profile}\"");
        return Err(error(file, other, &what)
            .with_hint("import under that name with --profile, or remove the line"));
    }
    let lines: Vec<_> = all
        .iter()
        .filter(|a| [ID, SECRET, PROFILE].contains(&a.name))
        .collect();
    let pointer = pointer_line(file.text, &lines, profile);
    let spans: Vec<_> = lines.iter().map(|a| a.span.clone()).collect();
    let (text, chunks) = splice::take(file.text, &spans, &pointer);
    check_others(file, &all, id, &text)?;
    let record = Record::new(From::Dotenv, profile.as_str(), &pointer, chunks);
    Ok(Taken {
        text,
        access_key_id: id.value.to_string(),
        secret_access_key: Secret::new(secret.value.as_str()),
        account_id: None,
        record: record.seal(),
    })
}

/// Puts back what [`take_dotenv`] took.
///
/// # Errors
/// `InvalidArgument` where the `AWS_PROFILE` line is gone or the file has a key again.
pub fn put_back_dotenv(file: &SourceText<'_>, record: &Secret) -> Result<FileText> {
    let record = Record::open(record)?;
    let all = assignments(file.text);
    if let Some(again) = last(&all, ID).or_else(|| last(&all, SECRET)) {
        return Err(error(file, again, "the file has a key again")
            .with_hint("remove the key's lines, then undo again"));
    }
    let pointer = all
        .iter()
        .find(|a| a.name == PROFILE && *a.value == record.profile)
        .filter(|_| record.from == From::Dotenv)
        .ok_or_else(|| {
            let message = format!(
                "{}: the line AWS_PROFILE={} that import left is gone",
                file.path.display(),
                record.profile
            );
            Error::new(ErrorCode::InvalidArgument, message).with_hint(
                "the key is still in the vault; `keyward export` shows it, to be put back by hand",
            )
        })?;
    Ok(splice::put_back(file.text, &pointer.span, &record.chunks))
}

/// The line of a `.env` file that names this profile, counted from 1.
#[must_use]
pub fn dotenv_profile_line(text: &str, profile: &ProfileName) -> Option<usize> {
    let all = assignments(text);
    let named = last(&all, PROFILE).filter(|found| *found.value == profile.as_str());
    named.map(|found| line_number(text, found))
}

/// A quote left open elsewhere could pair with one of the key's: then its going would change what
/// other lines mean.
fn check_others(
    file: &SourceText<'_>,
    before: &[Assignment<'_>],
    id: &Assignment<'_>,
    text: &str,
) -> Result<()> {
    let after = assignments(text);
    let pointer = after.iter().any(|a| a.name == PROFILE);
    if pointer && others(before) == others(&after) {
        return Ok(());
    }
    Err(error(
        file,
        id,
        "a quote that is left open makes it unclear where the key ends",
    )
    .with_hint("close the quote, then import again"))
}

fn others<'a>(all: &'a [Assignment<'_>]) -> Vec<(&'a str, &'a str)> {
    all.iter()
        .filter(|a| ![ID, SECRET, PROFILE].contains(&a.name))
        .map(|a| (a.name, a.value.as_str()))
        .collect()
}

pub(super) fn pair<'t, 'a>(
    file: &SourceText<'_>,
    all: &'t [Assignment<'a>],
) -> Result<(&'t Assignment<'a>, &'t Assignment<'a>)> {
    let half = |there: &Assignment<'_>, missing: &str| {
        let what = format!("{} is set, but {missing} is not", there.name);
        let number = line_number(file.text, there);
        let message = format!("{}:{number}: {what}", file.path.display());
        Error::new(ErrorCode::PartialCredentials, message)
            .with_hint(format!("add {missing}, or remove {}", there.name))
    };
    match (last(all, ID), last(all, SECRET)) {
        (Some(id), Some(secret)) => Ok((id, secret)),
        (Some(id), None) => Err(half(id, SECRET)),
        (None, Some(secret)) => Err(half(secret, ID)),
        (None, None) => Err(Error::new(
            ErrorCode::NoCredentials,
            format!(
                "{}: the file sets no AWS_ACCESS_KEY_ID",
                file.path.display()
            ),
        )),
    }
}

/// The assignment that counts: the last one, if its value is not empty.
fn last<'t, 'a>(all: &'t [Assignment<'a>], name: &str) -> Option<&'t Assignment<'a>> {
    let found = all
        .iter()
        .rev()
        .find(|assignment| assignment.name == name)?;
    (!found.value.is_empty()).then_some(found)
}

/// An `AWS_PROFILE` in the first place stays to the letter; else the line is written like the key's.
fn pointer_line(text: &str, lines: &[&Assignment<'_>], profile: &ProfileName) -> String {
    match lines.first() {
        Some(first) if first.name == PROFILE => text[first.span.clone()]
            .trim_end_matches(['\n', '\r'])
            .to_owned(),
        Some(first) => format!("{}{PROFILE}={profile}", first.lead),
        None => format!("{PROFILE}={profile}"),
    }
}

fn error(file: &SourceText<'_>, at: &Assignment<'_>, what: &str) -> Error {
    let number = line_number(file.text, at);
    let message = format!("{}:{number}: {what}", file.path.display());
    Error::new(ErrorCode::InvalidArgument, message)
}

fn line_number(text: &str, at: &Assignment<'_>) -> usize {
    1 + text[..at.span.start].matches('\n').count()
}
