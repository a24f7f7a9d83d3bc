//! What leads to an entry of the vault.

use std::path::PathBuf;

use keyward_core::{ProfileName, Result};
use keyward_profile::SourceText;

use super::{aws::parse, identity::leads_here};
use crate::{Engine, aws_files};

impl Engine {
    /// Where AWS's two files point to keyward for a profile (`file:line`), and which of `dotenv_files`
    /// name the profile.
    ///
    /// # Errors
    /// A file that cannot be read, or has a line that is not AWS's syntax.
    pub fn pointers_to(
        &self,
        profile: &ProfileName,
        dotenv_files: &[PathBuf],
    ) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for place in self.own_places() {
            let Some(text) = aws_files::read(self.world(), &place.file)? else {
                continue;
            };
            let set = parse(&SourceText::new(&place.file, &text), place.kind)?;
            let section = set.profile(profile.as_str());
            let pointer = section
                .filter(|section| leads_here(section, profile))
                .and_then(|section| section.get("credential_process"));
            found.extend(pointer.map(|pointer| pointer.location.to_string()));
        }
        for file in dotenv_files {
            let Some(text) = aws_files::read(self.world(), file)? else {
                continue;
            };
            let line = keyward_profile::dotenv_profile_line(&text, profile);
            found.extend(line.map(|line| format!("{}:{line}", file.display())));
        }
        Ok(found)
    }
}
