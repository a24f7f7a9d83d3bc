//! Section headers: `[profile x]` and its relatives.

use std::fmt;

use keyward_core::ProfileName;

use super::{BLANKS, without_comment};
use crate::FileKind;

/// What a section is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionName {
    /// `[profile x]` or `[default]`; `[x]` in the credentials file.
    Profile(String),
    /// `[sso-session x]`.
    SsoSession(String),
    /// `[services x]`.
    Services(String),
    /// `[keyward x]`: what keyward reads in the stead of profile x; every SDK ignores it.
    Keyward(String),
}

impl SectionName {
    /// The section of a profile.
    #[must_use]
    pub fn profile(name: &ProfileName) -> Self {
        Self::Profile(name.as_str().to_owned())
    }

    /// The section that keyward reads in the profile's stead.
    #[must_use]
    pub fn keyward(name: &ProfileName) -> Self {
        Self::Keyward(name.as_str().to_owned())
    }

    /// The header as it is written in a file of this kind.
    #[must_use]
    pub fn header(&self, kind: FileKind) -> String {
        match (self, kind) {
            (Self::Profile(name), FileKind::Credentials) => format!("[{name}]"),
            (Self::Profile(name), FileKind::Config) if name == "default" => "[default]".to_owned(),
            (section, _) => format!("[{section}]"),
        }
    }

    /// The name without the kind.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Profile(name)
            | Self::SsoSession(name)
            | Self::Services(name)
            | Self::Keyward(name) => name,
        }
    }
}

impl fmt::Display for SectionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::Profile(_) => "profile",
            Self::SsoSession(_) => "sso-session",
            Self::Services(_) => "services",
            Self::Keyward(_) => "keyward",
        };
        write!(f, "{word} {}", self.name())
    }
}

/// A header line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// A section that counts. `prefixed` tells `[profile default]` from `[default]`.
    Known {
        section: SectionName,
        prefixed: bool,
    },
    /// A section that every tool passes over, with what it holds.
    Ignored(Ignored),
}

/// Why a section is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ignored {
    /// The name has a character that the SDKs do not accept.
    InvalidName,
    /// `[x]` in the config file.
    NoPrefix,
    /// `[profile x]` in the credentials file.
    PrefixInCredentials,
}

impl Ignored {
    /// The reason in words.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::InvalidName => {
                "the section's name has a character that AWS tools do not accept; it is ignored"
            }
            Self::NoPrefix => {
                "AWS tools know no such section in the config file; a profile is written [profile NAME]"
            }
            Self::PrefixInCredentials => {
                "in the credentials file a profile is written [NAME], without \"profile\"; the section is ignored"
            }
        }
    }
}

impl Header {
    /// Reads a line that starts with `[`.
    pub(crate) fn read(line: &str, kind: FileKind) -> Result<Self, &'static str> {
        let inner = without_comment(line, false)
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .ok_or("Profile definition must end with ']'")?
            .trim_matches(BLANKS);
        Ok(match kind {
            FileKind::Config => Self::in_config(inner),
            FileKind::Credentials => Self::in_credentials(inner),
        })
    }

    fn in_config(inner: &str) -> Self {
        if inner == "default" {
            return Self::known(SectionName::Profile, inner, false);
        }
        let Some((word, name)) = inner.split_once(BLANKS) else {
            return Self::Ignored(Ignored::NoPrefix);
        };
        let make = match word {
            "profile" => SectionName::Profile,
            "sso-session" => SectionName::SsoSession,
            "services" => SectionName::Services,
            "keyward" => SectionName::Keyward,
            _ => return Self::Ignored(Ignored::NoPrefix),
        };
        Self::known(make, unquoted(name.trim_matches(BLANKS)), true)
    }

    fn in_credentials(inner: &str) -> Self {
        if inner.starts_with("profile") && inner["profile".len()..].starts_with(BLANKS) {
            return Self::Ignored(Ignored::PrefixInCredentials);
        }
        Self::known(SectionName::Profile, inner, false)
    }

    fn known(make: fn(String) -> SectionName, name: &str, prefixed: bool) -> Self {
        if !ProfileName::is_valid(name) {
            return Self::Ignored(Ignored::InvalidName);
        }
        Self::Known {
            section: make(name.to_owned()),
            prefixed,
        }
    }
}

/// botocore and SDK v3 accept quotes around the name of a section.
fn unquoted(name: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(line: &str) -> Header {
        Header::read(line, FileKind::Config).unwrap()
    }

    #[test]
    fn quotes_around_a_name_are_taken_off_and_the_name_is_checked() {
        let a = Header::Known {
            section: SectionName::Profile("a".into()),
            prefixed: true,
        };
        assert_eq!(config("[profile \"a\"]"), a);
        assert_eq!(config("[profile 'a' ] # c"), a);
        assert_eq!(
            config("[profile \"a b\"]"),
            Header::Ignored(Ignored::InvalidName)
        );
    }

    #[test]
    fn a_header_is_written_as_each_file_wants_it() {
        let name = SectionName::Profile("a".into());
        assert_eq!(name.header(FileKind::Config), "[profile a]");
        assert_eq!(name.header(FileKind::Credentials), "[a]");
        let default = SectionName::Profile("default".into());
        assert_eq!(default.header(FileKind::Config), "[default]");
        assert_eq!(
            SectionName::Keyward("a".into()).header(FileKind::Config),
            "[keyward a]"
        );
    }
}
