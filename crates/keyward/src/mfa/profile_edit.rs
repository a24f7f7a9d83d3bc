//! `mfa_serial` in the user's config file, written by the lossless editor.

use keyward_core::{ProfileName, Result};
use keyward_profile::{Document, FileKind, FileText, ProfileSet, SectionName};

use crate::{Engine, Proposal, aws_files};

const KEY: &str = "mfa_serial";

impl Engine {
    /// The config file with `mfa_serial` in the profile; in its `[keyward NAME]` section where it is linked.
    ///
    /// # Errors
    /// A file that cannot be read, or has a line that is not AWS's syntax.
    pub fn propose_mfa_serial(&self, profile: &ProfileName, serial: &str) -> Result<Proposal> {
        let section = section_of(&self.profiles()?, profile.as_str());
        self.propose_edit(|document| {
            if !document.has_section(&section) {
                document.add_section(&section)?;
            }
            document.set(&section, KEY, serial)
        })
    }

    /// The config file without this `mfa_serial` in any profile.
    ///
    /// # Errors
    /// As [`Engine::propose_mfa_serial`].
    pub fn propose_without_mfa(&self, serial: &str) -> Result<Proposal> {
        let set = self.profiles()?;
        self.propose_edit(|document| {
            for name in naming(&set, serial) {
                document.remove(&section_of(&set, name), KEY);
            }
            Ok(())
        })
    }

    fn propose_edit(&self, edit: impl FnOnce(&mut Document) -> Result<()>) -> Result<Proposal> {
        let file = self.world().paths().aws_config;
        let before: FileText = aws_files::read(self.world(), &file)?.unwrap_or_default();
        let mut document = Document::new(&before, FileKind::Config);
        edit(&mut document)?;
        Ok(Proposal::new(file, before, document.into_text()))
    }
}

fn section_of(set: &ProfileSet, name: &str) -> SectionName {
    match set.keyward_section(name) {
        Some(_) => SectionName::Keyward(name.to_owned()),
        None => SectionName::Profile(name.to_owned()),
    }
}

fn naming<'a>(set: &'a ProfileSet, serial: &'a str) -> impl Iterator<Item = &'a str> {
    set.names().into_iter().filter(move |name| {
        let section = set.keyward_section(name).or_else(|| set.profile(name));
        let found = section.and_then(|section| section.get(KEY));
        found.is_some_and(|found| found.value.as_str() == Some(serial))
    })
}
