//! Random identifiers: of the vault, of entries, of files.

use std::fmt;

use keyward_core::Result;
use serde::{Deserialize, Serialize};

use crate::words;

/// 128 random bits as 32 lower-case hexadecimal digits, safe as a file name wherever it came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Id(String);

impl Id {
    pub(crate) const BYTES: usize = 16;

    pub(crate) fn random() -> Result<Self> {
        let mut bytes = [0; Self::BYTES];
        getrandom::fill(&mut bytes).map_err(words::no_randomness)?;
        Ok(Self::from_bytes(&bytes))
    }

    pub(crate) fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        Self(hex::encode(bytes))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == 2 * Self::BYTES
            && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        valid.then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        hex::decode_to_slice(&self.0, &mut bytes).expect("an Id holds hexadecimal digits only");
        bytes
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> std::result::Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not 32 hexadecimal digits")
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_leave_its_folder_is_no_id() {
        for bad in ["", "../../../../../../../etc/passwd0", "ABCDEF", "0123"] {
            assert_eq!(Id::parse(bad), None, "{bad}");
        }
        let id = Id::random().unwrap();
        assert_eq!(Id::parse(id.as_str()).as_ref(), Some(&id));
        assert_eq!(Id::from_bytes(&id.to_bytes()), id);
    }
}
