//! Puts imported keys back where they were.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Document, FileKind, FileText, ProfileSet, SectionName, SourceText};
use keyward_vault::Entry;

use super::{
    Undone,
    origin::{Origin, OriginKind, origins},
};
use crate::{Engine, aws_files, sources};

impl Engine {
    /// Puts the key of a profile back where `import` found it, and forgets it in the vault.
    ///
    /// # Errors
    /// The entry was not imported, or its file no longer has the pointer; then nothing was written.
    pub fn undo_import(&self, profile: &ProfileName) -> Result<Undone> {
        let entry = self.vault().entry(profile)?;
        let origins = origins(&entry)?;
        if origins.is_empty() {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!("{profile} was not imported, so there is nothing to put back"),
            )
            .with_hint("`keyward export` shows the key, `keyward remove` forgets it"));
        }
        for origin in &origins {
            self.put_back(profile, origin, &entry)?;
        }
        self.vault().with(|vault| vault.remove(profile))?;
        let keys = origins
            .into_iter()
            .filter(|origin| origin.kind != OriginKind::Definition);
        Ok(Undone {
            profile: profile.clone(),
            files: keys.map(|origin| origin.file).collect(),
        })
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

    fn put_back(&self, profile: &ProfileName, origin: &Origin, entry: &Entry) -> Result<()> {
        if origin.kind == OriginKind::Definition {
            return self.undefine_profile(profile, origin);
        }
        let text = self.existing_text(&origin.file)?;
        let source = SourceText::new(&origin.file, &text);
        if holds_key_again(profile, origin.kind, &source, entry) {
            return Ok(());
        }
        let restored = match origin.kind {
            OriginKind::Dotenv => keyward_profile::put_back_dotenv(&source, &origin.record()),
            _ => keyward_profile::put_back(&source, &origin.record()),
        }?;
        self.replace(&origin.file, &text, &restored)
    }

    /// Takes the section out again, unless the user has put something of their own into it.
    fn undefine_profile(&self, profile: &ProfileName, origin: &Origin) -> Result<()> {
        let Some(text) = aws_files::read(self.world(), &origin.file)? else {
            return Ok(());
        };
        if !is_only_our_pointer(profile, &SourceText::new(&origin.file, &text))? {
            return Ok(());
        }
        let mut document = Document::new(&text, FileKind::Config);
        document.remove_section(&SectionName::profile(profile));
        let without: FileText = document.into_text();
        self.replace(&origin.file, &text, &without)
    }
}

/// Whether an earlier, interrupted undo has put this key back already.
fn holds_key_again(
    profile: &ProfileName,
    kind: OriginKind,
    source: &SourceText<'_>,
    entry: &Entry,
) -> bool {
    let set = match kind {
        OriginKind::AwsConfig => ProfileSet::parse(Some(*source), None),
        OriginKind::AwsCredentials => ProfileSet::parse(None, Some(*source)),
        OriginKind::Dotenv | OriginKind::Definition => {
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

fn is_only_our_pointer(profile: &ProfileName, source: &SourceText<'_>) -> Result<bool> {
    let set = ProfileSet::parse(Some(*source), None)?;
    let Some(section) = set.profile(profile.as_str()) else {
        return Ok(false);
    };
    let has_one_key = section.properties().count() == 1;
    Ok(has_one_key && sources::is_own_pointer(section))
}
