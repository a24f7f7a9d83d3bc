//! What the two files say, as a value.

mod parse;
mod section;
mod value;

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};

use keyward_core::Result;

pub use section::{Profile, Property, Section};
pub use value::Value;
pub(crate) use value::is_sensitive;

use crate::{FileKind, Location, SourceText};

/// Both of AWS's shared files, read and merged: every profile with every value's file and line.
#[derive(Clone, Debug, Default)]
pub struct ProfileSet {
    profiles: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    services: BTreeMap<String, Section>,
    keyward: BTreeMap<String, Section>,
    warnings: Vec<Warning>,
    credentials_file: Option<Arc<Path>>,
}

/// Something in a file that every AWS tool passes over, and its author may not expect that.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    /// The line.
    pub location: Location,
    /// What is ignored and why; never the line's own text.
    pub message: &'static str,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.message)
    }
}

impl ProfileSet {
    /// Reads the text of the two files; a file that does not exist is `None`.
    ///
    /// Where both define the same key of a profile, the credentials file wins (AWS SDKs and Tools
    /// Reference Guide, "Precedence of the credentials file").
    ///
    /// # Errors
    /// [`keyward_core::ErrorCode::ProfileInvalid`] with file and line for a line that AWS's syntax
    /// does not know.
    pub fn parse(
        config: Option<SourceText<'_>>,
        credentials: Option<SourceText<'_>>,
    ) -> Result<Self> {
        parse::parse(config, credentials)
    }

    /// A profile of the files.
    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.get(name)
    }

    /// The names of the files' profiles and of `[keyward NAME]` sections, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self
            .profiles
            .keys()
            .chain(self.keyward.keys())
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// `[sso-session NAME]`.
    #[must_use]
    pub fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// `[services NAME]`.
    #[must_use]
    pub fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    /// `[keyward NAME]`, which `keyward link` writes.
    #[must_use]
    pub fn keyward_section(&self, name: &str) -> Option<&Section> {
        self.keyward.get(name)
    }

    /// The names of the files' sso-session sections, sorted.
    pub fn sso_session_names(&self) -> impl Iterator<Item = &str> {
        self.sso_sessions.keys().map(String::as_str)
    }

    /// Which of the two files a line is in.
    pub(crate) fn file_of(&self, location: &Location) -> FileKind {
        match location {
            Location::File { path, .. } if Some(path) == self.credentials_file.as_ref() => {
                FileKind::Credentials
            }
            _ => FileKind::Config,
        }
    }

    /// What was passed over, in the order of the files.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}
