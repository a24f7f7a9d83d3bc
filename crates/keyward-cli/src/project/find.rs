//! The project file nearest to the working folder, read once.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
};

use keyward_core::{Error, ErrorCode, Result};

/// Its name, in the working folder or any folder above.
pub(crate) const FILE_NAME: &str = ".keyward.toml";

/// More than two keys and many comments have.
const LARGEST: u64 = 64 * 1024;

/// A project file that belongs to whoever runs this.
pub(crate) struct Found {
    /// Without symbolic links.
    pub(crate) path: PathBuf,
    /// The user id; nought where the system has none.
    pub(crate) owner: u32,
    pub(crate) text: String,
}

/// The one of the working folder, or of the nearest folder above that has one.
///
/// # Errors
/// As [`Found::open`].
pub(crate) fn find() -> Result<Option<Found>> {
    // A working folder that is gone belongs to no project.
    let Ok(folder) = std::env::current_dir() else {
        return Ok(None);
    };
    folder
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|path| fs::symlink_metadata(path).is_ok())
        .map(|path| Found::open(&path))
        .transpose()
}

impl Found {
    /// Opens a file and looks whose it is.
    ///
    /// # Errors
    /// `project_untrusted` where it belongs to somebody else or everybody may write it;
    /// `file_unreadable` where it cannot be read; `profile_invalid` where it is no text.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let unreadable = |error: &io::Error| {
            Error::new(
                ErrorCode::FileUnreadable,
                format!("{}: cannot be read: {error}", path.display()),
            )
            .with_hint("name the profile: PROFILE, or AWS_PROFILE")
        };
        let canonical = path.canonicalize().map_err(|error| unreadable(&error))?;
        let file = File::open(&canonical).map_err(|error| unreadable(&error))?;
        // Of the open file: nobody can put another one in its place between the look and the reading.
        let meta = file.metadata().map_err(|error| unreadable(&error))?;
        let owner = check(&canonical, &meta)?;
        let mut bytes = Vec::new();
        file.take(LARGEST)
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&error))?;
        let text = keyward_profile::decode(&canonical, bytes)?;
        Ok(Self {
            path: canonical,
            owner,
            text,
        })
    }
}

fn check(path: &Path, meta: &Metadata) -> Result<u32> {
    if !meta.is_file() || meta.len() >= LARGEST {
        return Err(Error::new(
            ErrorCode::ProfileInvalid,
            format!("{}: is not a project file", path.display()),
        )
        .with_hint("it is a small text file with the line: profile = \"NAME\""));
    }
    owner(path, meta)
}

#[cfg(unix)]
fn owner(path: &Path, meta: &Metadata) -> Result<u32> {
    use std::os::unix::fs::MetadataExt;

    let me = rustix::process::geteuid().as_raw();
    let (what, hint) = if meta.uid() != me {
        (
            "belongs to another user",
            "name the profile: PROFILE, or AWS_PROFILE",
        )
    } else if meta.mode() & 0o002 != 0 {
        (
            "can be written by everybody",
            "run `chmod o-w` on it, look at it, then run `keyward trust`",
        )
    } else {
        return Ok(meta.uid());
    };
    Err(Error::new(
        ErrorCode::ProjectUntrusted,
        format!(
            "{}: this project file {what}; it is not used",
            path.display()
        ),
    )
    .with_hint(hint))
}

/// Elsewhere a file's owner and its access list are not looked at: trust binds path and bytes.
#[cfg(not(unix))]
fn owner(_path: &Path, _meta: &Metadata) -> Result<u32> {
    Ok(0)
}
