//! AWS files without credentials: SDKs would prefer a plaintext `[default]` to what they are handed.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use keyward_core::{Result, disk::Disk};

const NULL_DEVICE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// A config file that sets nothing, as `settings_only` writes it.
pub(crate) const NO_SETTINGS: &str = "[default]\n";

/// The pair for one child. They hold nothing secret and their names follow from their content, so
/// that any number of children share them and nobody has to clean up.
pub(crate) struct GeneratedFiles {
    pub(crate) config: PathBuf,
    credentials: PathBuf,
}

impl GeneratedFiles {
    /// Files with these settings below `home`. Credentials of the environment need no vault: where
    /// `home` cannot be written they lie in the temporary folder, and nothing needs no file at all.
    ///
    /// # Errors
    /// That of `home`, where there are settings and no place for them: without them the child could
    /// talk to another endpoint than the one it is meant to.
    pub(crate) fn write(home: &Path, disk: &Disk, config: &str) -> Result<Self> {
        let first = match Self::below(home, disk, config) {
            Ok(files) => return Ok(files),
            Err(error) => error,
        };
        if let Some(Ok(files)) = private_temp().map(|folder| Self::below(&folder, disk, config)) {
            return Ok(files);
        }
        if config == NO_SETTINGS {
            return Ok(Self {
                config: NULL_DEVICE.into(),
                credentials: NULL_DEVICE.into(),
            });
        }
        Err(first.with_hint(
            "the settings of the profile are handed over in a file: set KEYWARD_HOME or TMPDIR to a folder that can be written",
        ))
    }

    fn below(home: &Path, disk: &Disk, config: &str) -> Result<Self> {
        let folder = home.join("exec");
        disk.create_private_dir(home)?;
        disk.create_private_dir(&folder)?;
        let files = Self {
            config: folder.join(format!("{:016x}.config", fingerprint(config))),
            credentials: folder.join("credentials"),
        };
        write_if_new(disk, &files.config, config)?;
        write_if_new(disk, &files.credentials, "")?;
        Ok(files)
    }

    /// One more file beside them that holds nothing secret, named by its content. None where there is
    /// no folder.
    pub(crate) fn beside(&self, disk: &Disk, kind: &str, text: &str) -> Result<Option<PathBuf>> {
        if self.config == Path::new(NULL_DEVICE) {
            return Ok(None);
        }
        let name = format!("{:016x}.{kind}", fingerprint(text));
        let path = self.config.with_file_name(name);
        write_if_new(disk, &path, text)?;
        Ok(Some(path))
    }

    /// Points a child's AWS clients at them.
    pub(crate) fn set_in(&self, vars: &mut BTreeMap<OsString, OsString>) {
        let mut set = |name: &str, path: &Path| vars.insert(name.into(), path.into());
        set("AWS_CONFIG_FILE", &self.config);
        set("AWS_SHARED_CREDENTIALS_FILE", &self.credentials);
    }
}

/// A folder that is ours and closed: whoever else made it could write AWS files for our child.
#[cfg(unix)]
fn private_temp() -> Option<PathBuf> {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};

    let user = rustix::process::geteuid().as_raw();
    let folder = std::env::temp_dir().join(format!("keyward-exec-{user}"));
    // It may be there already; what counts is what it is.
    let _ = fs::DirBuilder::new().mode(0o700).create(&folder);
    let meta = fs::symlink_metadata(&folder).ok()?;
    let is_ours = meta.is_dir() && meta.uid() == user && meta.mode() & 0o7777 == 0o700;
    is_ours.then_some(folder)
}

/// Elsewhere the temporary folder is the user's own.
#[cfg(not(unix))]
fn private_temp() -> Option<PathBuf> {
    Some(std::env::temp_dir().join("keyward-exec"))
}

fn write_if_new(disk: &Disk, path: &Path, text: &str) -> Result<()> {
    if fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(());
    }
    disk.write_atomic(path, text.as_bytes(), 0o600)
}

fn fingerprint(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_settings_are_what_a_profile_without_any_gives() {
        let none = keyward_profile::ProfileSet::parse(None, None).unwrap();
        assert_eq!(keyward_profile::settings_only(&none, None), NO_SETTINGS);
    }
}
