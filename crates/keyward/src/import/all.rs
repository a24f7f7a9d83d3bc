//! Every key of the files: checked first, then moved one by one; what cannot move is told.

use std::path::Path;

use keyward_core::{Error, ProfileName, Result};
use keyward_profile::SourceText;

use super::{
    ImportReport, LeftAlone,
    aws::{Place, parse},
};
use crate::{Engine, user_files::UserFiles};

impl Engine {
    /// Moves every long-lived key of AWS's two files, or of `file`. One that cannot move keeps no
    /// other from it.
    ///
    /// # Errors
    /// The vault's own; a file that is absent, cannot be read or has a line that is not AWS's
    /// syntax. Then nothing was written.
    pub fn import_all(&self, file: Option<&Path>, program: &Path) -> Result<ImportReport> {
        self.open_vault()?;
        let mut files = self.user_files()?;
        let (ready, mut report) = self.check_all(&mut files, file, program)?;
        let mut secrets = Vec::new();
        for profile in ready {
            let moved = self
                .find_in_aws_files(&mut files, &profile, file, program)
                .and_then(|found| self.move_key(&mut files, found));
            match moved {
                Ok((imported, secret)) => {
                    report.imported.push(imported);
                    secrets.push(secret);
                }
                Err(error) => {
                    files.forget();
                    report.failed.push(left_alone(&profile, error));
                }
            }
        }
        // Behind the last write: a key of two profiles is no copy once both have lost it.
        for (imported, secret) in report.imported.iter_mut().zip(&secrets) {
            imported.copies = self.copies(&files, &imported.files, secret)?;
        }
        Ok(report)
    }

    fn check_all(
        &self,
        files: &mut UserFiles<'_>,
        file: Option<&Path>,
        program: &Path,
    ) -> Result<(Vec<ProfileName>, ImportReport)> {
        let mut report = ImportReport::default();
        let mut ready = Vec::new();
        for (profile, is_long_lived) in self.candidates(files, file, &mut report)? {
            let found = self.find_in_aws_files(files, &profile, file, program);
            files.forget();
            match found {
                Ok(_) => ready.push(profile),
                Err(error) if is_long_lived => report.failed.push(left_alone(&profile, error)),
                Err(error) => report.skipped.push(left_alone(&profile, error)),
            }
        }
        Ok((ready, report))
    }

    /// Profiles with a key or a part of one, and whether it is a whole one that does not expire.
    fn candidates(
        &self,
        files: &UserFiles<'_>,
        file: Option<&Path>,
        report: &mut ImportReport,
    ) -> Result<Vec<(ProfileName, bool)>> {
        let mut found: Vec<(ProfileName, bool)> = Vec::new();
        for place in self.places(file) {
            let Some(text) = self.text_of(files, &place, file)? else {
                continue;
            };
            let source = SourceText::new(&place.file, &text);
            let set = parse(&source, place.kind)?;
            for profile in keyward_profile::profiles_with_keys(&source, place.kind)? {
                let section = set.profile(profile.as_str());
                let is_long_lived = section.is_some_and(keyward_profile::has_long_lived_key);
                match found.iter_mut().find(|(known, _)| *known == profile) {
                    Some((_, known)) => *known |= is_long_lived,
                    None => found.push((profile, is_long_lived)),
                }
            }
            let ignored = keyward_profile::keys_in_ignored_sections(&source, place.kind);
            let ignored = ignored
                .into_iter()
                .map(|(profile, error)| LeftAlone { profile, error });
            report.failed.extend(ignored);
        }
        Ok(found)
    }

    fn places(&self, file: Option<&Path>) -> Vec<Place> {
        match file {
            None => self.own_places().into(),
            Some(file) => vec![Place {
                file: file.to_owned(),
                kind: self
                    .own_kind(file)
                    .unwrap_or(keyward_profile::FileKind::Credentials),
            }],
        }
    }

    /// A file that was named must be there.
    fn text_of(
        &self,
        files: &UserFiles<'_>,
        place: &Place,
        named: Option<&Path>,
    ) -> Result<Option<keyward_profile::FileText>> {
        match named {
            Some(_) => files.existing(&place.file).map(Some),
            None => files.read(&place.file),
        }
    }
}

fn left_alone(profile: &ProfileName, error: Error) -> LeftAlone {
    LeftAlone {
        profile: profile.to_string(),
        error,
    }
}
