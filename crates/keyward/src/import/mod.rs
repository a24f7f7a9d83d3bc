//! Moves plaintext keys into the vault, leaves a pointer in their place, and puts them back.
//!
//! The order makes an interruption harmless: the key is in the vault and was read back from it
//! before the file loses it, and on the way back the file has it before the vault forgets it. Run
//! again, either direction finishes what an interrupted run began.

mod origin;
mod seal;
mod undo;

use std::path::{Path, PathBuf};

use keyward_core::{ProfileName, Result};
use keyward_profile::{FileKind, SourceText};
use serde::Serialize;

use crate::{Engine, aws_files};
use origin::{Origin, OriginKind};

/// One key that moved into the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// The vault entry, and the profile that points to it.
    pub profile: ProfileName,
    /// The file that held the key.
    pub file: PathBuf,
    /// The key's id.
    pub access_key_id: String,
}

/// One key that is back in plaintext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// The profile, no longer in the vault.
    pub profile: ProfileName,
    /// The files that hold the key again.
    pub files: Vec<PathBuf>,
}

impl Engine {
    /// The profiles of one of AWS's files that hold a long-lived key pair.
    ///
    /// # Errors
    /// The file is absent, cannot be read or has a line that is not AWS's syntax.
    pub fn importable(&self, file: Option<&Path>) -> Result<Vec<ProfileName>> {
        let file = file.map_or_else(|| self.world().paths().aws_credentials, Path::to_owned);
        let text = self.existing_text(&file)?;
        keyward_profile::profiles_with_keys(&SourceText::new(&file, &text), self.file_kind(&file))
    }

    /// Moves the key of one profile of an AWS file into the vault; `program` is the absolute path
    /// of the `keyward` that the pointer will call.
    ///
    /// # Errors
    /// No such profile or no key in it, half a pair, temporary credentials, another key under that
    /// name in the vault; then nothing was written.
    pub fn import_profile(
        &self,
        profile: &ProfileName,
        file: Option<&Path>,
        program: &Path,
    ) -> Result<Imported> {
        let file = match file {
            Some(file) => file.to_owned(),
            None => self.file_with_keys(profile)?,
        };
        let kind = self.file_kind(&file);
        let text = self.existing_text(&file)?;
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        let source = SourceText::new(&file, &text);
        let taken = keyward_profile::take_keys(&source, kind, profile, &pointer)?;
        let origin = Origin::new(&file, kind.into(), &taken.record);
        self.seal_key(profile, vec![origin], &taken)?;
        self.replace(&file, &text, &taken.text)?;
        Ok(Imported {
            profile: profile.clone(),
            file,
            access_key_id: taken.access_key_id,
        })
    }

    /// Moves the key of a `.env` file into the vault under `profile`; `AWS_PROFILE` stays in its
    /// place, and a profile without any definition gets one in AWS's config file.
    ///
    /// # Errors
    /// As [`Engine::import_profile`].
    pub fn import_dotenv(
        &self,
        profile: &ProfileName,
        file: &Path,
        program: &Path,
    ) -> Result<Imported> {
        let text = self.existing_text(file)?;
        let taken = keyward_profile::take_dotenv(&SourceText::new(file, &text), profile)?;
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        let mut origins = vec![Origin::new(file, OriginKind::Dotenv, &taken.record)];
        let config = self.world().paths().aws_config;
        let is_defined = self.profiles()?.profile(profile.as_str()).is_some();
        if !is_defined {
            origins.push(Origin::definition(&config));
        }
        self.seal_key(profile, origins, &taken)?;
        if !is_defined {
            self.define_profile(&config, profile, &pointer)?;
        }
        self.replace(file, &text, &taken.text)?;
        Ok(Imported {
            profile: profile.clone(),
            file: file.to_owned(),
            access_key_id: taken.access_key_id,
        })
    }

    /// A profile that only `.env` files named so far gets a section, so that SDKs know it.
    fn define_profile(&self, config: &Path, profile: &ProfileName, pointer: &str) -> Result<()> {
        let text = aws_files::read(self.world(), config)?.unwrap_or_default();
        let source = SourceText::new(config, &text);
        let defined = keyward_profile::define_profile(&source, profile, pointer)?;
        self.replace(config, &text, &defined)
    }

    /// The one of AWS's two files where the profile has its keys; the credentials file where both
    /// or neither do.
    fn file_with_keys(&self, profile: &ProfileName) -> Result<PathBuf> {
        let paths = self.world().paths();
        let has_keys = |path: &Path, kind: FileKind| -> Result<bool> {
            let Some(text) = aws_files::read(self.world(), path)? else {
                return Ok(false);
            };
            let names = keyward_profile::profiles_with_keys(&SourceText::new(path, &text), kind)?;
            Ok(names.contains(profile))
        };
        if !has_keys(&paths.aws_credentials, FileKind::Credentials)?
            && has_keys(&paths.aws_config, FileKind::Config)?
        {
            return Ok(paths.aws_config);
        }
        Ok(paths.aws_credentials)
    }

    /// `[profile x]` in AWS's config file, `[x]` in every other.
    fn file_kind(&self, file: &Path) -> FileKind {
        if file == self.world().paths().aws_config {
            FileKind::Config
        } else {
            FileKind::Credentials
        }
    }
}
