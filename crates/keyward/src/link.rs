//! Lets other AWS tools use a profile that keyward resolves (`keyward link`, `unlink`).

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Located, Section, SourceText, Value};

use crate::{Engine, aws_files, import::leads_here, user_files::UserFiles};

impl Engine {
    /// Moves what keyward resolves into `[keyward NAME]` and leaves a pointer to `program`, in
    /// AWS's config file. Returns the file.
    ///
    /// # Errors
    /// The profile is linked already, gives keyward nothing to resolve, or has something in the
    /// credentials file that AWS's tools would use before the pointer; then nothing was written.
    pub fn link(&self, profile: &ProfileName, program: &Path) -> Result<PathBuf> {
        let pointer = keyward_profile::credential_process_pointer(program, profile)?;
        self.check_resolvable(profile)?;
        self.edit_config(|files, source| {
            self.check_credentials_file(files, profile)?;
            keyward_profile::link(source, profile, &pointer)
        })
    }

    /// Restores what `link` moved. Returns the file.
    ///
    /// # Errors
    /// The profile is not linked; then nothing was written.
    pub fn unlink(&self, profile: &ProfileName) -> Result<PathBuf> {
        self.edit_config(|_, source| keyward_profile::unlink(source, profile))
    }

    fn edit_config(
        &self,
        edit: impl Fn(&UserFiles<'_>, &SourceText<'_>) -> Result<String>,
    ) -> Result<PathBuf> {
        let mut files = self.user_files()?;
        let config = self.world().paths().aws_config;
        let text = files.read(&config)?.unwrap_or_default();
        let edited = edit(&files, &SourceText::new(&config, &text))?;
        files.change(&config, edited.into())?;
        files.write()?;
        Ok(config)
    }

    /// Refuses a pointer that would lead to nothing. The vault is asked only where no file says
    /// anything of credentials: it may have to be unlocked.
    fn check_resolvable(&self, profile: &ProfileName) -> Result<()> {
        let set = aws_files::profiles(self.world())?;
        let own = set.profile(profile.as_str());
        let in_files = set.keyward_section(profile.as_str()).is_some()
            || own.is_some_and(|section| selecting(section, profile).next().is_some());
        if in_files || self.vault().contains(profile)? {
            return Ok(());
        }
        let (code, what) = match own {
            Some(section) => (
                ErrorCode::NoCredentials,
                format!(
                    "{}: profile \"{profile}\" has settings only, and the vault has no entry of that name: there is nothing to link",
                    section.location()
                ),
            ),
            None => (
                ErrorCode::ProfileNotFound,
                format!(
                    "no file defines profile \"{profile}\", and the vault has no entry of that name"
                ),
            ),
        };
        Err(Error::new(code, what).with_hint(format!(
            "`keyward add {profile}` stores a key for it; `keyward list` shows what the vault has"
        )))
    }

    /// What stands in the credentials file goes before the pointer in the config file.
    fn check_credentials_file(&self, files: &UserFiles<'_>, profile: &ProfileName) -> Result<()> {
        let credentials = self.world().paths().aws_credentials;
        let Some(text) = files.read(&credentials)? else {
            return Ok(());
        };
        let source = SourceText::new(&credentials, &text);
        let set = keyward_profile::ProfileSet::parse(None, Some(source))?;
        let found = set.profile(profile.as_str());
        match found.and_then(|section| selecting(section, profile).next()) {
            Some((key, found)) => Err(goes_first(profile, key, found)),
            None => Ok(()),
        }
    }
}

/// What a section says of credentials, a pointer to keyward aside.
fn selecting<'a>(
    section: &'a Section,
    profile: &ProfileName,
) -> impl Iterator<Item = (&'a str, &'a Located<Value>)> {
    let is_pointer = leads_here(section, profile);
    section
        .properties()
        .filter(|(_, property)| !property.value.value.is_empty())
        .filter(move |(key, _)| {
            keyward_profile::selects_credentials(key)
                && !(is_pointer && *key == "credential_process")
        })
        .map(|(key, property)| (key, &property.value))
}

fn goes_first(profile: &ProfileName, key: &str, found: &Located<Value>) -> Error {
    let message = format!(
        "{}: profile \"{profile}\" has {key} in the credentials file, which other AWS tools use before any pointer",
        found.location
    );
    let hint = if key.starts_with("aws_") {
        format!("`keyward import --profile {profile}` first")
    } else {
        "move the line to the config file, then link again".to_owned()
    };
    Error::new(ErrorCode::InvalidArgument, message).with_hint(hint)
}
