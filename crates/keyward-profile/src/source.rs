//! The text of one file, and which of AWS's two files it is.

use std::{fmt, path::Path};

use keyward_core::{Error, ErrorCode, Result};
use zeroize::Zeroizing;

/// The text of a file that may hold secrets; overwritten when dropped.
pub type FileText = Zeroizing<String>;

/// A file's path, for messages, and its text. The path is never opened here.
#[derive(Clone, Copy)]
pub struct SourceText<'a> {
    /// Where the text was read.
    pub path: &'a Path,
    /// What stands in it.
    pub text: &'a str,
}

impl<'a> SourceText<'a> {
    /// A file's path and text.
    #[must_use]
    pub fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text }
    }

    /// The same from bytes.
    ///
    /// # Errors
    /// [`ErrorCode::ProfileInvalid`] with file and line where the bytes are not UTF-8.
    pub fn from_bytes(path: &'a Path, bytes: &'a [u8]) -> Result<Self> {
        std::str::from_utf8(bytes)
            .map(|text| Self { path, text })
            .map_err(|bad| not_utf8(path, &bytes[..bad.valid_up_to()]))
    }
}

/// The text of a file's bytes.
///
/// # Errors
/// As [`SourceText::from_bytes`].
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|bad| {
        let before = bad.utf8_error().valid_up_to();
        not_utf8(path, &Zeroizing::new(bad.into_bytes())[..before])
    })
}

fn not_utf8(path: &Path, before: &[u8]) -> Error {
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    Error::new(
        ErrorCode::ProfileInvalid,
        format!("{}:{line}: the file is not UTF-8 text", path.display()),
    )
    .with_hint("save the file as UTF-8")
}

// The text may hold secrets.
impl fmt::Debug for SourceText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.path.display(), self.text.len())
    }
}

/// Which of AWS's two shared files: they name their sections differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// `~/.aws/config`: `[profile x]`, `[default]`, `[sso-session x]`, …
    Config,
    /// `~/.aws/credentials`: `[x]`.
    Credentials,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_are_named_with_their_line() {
        let error = SourceText::from_bytes(Path::new("/c"), b"[a]\nx = \xff\n").unwrap_err();
        assert_eq!(error.message(), "/c:2: the file is not UTF-8 text");
    }

    #[test]
    fn debug_hides_the_text() {
        let source = SourceText::new(Path::new("/c"), "secret");
        assert_eq!(format!("{source:?}"), "/c (6 bytes)");
    }
}
