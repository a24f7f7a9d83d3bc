//! `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` of a `.env` file.

use std::path::Path;

use keyward_core::Result;
use keyward_profile::{KeyPair, SourceText};

use super::{Run, another_key, is_ours, text_of};
use crate::user_files::UserFiles;

pub(super) fn check(run: &Run<'_>, file: &Path) -> Result<()> {
    let files = run.engine.user_files()?;
    found(run, &files, file).map(drop)
}

pub(super) fn write(run: &Run<'_>, file: &Path, key: &KeyPair) -> Result<()> {
    let mut files = run.engine.user_files()?;
    if found(run, &files, file)? == *key {
        return Ok(());
    }
    let text = text_of(&files, file)?;
    let text = keyward_profile::replace_dotenv_key(&SourceText::new(file, &text), key)?;
    files.change(file, text)?;
    files.write()
}

/// The key that stands there, if it is one of this rotation's.
fn found(run: &Run<'_>, files: &UserFiles<'_>, file: &Path) -> Result<KeyPair> {
    let text = text_of(files, file)?;
    let key = keyward_profile::dotenv_key(&SourceText::new(file, &text))?;
    if is_ours(run, &key.access_key_id) {
        return Ok(key);
    }
    let place = file.display().to_string();
    Err(another_key(run, &place, &key.access_key_id))
}
