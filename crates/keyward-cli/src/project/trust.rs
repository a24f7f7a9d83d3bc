//! Which project files somebody has looked at: path, owner and digest of each, in a file of
//! `KEYWARD_HOME` (0600). Nothing in it is secret.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, Result, disk::Disk};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Found;

/// What is known of a project file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Trusted,
    /// The path is known, the owner or the bytes are not.
    Changed,
    Unknown,
}

impl Verdict {
    /// What a person is told.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Trusted => "is trusted",
            Self::Changed => "has changed since it was trusted",
            Self::Unknown => "is not trusted",
        }
    }
}

/// One trusted file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trusted {
    pub(crate) path: String,
    pub(crate) owner: u32,
    pub(crate) sha256: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Document {
    projects: Vec<Trusted>,
}

/// The list on disk.
pub(crate) struct TrustList {
    home: PathBuf,
    disk: Disk,
}

impl TrustList {
    /// The one of a keyward home.
    pub(crate) fn of(home: &Path) -> Self {
        Self {
            home: home.to_owned(),
            disk: Disk::real(),
        }
    }

    /// Whether these very bytes, of this owner, at this path are trusted.
    ///
    /// # Errors
    /// `file_unreadable`: the list cannot be read.
    pub(crate) fn verdict(&self, file: &Found) -> Result<Verdict> {
        let seen = record(file)?;
        let known = self.all()?.into_iter().find(|it| it.path == seen.path);
        Ok(match known {
            Some(known) if known == seen => Verdict::Trusted,
            Some(_) => Verdict::Changed,
            None => Verdict::Unknown,
        })
    }

    /// Every trusted file, sorted by path.
    ///
    /// # Errors
    /// As [`TrustList::verdict`].
    pub(crate) fn all(&self) -> Result<Vec<Trusted>> {
        let path = self.path();
        let Some(bytes) = self.disk.read(&path)? else {
            return Ok(Vec::new());
        };
        let document: Document = serde_json::from_slice(&bytes).map_err(|_| {
            Error::new(
                ErrorCode::FileUnreadable,
                format!("{}: is not a list of trusted projects", path.display()),
            )
            .with_hint("remove the file; `keyward trust` makes it anew")
        })?;
        Ok(document.projects)
    }

    /// Trusts a file as it is now.
    ///
    /// # Errors
    /// The list cannot be read or written.
    pub(crate) fn add(&self, file: &Found) -> Result<()> {
        let new = record(file)?;
        self.change(|projects| {
            projects.retain(|it| it.path != new.path);
            projects.push(new.clone());
        })
    }

    /// Trusts a path no longer; true where it was trusted.
    ///
    /// # Errors
    /// As [`TrustList::add`].
    pub(crate) fn remove(&self, path: &Path) -> Result<bool> {
        let path = text_of(path)?;
        let mut was_there = false;
        self.change(|projects| {
            let before = projects.len();
            projects.retain(|it| it.path != path);
            was_there = projects.len() < before;
        })?;
        Ok(was_there)
    }

    fn change(&self, edit: impl FnOnce(&mut Vec<Trusted>)) -> Result<()> {
        self.disk.create_private_dir(&self.home)?;
        let _lock = self.disk.lock(&self.home.join("trusted-projects.lock"))?;
        let mut projects = self.all()?;
        edit(&mut projects);
        projects.sort_by(|one, other| one.path.cmp(&other.path));
        let text = serde_json::to_vec_pretty(&Document { projects })
            .map_err(|error| Error::new(ErrorCode::Unexpected, error.to_string()))?;
        self.disk.write_atomic(&self.path(), &text, 0o600)
    }

    fn path(&self) -> PathBuf {
        self.home.join("trusted-projects.json")
    }
}

fn record(file: &Found) -> Result<Trusted> {
    let digest = Sha256::digest(&file.text);
    Ok(Trusted {
        path: text_of(&file.path)?,
        owner: file.owner,
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// Two paths that are no text could look alike.
fn text_of(path: &Path) -> Result<String> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidArgument,
            format!("{}: the path is not text", path.display()),
        )
        .with_hint("rename the folder, or name the profile: PROFILE, or AWS_PROFILE")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, owner: u32, text: &str) -> Found {
        Found {
            path: path.into(),
            owner,
            text: text.to_owned(),
        }
    }

    #[test]
    fn trust_binds_path_owner_and_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let list = TrustList::of(&folder.path().join("keyward"));
        let file = found("/p/.keyward.toml", 1000, "profile = \"a\"\n");
        assert_eq!(list.verdict(&file).unwrap(), Verdict::Unknown);
        list.add(&file).unwrap();
        assert_eq!(list.verdict(&file).unwrap(), Verdict::Trusted);
        for (other, verdict) in [
            (
                found("/p/.keyward.toml", 1000, "profile = \"b\"\n"),
                Verdict::Changed,
            ),
            (
                found("/p/.keyward.toml", 1001, "profile = \"a\"\n"),
                Verdict::Changed,
            ),
            (
                found("/q/.keyward.toml", 1000, "profile = \"a\"\n"),
                Verdict::Unknown,
            ),
        ] {
            assert_eq!(list.verdict(&other).unwrap(), verdict);
        }
        assert!(list.remove(&file.path).unwrap());
        assert!(!list.remove(&file.path).unwrap());
        assert_eq!(list.verdict(&file).unwrap(), Verdict::Unknown);
    }

    #[test]
    fn a_damaged_list_is_named_and_trusts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let list = TrustList::of(folder.path());
        std::fs::write(list.path(), "[]").unwrap();
        let error = list.verdict(&found("/p", 0, "")).unwrap_err();
        assert!(error.message().contains("trusted-projects.json"), "{error}");
    }
}
