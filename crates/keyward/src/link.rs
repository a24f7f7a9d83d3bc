//! Lets other AWS tools use a profile that keyward resolves (`keyward link`, `unlink`).

use std::path::{Path, PathBuf};

use keyward_core::{ProfileName, Result};
use keyward_profile::SourceText;

use crate::{Engine, aws_files};

impl Engine {
    /// Moves what keyward resolves into `[keyward NAME]` and leaves a pointer to `program`, in
    /// AWS's config file. Returns the file.
    ///
    /// # Errors
    /// The profile is not in the config file or linked already; then nothing was written.
    pub fn link(&self, profile: &ProfileName, program: &Path) -> Result<PathBuf> {
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        self.edit_config(|source| keyward_profile::link(source, profile, &pointer))
    }

    /// Restores what `link` moved. Returns the file.
    ///
    /// # Errors
    /// The profile is not linked; then nothing was written.
    pub fn unlink(&self, profile: &ProfileName) -> Result<PathBuf> {
        self.edit_config(|source| keyward_profile::unlink(source, profile))
    }

    fn edit_config(&self, edit: impl Fn(&SourceText<'_>) -> Result<String>) -> Result<PathBuf> {
        let config = self.world().paths().aws_config;
        let text = aws_files::read(self.world(), &config)?.unwrap_or_default();
        let edited = edit(&SourceText::new(&config, &text))?;
        self.replace(&config, &text, &edited)?;
        Ok(config)
    }
}
