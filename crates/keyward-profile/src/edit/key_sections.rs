//! Where a file has access keys.

use std::path::Path;

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::{
    import::{self, ID, SECRET, TOKENS},
    lines::Lines,
};
use crate::{
    FileKind, Section, SourceText,
    syntax::{Header, Ignored, Kind, property, without_comment},
};

/// The profiles of one file that have a key or part of one, sorted.
///
/// # Errors
/// [`ErrorCode::ProfileInvalid`] for a file that no tool can read.
pub fn profiles_with_keys(file: &SourceText<'_>, kind: FileKind) -> Result<Vec<ProfileName>> {
    let set = import::parse(file, kind)?;
    set.names()
        .into_iter()
        .filter(|name| set.profile(name).is_some_and(has_key))
        .map(str::parse)
        .collect()
}

/// Whether a section has an access key, or part of one.
#[must_use]
pub fn has_key(section: &Section) -> bool {
    [ID, SECRET].iter().any(|key| is_set(section, key))
}

/// Whether a section has a complete pair that does not expire.
#[must_use]
pub fn has_long_lived_key(section: &Section) -> bool {
    [ID, SECRET].iter().all(|key| is_set(section, key))
        && !TOKENS.iter().any(|key| is_set(section, key))
}

fn is_set(section: &Section, key: &str) -> bool {
    section
        .get(key)
        .is_some_and(|found| !found.value.is_empty())
}

/// Sections that hold a secret key although AWS's tools pass over them: their names, and an error
/// for each that says why.
#[must_use]
pub fn keys_in_ignored_sections(file: &SourceText<'_>, kind: FileKind) -> Vec<(String, Error)> {
    let lines = Lines::new(file.text, kind);
    let mut found = Vec::new();
    for (at, line) in lines.all.iter().enumerate() {
        let Kind::Header(Header::Ignored(why)) = &line.kind else {
            continue;
        };
        let holds_secret = (at + 1..lines.section_end(at)).any(|line| {
            property(lines.body(line))
                .is_ok_and(|(key, value)| key.eq_ignore_ascii_case(SECRET) && !value.is_empty())
        });
        if holds_secret {
            let header = without_comment(lines.body(at), false).trim();
            found.push((
                header.to_owned(),
                ignored(file.path, line.number, header, *why),
            ));
        }
    }
    found
}

fn ignored(path: &Path, line: u32, header: &str, why: Ignored) -> Error {
    let message = format!(
        "{}:{line}: {header} holds a key: {}",
        path.display(),
        why.reason()
    );
    Error::new(ErrorCode::ProfileInvalid, message)
        .with_hint("correct the section's name, then import again")
}
