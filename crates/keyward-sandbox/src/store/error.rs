//! Why a data folder cannot be used.

use std::path::Path;
use std::{fmt, fs, io};

/// The folder or file, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    message: String,
    hint: &'static str,
}

impl DataError {
    pub(super) fn in_use(folder: &Path, pid: &Path) -> Self {
        let pid = fs::read_to_string(pid).ok();
        let pid = pid.filter(|pid| pid.parse::<u32>().is_ok());
        let who = pid.map_or_else(String::new, |pid| format!(" (process {pid})"));
        Self {
            message: format!(
                "the data folder {} is in use by another sandbox{who}",
                folder.display()
            ),
            hint: "end that one first, or name another folder",
        }
    }

    pub(super) fn unusable(folder: &Path, error: &io::Error) -> Self {
        Self {
            message: format!(
                "the data folder {} cannot be used: {error}",
                folder.display()
            ),
            hint: "name a folder that you may write to",
        }
    }

    pub(super) fn unwritable(folder: &Path, error: &str) -> Self {
        Self {
            message: format!("nothing can be written to {}: {error}", folder.display()),
            hint: "make room on the disk, or name another folder",
        }
    }

    pub(super) fn damaged(file: &Path, why: &str) -> Self {
        Self {
            message: format!("{} is damaged: {why}", file.display()),
            hint: "nothing in it was changed; bring back a copy of the folder, or name an empty one",
        }
    }

    pub(super) fn newer(file: &Path, format: &str) -> Self {
        Self {
            message: format!(
                "{} has format {format}, which this keyward does not know",
                file.display()
            ),
            hint: "use the newer keyward that made it, or name another folder",
        }
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.hint
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DataError {}
