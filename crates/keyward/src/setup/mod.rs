//! Adds and repairs profiles (`keyward setup`): thought through first, shown, then written.

mod profile;
mod repair;

use std::path::PathBuf;

use keyward_core::{Error, ErrorCode, Result};
use keyward_profile::FileText;

use crate::Engine;

pub use profile::{ProfileSetup, SsoSessionSetup};

/// What one file will be.
pub struct Proposal {
    /// The file; it need not be there yet.
    pub file: PathBuf,
    before: FileText,
    after: FileText,
}

impl Proposal {
    pub(crate) fn new(file: PathBuf, before: FileText, after: FileText) -> Self {
        Self {
            file,
            before,
            after,
        }
    }

    /// The text as it is. It may hold secrets.
    #[must_use]
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The text as it would be. It may hold secrets.
    #[must_use]
    pub fn after(&self) -> &str {
        &self.after
    }
}

/// What a repair would do.
#[derive(Default)]
pub struct Repair {
    /// The files that it changes.
    pub proposals: Vec<Proposal>,
    /// What it cannot mend by itself, in words.
    pub left: Vec<String>,
}

impl Engine {
    /// Writes what was shown, whole or not at all by file.
    ///
    /// # Errors
    /// A file is not as it was when the proposal was made; or cannot be written.
    pub fn write_proposals(&self, proposals: &[Proposal]) -> Result<()> {
        let mut files = self.user_files()?;
        for proposal in proposals {
            let now = files.read(&proposal.file)?.unwrap_or_default();
            if now != proposal.before {
                return Err(Error::new(
                    ErrorCode::FileBusy,
                    format!(
                        "{}: another program changed it just now; it was not written",
                        proposal.file.display()
                    ),
                )
                .with_hint("run the command again"));
            }
            files.change(&proposal.file, proposal.after.clone())?;
        }
        files.write()
    }
}
