//! The text of a project file.

use std::path::Path;

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use serde::Deserialize;

/// What it says, checked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) profile: ProfileName,
    pub(super) region: Option<String>,
}

/// As it stands there. A key that nobody knows may be meant to narrow something: it is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    profile: toml::Spanned<String>,
    region: Option<toml::Spanned<String>>,
}

/// Reads `profile = "NAME"` and `region = "REGION"`.
///
/// # Errors
/// `profile_invalid` with file and line.
pub(super) fn parse(text: &str, path: &Path) -> Result<Document> {
    let raw: Raw = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(path, text, at, error.message())
    })?;
    let profile = raw
        .profile
        .get_ref()
        .parse()
        .map_err(|error: Error| wrong(path, text, raw.profile.span().start, error.message()))?;
    let region = raw.region.map(|region| checked(region, path, text));
    Ok(Document {
        profile,
        region: region.transpose()?,
    })
}

fn checked(region: toml::Spanned<String>, path: &Path, text: &str) -> Result<String> {
    let at = region.span().start;
    let region = region.into_inner();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if (1..=63).contains(&region.len()) && region.chars().all(fits) {
        return Ok(region);
    }
    Err(wrong(
        path,
        text,
        at,
        "region: this is not the name of a region",
    ))
}

fn wrong(path: &Path, text: &str, at: usize, what: &str) -> Error {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let what = what.lines().next().unwrap_or_default();
    Error::new(
        ErrorCode::ProfileInvalid,
        format!("{}:{line}: {what}", path.display()),
    )
    .with_hint("a project file has the line profile = \"NAME\", and may have region = \"REGION\"")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Document> {
        parse(text, Path::new("/p/.keyward.toml"))
    }

    #[test]
    fn profile_and_region_are_read() {
        let found = read("# ours\nprofile = \"prod\"\nregion = 'eu-west-1'\n").unwrap();
        assert_eq!(found.profile.as_str(), "prod");
        assert_eq!(found.region.as_deref(), Some("eu-west-1"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, place, what) in [
            ("", ":1:", "profile"),
            ("region = \"us-east-1\"", ":1:", "profile"),
            ("\nprofile = prod", ":2:", ""),
            ("profile = \"a b\"", ":1:", "a b"),
            ("profile = \"a\"\nregion = \"x y\"", ":2:", "region"),
            ("profile = \"a\"\n\nrole = \"b\"", ":3:", "role"),
            ("profile = \"a\"\nprofile = \"b\"", ":2:", "duplicate"),
            ("profile = 1", ":1:", "string"),
        ] {
            let error = read(text).unwrap_err();
            assert_eq!(error.code(), ErrorCode::ProfileInvalid);
            assert!(error.message().contains(place), "{text}: {error}");
            assert!(error.message().contains(what), "{text}: {error}");
            assert!(!error.message().contains('\n'), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "\\PC*|(profile|region| |=|\"|'|\n|#|\\[|\\]|a|\\\\|é)*") {
            if let Ok(found) = read(&text) {
                prop_assert!(ProfileName::is_valid(found.profile.as_str()));
            }
        }

        #[test]
        fn every_profile_name_reads_back(name in "[A-Za-z0-9_.%@:+/-]{1,40}", region in proptest::option::of("[a-z0-9-]{1,30}")) {
            let mut text = format!("profile = \"{name}\"\n");
            if let Some(region) = &region {
                text.push_str(&format!("region = \"{region}\"\n"));
            }
            let found = read(&text).unwrap();
            prop_assert_eq!(found.profile.as_str(), name);
            prop_assert_eq!(found.region, region);
        }
    }
}
