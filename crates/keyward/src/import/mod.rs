//! Moves plaintext keys into the vault, leaves a pointer in their place, and puts them back.
//!
//! Everything is thought through before the first byte is written. The order then makes an
//! interruption harmless: the key is in the vault and was read back from it before the file loses
//! it, and on the way back the file has it before the vault forgets it. Run again, either direction
//! finishes what an interrupted run began. Keywards that change files take turns.

mod all;
mod aws;
mod dotenv;
mod identity;
mod origin;
mod pointers;
mod report;
mod seal;
mod undo;

use std::path::{Path, PathBuf};

use keyward_core::{ProfileName, Result, Secret};
use keyward_profile::Taken;

use crate::{Engine, user_files::UserFiles};
pub(crate) use identity::leads_here;
use origin::Origin;
pub use report::{Copy, ImportReport, Imported, LeftAlone, UndoReport, Undone};

/// A key that can move: what it is, where it stands, and what will stand there.
struct Found {
    profile: ProfileName,
    taken: Taken,
    files: Vec<PathBuf>,
    origins: Vec<Origin>,
}

impl Engine {
    /// Moves the key of one profile of an AWS file into the vault; `program` is the absolute path
    /// of the `keyward` that the pointer will call. Without `file`, of AWS's own two files; where
    /// both have the key, both lose it.
    ///
    /// # Errors
    /// No such profile or no key in it, half a pair, temporary credentials, two different keys,
    /// another key under that name in the vault; then nothing was written.
    pub fn import_profile(
        &self,
        profile: &ProfileName,
        file: Option<&Path>,
        program: &Path,
    ) -> Result<Imported> {
        self.open_vault()?;
        let mut files = self.user_files()?;
        let found = self.find_in_aws_files(&mut files, profile, file, program)?;
        let (mut imported, secret) = self.move_key(&mut files, found)?;
        imported.copies = self.copies(&files, &imported.files, &secret)?;
        Ok(imported)
    }

    /// Moves the key of a `.env` file into the vault under `profile`; `AWS_PROFILE` stays in its
    /// place, and a profile that says nothing of credentials gets a pointer in AWS's config file.
    ///
    /// # Errors
    /// As [`Engine::import_profile`], and `profile_invalid` for a profile that stands for another
    /// key, a role or anything else: the programs that read the `.env` file would become it.
    pub fn import_dotenv(
        &self,
        profile: &ProfileName,
        file: &Path,
        program: &Path,
    ) -> Result<Imported> {
        self.open_vault()?;
        let mut files = self.user_files()?;
        let found = self.find_in_dotenv(&mut files, profile, file, program)?;
        let (mut imported, secret) = self.move_key(&mut files, found)?;
        imported.copies = self.copies(&files, &imported.files, &secret)?;
        Ok(imported)
    }

    /// Opening may take a second, or a person a minute: not while other keywards wait for the files.
    fn open_vault(&self) -> Result<()> {
        self.vault().with(|_| Ok(()))
    }

    fn move_key(&self, files: &mut UserFiles<'_>, found: Found) -> Result<(Imported, Secret)> {
        self.seal_key(&found.profile, found.origins, &found.taken)?;
        files.write()?;
        let imported = Imported {
            profile: found.profile,
            files: found.files,
            access_key_id: found.taken.access_key_id,
            copies: Vec::new(),
        };
        Ok((imported, found.taken.secret_access_key))
    }

    /// Where the key still stands: in comments and under other names, in the files that it came
    /// from and in AWS's own.
    fn copies(
        &self,
        files: &UserFiles<'_>,
        touched: &[PathBuf],
        secret: &Secret,
    ) -> Result<Vec<Copy>> {
        let paths = self.world().paths();
        let own = [paths.aws_credentials, paths.aws_config];
        let others = own.iter().filter(|own| !touched.contains(own));
        let mut copies = Vec::new();
        for file in touched.iter().chain(others) {
            let text = files.read(file)?.unwrap_or_default();
            let lines = keyward_profile::lines_with(&text, secret);
            copies.extend(lines.into_iter().map(|line| Copy {
                file: file.clone(),
                line,
            }));
        }
        Ok(copies)
    }
}
