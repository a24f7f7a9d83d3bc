//! Another key in the place of one that stands in a file: what a rotation does to its targets.

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};
use zeroize::Zeroizing;

use super::{Document, dotenv, dotenv_syntax::assignments, import};
use crate::{FileKind, FileText, SourceText, syntax::SectionName};

/// A long-lived key as a file holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyPair {
    /// `AKIA…`.
    pub access_key_id: String,
    /// Its secret.
    pub secret_access_key: Secret,
}

/// The key that stands in a profile's section; none where there is no whole one.
///
/// # Errors
/// `ProfileInvalid` for a file that no tool can read.
pub fn key_of(
    file: &SourceText<'_>,
    kind: FileKind,
    profile: &ProfileName,
) -> Result<Option<KeyPair>> {
    let set = import::parse(file, kind)?;
    let section = set.profile(profile.as_str());
    Ok(section.and_then(|section| {
        Some(KeyPair {
            access_key_id: section.get(import::ID)?.value.as_str()?.to_owned(),
            secret_access_key: section.get(import::SECRET)?.value.to_secret(),
        })
    }))
}

/// Puts `key` in the place of the one in a profile's section; everything else stays to the byte.
///
/// # Errors
/// `ProfileNotFound` without such a section; `InvalidArgument` for a key that would not be read back
/// as it is.
pub fn replace_key(
    file: &SourceText<'_>,
    kind: FileKind,
    profile: &ProfileName,
    key: &KeyPair,
) -> Result<FileText> {
    let section = SectionName::profile(profile);
    let mut document = Document::new(file.text, kind);
    document
        .set(&section, import::ID, &key.access_key_id)
        .and_then(|()| document.set(&section, import::SECRET, key.secret_access_key.expose()))
        .map_err(|error| error.in_context(file.path.display()))?;
    Ok(document.into_text())
}

/// The key that a `.env` file sets.
///
/// # Errors
/// `NoCredentials` without one, `PartialCredentials` for half of one.
pub fn dotenv_key(file: &SourceText<'_>) -> Result<KeyPair> {
    let all = assignments(file.text);
    let (id, secret) = dotenv::pair(file, &all)?;
    Ok(KeyPair {
        access_key_id: id.value.to_string(),
        secret_access_key: Secret::new(secret.value.as_str()),
    })
}

/// Puts `key` in the place of the one that a `.env` file sets; everything else, quotes and comments
/// too, stays to the byte.
///
/// # Errors
/// As [`dotenv_key`]; `InvalidArgument` for a key that would not be read back as it is.
pub fn replace_dotenv_key(file: &SourceText<'_>, key: &KeyPair) -> Result<FileText> {
    let all = assignments(file.text);
    dotenv::pair(file, &all)?;
    let mut text = Zeroizing::new(String::with_capacity(file.text.len() + 256));
    let mut copied = 0;
    for assignment in &all {
        let new = match assignment.name {
            dotenv::ID => key.access_key_id.as_str(),
            dotenv::SECRET => key.secret_access_key.expose(),
            _ => continue,
        };
        text.push_str(&file.text[copied..assignment.place.start]);
        text.push_str(new);
        copied = assignment.place.end;
    }
    text.push_str(&file.text[copied..]);
    if dotenv_key(&SourceText::new(file.path, &text)).is_ok_and(|read| read == *key) {
        return Ok(text);
    }
    let message = format!(
        "{}: the new key would not be read back as it is",
        file.path.display()
    );
    Err(Error::new(ErrorCode::InvalidArgument, message).with_hint(
        "write AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY on a line each, without quotes",
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn new_key() -> KeyPair {
        KeyPair {
            access_key_id: "AKIAI44QH8DHBEXAMPLE".to_owned(),
            secret_access_key: Secret::new("je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"),
        }
    }

    #[test]
    fn nothing_but_the_key_changes_in_a_section() {
        let before = "# mine\r\n[default]\r\naws_access_key_id = A\r\n\r\n[app]\r\naws_secret_access_key=old # c\r\nregion = x\r\naws_access_key_id=AKIAIOSFODNN7EXAMPLE";
        let file = SourceText::new(Path::new("credentials"), before);
        let profile: ProfileName = "app".parse().unwrap();
        let text = replace_key(&file, FileKind::Credentials, &profile, &new_key()).unwrap();
        let expected = before
            .replace("=old", "=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY")
            .replace("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE");
        assert_eq!(*text, expected);
        let file = SourceText::new(Path::new("credentials"), &text);
        let found = key_of(&file, FileKind::Credentials, &profile).unwrap();
        assert_eq!(found, Some(new_key()));
        let other: ProfileName = "default".parse().unwrap();
        assert_eq!(key_of(&file, FileKind::Credentials, &other).unwrap(), None);
        let absent: ProfileName = "absent".parse().unwrap();
        replace_key(&file, FileKind::Credentials, &absent, &new_key()).unwrap_err();
    }

    #[test]
    fn nothing_but_the_key_changes_in_a_dotenv_file() {
        let before = "PORT=1\nexport AWS_ACCESS_KEY_ID = AKIAIOSFODNN7EXAMPLE # id\nAWS_SECRET_ACCESS_KEY=\"wJalr\" # s\r\nX='a\nb'";
        let file = SourceText::new(Path::new(".env"), before);
        let text = replace_dotenv_key(&file, &new_key()).unwrap();
        let expected = before
            .replace("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE")
            .replace("wJalr", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
        assert_eq!(*text, expected);
        let half = SourceText::new(Path::new(".env"), "AWS_ACCESS_KEY_ID=A\n");
        let error = replace_dotenv_key(&half, &new_key()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PartialCredentials);
    }
}
