//! Puts imported keys back where they were.

use std::path::PathBuf;

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Document, FileKind, FileText, KeyPair, SectionName, SourceText};
use keyward_vault::{Entry, Expected};

use super::{
    LeftAlone, UndoReport, Undone,
    aws::parse,
    identity::leads_here,
    origin::{Origin, OriginKind, origins},
};
use crate::{Engine, user_files::UserFiles};

impl Engine {
    /// Puts the key of a profile back where `import` found it, and forgets it in the vault. A file
    /// that is no longer there is passed over, as long as another one takes the key.
    ///
    /// # Errors
    /// A rotation is under way, the seed of an MFA device is kept beside the key, the entry was not imported, its file no longer has the pointer, or no file is left to take
    /// the key; then nothing was written. `entry_changed` where the vault got another key meanwhile;
    /// it keeps that one.
    pub fn undo_import(&self, profile: &ProfileName) -> Result<Undone> {
        self.refuse_while_rotating(profile)?;
        self.refuse_with_seeds(profile)?;
        let mut files = self.user_files()?;
        let (entry, version) = self.entry_and_version(profile)?;
        let origins = origins(&entry)?;
        if origins.is_empty() {
            return Err(not_imported(profile));
        }
        let undone = put_all_back(&mut files, profile, &origins, &entry)?;
        files.write()?;
        self.vault()
            .with(|vault| vault.remove_if(profile, Expected::Version(version)))
            .map_err(|error| kept_newer(error, profile))?;
        Ok(undone)
    }

    /// Puts every imported key back. One that cannot go back keeps no other from it.
    ///
    /// # Errors
    /// The vault's own.
    pub fn undo_all(&self) -> Result<UndoReport> {
        let mut report = UndoReport::default();
        for profile in self.imported_profiles()? {
            match self.undo_import(&profile) {
                Ok(undone) => report.undone.push(undone),
                Err(error) => report.failed.push(LeftAlone {
                    profile: profile.to_string(),
                    error,
                }),
            }
        }
        Ok(report)
    }

    /// The profiles that `undo_import` can put back.
    ///
    /// # Errors
    /// The vault's own.
    pub fn imported_profiles(&self) -> Result<Vec<ProfileName>> {
        self.vault().with(|vault| {
            let mut imported = Vec::new();
            for name in vault.names() {
                if vault
                    .get(&name)?
                    .is_some_and(|entry| entry.import_record.is_some())
                {
                    imported.push(name);
                }
            }
            Ok(imported)
        })
    }

    /// The files that `undo_import` would put a profile's key back into; none where its key was not
    /// imported.
    ///
    /// # Errors
    /// The vault's own.
    pub fn imported_from(&self, profile: &ProfileName) -> Result<Vec<PathBuf>> {
        let entry = self.vault().with(|vault| vault.get(profile))?;
        let origins = entry.as_ref().map(origins).transpose()?;
        let with_key = origins.unwrap_or_default().into_iter();
        Ok(with_key
            .filter(|origin| origin.kind.holds_key())
            .map(|origin| origin.file)
            .collect())
    }

    /// A seed has no place in AWS's files.
    fn refuse_with_seeds(&self, profile: &ProfileName) -> Result<()> {
        let seeds = self.mfa_seeds_of(profile)?;
        let Some(serial) = seeds.first() else {
            return Ok(());
        };
        Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("the vault keeps the seed of the MFA device {serial} beside the key of {profile}, and would forget it"),
        )
        .with_hint(format!(
            "`keyward mfa remove {profile} --seed-only` first, if the seed is elsewhere too"
        )))
    }

    fn entry_and_version(&self, profile: &ProfileName) -> Result<(Entry, u64)> {
        let found = self.vault().with(|vault| {
            let version = vault.entry(profile).map(|entry| entry.version);
            Ok(vault.get(profile)?.zip(version))
        })?;
        match found {
            Some(found) => Ok(found),
            None => self.vault().entry(profile).map(|entry| (entry, 0)),
        }
    }
}

/// Changes every file that is still there; at least one must take the key.
fn put_all_back(
    files: &mut UserFiles<'_>,
    profile: &ProfileName,
    origins: &[Origin],
    entry: &Entry,
) -> Result<Undone> {
    let mut undone = Undone {
        profile: profile.clone(),
        files: Vec::new(),
        missing: Vec::new(),
    };
    for origin in origins {
        if !origin.kind.holds_key() {
            take_pointer_out(files, profile, origin)?;
        } else if put_back(files, profile, origin, entry)? {
            undone.files.push(origin.file.clone());
        } else {
            undone.missing.push(origin.file.clone());
        }
    }
    if undone.files.is_empty() {
        return Err(nowhere(profile, &undone.missing));
    }
    Ok(undone)
}

/// False where the file is gone.
fn put_back(
    files: &mut UserFiles<'_>,
    profile: &ProfileName,
    origin: &Origin,
    entry: &Entry,
) -> Result<bool> {
    let Some(text) = files.read(&origin.file)? else {
        return Ok(false);
    };
    let source = SourceText::new(&origin.file, &text);
    if holds_key_again(profile, origin.kind, &source, entry) {
        return Ok(true);
    }
    let restored = match origin.kind {
        OriginKind::Dotenv => keyward_profile::put_back_dotenv(&source, &origin.record()),
        _ => keyward_profile::put_back(&source, &origin.record()),
    }?;
    let restored = with_present_key(profile, origin, restored, entry)?;
    files.change(&origin.file, restored)?;
    Ok(true)
}

/// A rotation since the import has retired the key that stood there: the one that works goes back.
fn with_present_key(
    profile: &ProfileName,
    origin: &Origin,
    text: FileText,
    entry: &Entry,
) -> Result<FileText> {
    let source = SourceText::new(&origin.file, &text);
    let key = KeyPair {
        access_key_id: entry.access_key_id.clone(),
        secret_access_key: entry.secret_access_key.clone(),
    };
    let kind = match origin.kind {
        OriginKind::AwsConfig => FileKind::Config,
        OriginKind::AwsCredentials => FileKind::Credentials,
        _ if keyward_profile::dotenv_key(&source)? == key => return Ok(text),
        _ => return keyward_profile::replace_dotenv_key(&source, &key),
    };
    if keyward_profile::key_of(&source, kind, profile)?.as_ref() == Some(&key) {
        return Ok(text);
    }
    keyward_profile::replace_key(&source, kind, profile, &key)
}

/// Takes out what the import added for a `.env` file: the section, unless the user has put something
/// of their own into it, else the pointer.
fn take_pointer_out(
    files: &mut UserFiles<'_>,
    profile: &ProfileName,
    origin: &Origin,
) -> Result<()> {
    let Some(text) = files.read(&origin.file)? else {
        return Ok(());
    };
    let set = parse(&SourceText::new(&origin.file, &text), FileKind::Config)?;
    let section = set.profile(profile.as_str());
    let Some(section) = section.filter(|section| leads_here(section, profile)) else {
        return Ok(());
    };
    let mut document = Document::new(&text, FileKind::Config);
    let name = SectionName::profile(profile);
    if origin.kind == OriginKind::Definition && section.properties().count() == 1 {
        document.remove_section(&name);
    } else {
        document.remove(&name, "credential_process");
    }
    files.change(&origin.file, document.into_text())
}

/// Whether an earlier, interrupted undo has put this key back already.
fn holds_key_again(
    profile: &ProfileName,
    kind: OriginKind,
    source: &SourceText<'_>,
    entry: &Entry,
) -> bool {
    let set = match kind {
        OriginKind::AwsConfig => parse(source, FileKind::Config),
        OriginKind::AwsCredentials => parse(source, FileKind::Credentials),
        OriginKind::Dotenv | OriginKind::Definition | OriginKind::Pointer => {
            return keyward_profile::take_dotenv(source, profile)
                .is_ok_and(|taken| taken.secret_access_key == entry.secret_access_key);
        }
    };
    set.is_ok_and(|set| {
        set.profile(profile.as_str())
            .and_then(|section| section.get("aws_secret_access_key"))
            .is_some_and(|secret| secret.value.to_secret() == entry.secret_access_key)
    })
}

fn not_imported(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("the key of {profile} was not imported, so there is nothing to put back"),
    )
    .with_hint("`keyward export` shows the key, `keyward remove` forgets it")
}

fn nowhere(profile: &ProfileName, missing: &[PathBuf]) -> Error {
    let files: Vec<_> = missing
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    Error::new(
        ErrorCode::FileUnreadable,
        format!(
            "{}: there is no such file any more, so the key of {profile} has nowhere to go back to",
            files.join(", ")
        ),
    )
    .with_hint(
        "the key is still in the vault: `keyward export` shows it, `keyward remove` forgets it",
    )
}

fn kept_newer(error: Error, profile: &ProfileName) -> Error {
    if error.code() != ErrorCode::EntryChanged {
        return error;
    }
    error.with_hint(format!(
        "the imported key is back in its file, and the vault keeps the newer one of {profile}"
    ))
}
