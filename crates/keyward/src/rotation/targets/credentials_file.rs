//! A section of a file in the form of `~/.aws/credentials`.

use std::path::Path;

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{FileKind, KeyPair, SourceText};

use super::{Run, another_key, is_ours, text_of};
use crate::user_files::UserFiles;

const KIND: FileKind = FileKind::Credentials;

pub(super) fn check(run: &Run<'_>, file: &Path, section: &ProfileName) -> Result<()> {
    let files = run.engine.user_files()?;
    found(run, &files, file, section).map(drop)
}

pub(super) fn write(
    run: &Run<'_>,
    file: &Path,
    section: &ProfileName,
    key: &KeyPair,
) -> Result<()> {
    let mut files = run.engine.user_files()?;
    if found(run, &files, file, section)? == *key {
        return Ok(());
    }
    let text = text_of(&files, file)?;
    let source = SourceText::new(file, &text);
    let text = keyward_profile::replace_key(&source, KIND, section, key)?;
    files.change(file, text)?;
    files.write()
}

/// The key that stands there, if it is one of this rotation's.
fn found(
    run: &Run<'_>,
    files: &UserFiles<'_>,
    file: &Path,
    section: &ProfileName,
) -> Result<KeyPair> {
    let text = text_of(files, file)?;
    let source = SourceText::new(file, &text);
    let place = format!("{}: section [{section}]", file.display());
    match keyward_profile::key_of(&source, KIND, section)? {
        Some(key) if is_ours(run, &key.access_key_id) => Ok(key),
        Some(key) => Err(another_key(run, &place, &key.access_key_id)),
        None => Err(Error::new(
            ErrorCode::NoCredentials,
            format!("{place} holds no access key to be replaced"),
        )
        .with_hint("a program that reads a credential_process there gets the new key by itself: it needs no target")),
    }
}
