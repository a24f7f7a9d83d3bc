//! Profile names.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

use crate::{Error, ErrorCode};

/// The name of a profile in AWS's shared files, and of the vault entry bound to it.
///
/// Letters, digits and `- _ / . % @ : +`: the characters that every AWS SDK accepts in a profile
/// name (AWS SDKs and Tools Reference Guide, "Shared config and credentials files").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileName(String);

impl ProfileName {
    /// The profile that AWS tools use when none is named.
    #[must_use]
    pub fn default_profile() -> Self {
        Self("default".to_owned())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `name` has only characters that every AWS SDK accepts, and at least one.
    #[must_use]
    pub fn is_valid(name: &str) -> bool {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_/.%@:+".contains(c))
    }
}

impl FromStr for ProfileName {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        if Self::is_valid(name) {
            return Ok(Self(name.to_owned()));
        }
        Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{name:?} is not a profile name"),
        )
        .with_hint("use letters, digits and - _ / . % @ : +"))
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ProfileName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_the_sdks_accept() {
        assert!(
            "some-thing:long/the_one%only.foo@bar+"
                .parse::<ProfileName>()
                .is_ok()
        );
        for bad in ["", "in valid", "foo!", "a'b", "ü"] {
            assert!(bad.parse::<ProfileName>().is_err(), "{bad}");
        }
    }
}
