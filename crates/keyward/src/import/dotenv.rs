//! The key of a `.env` file.

use std::path::Path;

use keyward_core::{ProfileName, Result};
use keyward_profile::{Document, FileKind, SectionName, SourceText};

use super::{
    Found,
    identity::{Stands, stands_for},
    origin::{Origin, OriginKind},
};
use crate::{Engine, user_files::UserFiles};

impl Engine {
    /// What moving the key means; the files will be changed accordingly.
    pub(super) fn find_in_dotenv(
        &self,
        files: &mut UserFiles<'_>,
        profile: &ProfileName,
        file: &Path,
        program: &Path,
    ) -> Result<Found> {
        let text = files.existing(file)?;
        let taken = keyward_profile::take_dotenv(&SourceText::new(file, &text), profile)?;
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        let mut origins = vec![Origin::new(file, OriginKind::Dotenv, &taken.record)];
        if stands_for(&files.profiles()?, profile, &taken)? == Stands::ForNothing {
            origins.push(self.define(files, profile, &pointer)?);
        }
        self.check_plan(&files.profiles()?, profile)?;
        self.check_vault(profile, &taken)?;
        files.change(file, taken.text.clone())?;
        Ok(Found {
            profile: profile.clone(),
            taken,
            files: vec![file.to_owned()],
            origins,
        })
    }

    /// A profile without credentials gets a pointer in AWS's config file, so that other tools find
    /// the key; one that is not there gets a section for it.
    fn define(
        &self,
        files: &mut UserFiles<'_>,
        profile: &ProfileName,
        pointer: &str,
    ) -> Result<Origin> {
        let config = self.world().paths().aws_config;
        let text = files.read(&config)?.unwrap_or_default();
        let section = SectionName::profile(profile);
        let mut document = Document::new(&text, FileKind::Config);
        let kind = if document.has_section(&section) {
            OriginKind::Pointer
        } else {
            document
                .add_section(&section)
                .map_err(|error| error.in_context(config.display()))?;
            OriginKind::Definition
        };
        document
            .set(&section, "credential_process", pointer)
            .map_err(|error| error.in_context(config.display()))?;
        files.change(&config, document.into_text())?;
        Ok(Origin::without_key(&config, kind))
    }
}
