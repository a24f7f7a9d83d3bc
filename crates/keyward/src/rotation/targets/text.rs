//! Targets as they are written on the command line and in the vault.

use std::{fmt, path::PathBuf};

use keyward_core::{Error, ErrorCode, Result};

use super::RotationTarget;

const FORMS: &str = "write credentials-file:PATH#SECTION, dotenv:PATH or command:COMMAND";

impl RotationTarget {
    /// Reads a target; a relative path is taken from the working folder.
    ///
    /// # Errors
    /// `invalid_argument`.
    pub fn parse(text: &str) -> Result<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let rest = rest.trim();
        match kind {
            "credentials-file" => {
                let (file, section) = rest.rsplit_once('#').ok_or_else(|| malformed(text))?;
                let section = section
                    .parse()
                    .map_err(|error: Error| error.in_context(text))?;
                Ok(Self::CredentialsFile {
                    file: absolute(file, text)?,
                    section,
                })
            }
            "dotenv" => Ok(Self::Dotenv {
                file: absolute(rest, text)?,
            }),
            "command" if !rest.is_empty() => Ok(Self::Command {
                line: rest.to_owned(),
            }),
            _ => Err(malformed(kind)),
        }
    }

    /// What [`RotationTarget::parse`] reads. A command line stands in it whole.
    pub(in super::super) fn to_text(&self) -> String {
        match self {
            Self::Command { line } => format!("command:{line}"),
            other => other.to_string(),
        }
    }
}

fn absolute(file: &str, text: &str) -> Result<PathBuf> {
    if file.is_empty() {
        return Err(malformed(text));
    }
    std::path::absolute(file).map_err(|_| malformed(text))
}

fn malformed(text: &str) -> Error {
    let message = format!("{text:?} is no place that a rotation can write to");
    Error::new(ErrorCode::InvalidArgument, message).with_hint(FORMS)
}

impl fmt::Display for RotationTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CredentialsFile { file, section } => {
                write!(f, "credentials-file:{}#{section}", file.display())
            }
            Self::Dotenv { file } => write!(f, "dotenv:{}", file.display()),
            // The rest may hold anything.
            Self::Command { line } => {
                let word = line.split_whitespace().next().unwrap_or_default();
                write!(f, "command:{word}")
            }
        }
    }
}

impl fmt::Debug for RotationTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in [
            "credentials-file:/home/a/.aws/credentials#prod",
            "credentials-file:/a#b/c#default",
            "dotenv:/srv/app/.env",
            "command:deploy --token x:y",
        ] {
            let target = RotationTarget::parse(text).unwrap();
            assert_eq!(target.to_text(), text);
        }
        let shown = format!(
            "{:?}",
            RotationTarget::parse("command:put --token x").unwrap()
        );
        assert_eq!(shown, "command:put");
        for bad in [
            "",
            "file",
            "dotenv:",
            "credentials-file:/a",
            "credentials-file:#x",
            "command: ",
            "s3:/x",
        ] {
            let error = RotationTarget::parse(bad).unwrap_err();
            assert_eq!(error.code(), ErrorCode::InvalidArgument, "{bad}");
        }
    }
}
