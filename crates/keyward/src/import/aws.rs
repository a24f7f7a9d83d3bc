//! Keys in AWS's files, and in others of their form.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{FileKind, ProfileSet, SourceText, Taken};

use super::{Found, identity::stands_for, origin::Origin};
use crate::{Engine, user_files::UserFiles};

/// A file to look into.
pub(super) struct Place {
    pub(super) file: PathBuf,
    pub(super) kind: FileKind,
}

impl Engine {
    /// What moving a profile's key means; the files will be changed accordingly.
    pub(super) fn find_in_aws_files(
        &self,
        files: &mut UserFiles<'_>,
        profile: &ProfileName,
        named: Option<&Path>,
        program: &Path,
    ) -> Result<Found> {
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        let mut all = Vec::new();
        for place in self.places_with_key(files, profile, named)? {
            let text = files.existing(&place.file)?;
            let source = SourceText::new(&place.file, &text);
            let taken = keyward_profile::take_keys(&source, place.kind, profile, &pointer)?;
            all.push((place, taken));
        }
        check_same(profile, &all)?;
        let before = files.profiles()?;
        let elsewhere = all
            .first()
            .filter(|(place, _)| self.own_kind(&place.file).is_none());
        if let Some((_, taken)) = elsewhere {
            stands_for(&before, profile, taken)?;
        }
        let is_elsewhere = elsewhere.is_some();
        let mut found = None;
        for (place, taken) in all {
            files.change(&place.file, taken.text.clone())?;
            let origin = Origin::new(&place.file, place.kind.into(), &taken.record);
            let found = found.get_or_insert_with(|| Found {
                profile: profile.clone(),
                taken,
                files: Vec::new(),
                origins: Vec::new(),
            });
            found.files.push(place.file);
            found.origins.push(origin);
        }
        let found = found.ok_or_else(|| no_place(profile))?;
        if !is_elsewhere {
            self.check_other_tools(&before, &files.profiles()?, profile)?;
        }
        self.check_vault(profile, &found.taken)?;
        Ok(found)
    }

    /// The named file, and of AWS's own two each that has the profile's key or a part of it: to
    /// leave one behind would be to leave the key, or to let another one take its place.
    fn places_with_key(
        &self,
        files: &UserFiles<'_>,
        profile: &ProfileName,
        named: Option<&Path>,
    ) -> Result<Vec<Place>> {
        let own_kind = named.map(|file| self.own_kind(file));
        if let (Some(file), Some(None)) = (named, own_kind) {
            return Ok(vec![Place {
                file: file.to_owned(),
                kind: FileKind::Credentials,
            }]);
        }
        let must = own_kind.flatten();
        let mut with_key = Vec::new();
        let mut with_section = Vec::new();
        for place in self.own_places() {
            let section = section_of(files, &place, profile)?;
            if section == Holds::Key || must == Some(place.kind) {
                with_key.push(place);
            } else if section == Holds::Section {
                with_section.push(place);
            }
        }
        if with_key.is_empty() {
            // The error is about the file that has the profile; without any, about the first.
            with_section.extend(self.own_places());
            with_section.truncate(1);
            return Ok(with_section);
        }
        Ok(with_key)
    }

    /// AWS's own two files, the one that wins first.
    pub(super) fn own_places(&self) -> [Place; 2] {
        let paths = self.world().paths();
        [
            Place {
                file: paths.aws_credentials,
                kind: FileKind::Credentials,
            },
            Place {
                file: paths.aws_config,
                kind: FileKind::Config,
            },
        ]
    }

    /// Which of AWS's own files this is, however it is spelt.
    pub(super) fn own_kind(&self, file: &Path) -> Option<FileKind> {
        let real = |file: &Path| {
            let absolute = || std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
            file.canonicalize().unwrap_or_else(|_| absolute())
        };
        let file = real(file);
        self.own_places()
            .into_iter()
            .find(|place| real(&place.file) == file)
            .map(|place| place.kind)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Key,
    Section,
    Nothing,
}

fn section_of(files: &UserFiles<'_>, place: &Place, profile: &ProfileName) -> Result<Holds> {
    let Some(text) = files.read(&place.file)? else {
        return Ok(Holds::Nothing);
    };
    let set = parse(&SourceText::new(&place.file, &text), place.kind)?;
    Ok(match set.profile(profile.as_str()) {
        Some(section) if keyward_profile::has_key(section) => Holds::Key,
        Some(_) => Holds::Section,
        None => Holds::Nothing,
    })
}

pub(super) fn parse(source: &SourceText<'_>, kind: FileKind) -> Result<ProfileSet> {
    match kind {
        FileKind::Config => ProfileSet::parse(Some(*source), None),
        FileKind::Credentials => ProfileSet::parse(None, Some(*source)),
    }
}

/// AWS's tools use the credentials file's key; to take one and leave the other would change whom
/// programs act as.
fn check_same(profile: &ProfileName, all: &[(Place, Taken)]) -> Result<()> {
    let [(first, one), (second, other)] = all else {
        return Ok(());
    };
    let is_same = one.access_key_id == other.access_key_id
        && one.secret_access_key == other.secret_access_key;
    if is_same {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "profile \"{profile}\" has one key in {} ({}) and another in {} ({}); nothing was written",
            first.file.display(),
            one.access_key_id,
            second.file.display(),
            other.access_key_id
        ),
    )
    .with_hint(format!(
        "AWS's tools use the one in {}: remove the other, then import again",
        first.file.display()
    )))
}

fn no_place(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::ProfileNotFound,
        format!("no file defines profile \"{profile}\""),
    )
}
