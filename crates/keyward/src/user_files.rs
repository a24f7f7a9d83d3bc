//! Changes to files of the user's: thought through over all of them, then written one by one, with
//! no other keyward in between.

use std::{
    fs,
    path::{Path, PathBuf},
};

use keyward_core::{
    Error, ErrorCode, Result, World,
    disk::{Disk, LockGuard, TEMP_PREFIX},
};
use keyward_profile::{FileText, ProfileSet};

use crate::{Engine, aws_files};

/// The files as they are and as they will be. Holds the lock on the user's files.
pub(crate) struct UserFiles<'a> {
    world: &'a World,
    disk: &'a Disk,
    changes: Vec<Change>,
    _lock: LockGuard,
}

struct Change {
    file: PathBuf,
    before: Option<FileText>,
    after: FileText,
}

impl Engine {
    /// Waits until no other keyward is changing files. What may ask a person (the vault) is opened
    /// before, not under this lock.
    pub(crate) fn user_files(&self) -> Result<UserFiles<'_>> {
        let (home, disk) = (self.vault().home(), self.vault().disk());
        disk.create_private_dir(home)?;
        Ok(UserFiles {
            world: self.world(),
            disk,
            changes: Vec::new(),
            _lock: disk.lock(&home.join("aws-files.lock"))?,
        })
    }
}

impl UserFiles<'_> {
    /// A file's text with the changes so far; none where there is no such file.
    pub(crate) fn read(&self, file: &Path) -> Result<Option<FileText>> {
        match self.changes.iter().find(|change| change.file == file) {
            Some(change) => Ok(Some(change.after.clone())),
            None => aws_files::read(self.world, file),
        }
    }

    /// The text of a file that must be there.
    pub(crate) fn existing(&self, file: &Path) -> Result<FileText> {
        self.read(file)?.ok_or_else(|| aws_files::no_file(file))
    }

    /// AWS's two files with the changes so far.
    pub(crate) fn profiles(&self) -> Result<ProfileSet> {
        aws_files::parse(&self.world.paths(), |file| self.read(file))
    }

    /// What the file will hold.
    pub(crate) fn change(&mut self, file: &Path, after: FileText) -> Result<()> {
        if let Some(change) = self.changes.iter_mut().find(|change| change.file == file) {
            change.after = after;
            return Ok(());
        }
        self.changes.push(Change {
            before: aws_files::read(self.world, file)?,
            file: file.to_owned(),
            after,
        });
        Ok(())
    }

    /// Takes back every change that was not written.
    pub(crate) fn forget(&mut self) {
        self.changes.clear();
    }

    /// Writes the changes in their order. A file that a program other than keyward has changed
    /// since it was read stays as it is, and so do the ones behind it.
    pub(crate) fn write(&mut self) -> Result<()> {
        for change in std::mem::take(&mut self.changes) {
            self.sweep(&change.file);
            if change.before.as_ref() == Some(&change.after) {
                continue;
            }
            if aws_files::read(self.world, &change.file)? != change.before {
                return Err(changed_meanwhile(&change.file));
            }
            self.write_one(&change)?;
        }
        Ok(())
    }

    fn write_one(&self, change: &Change) -> Result<()> {
        let folder = change.file.parent();
        let missing = folder.filter(|it| !it.as_os_str().is_empty() && !it.exists());
        if let Some(folder) = missing {
            self.disk.create_private_dir(folder)?;
        }
        self.disk
            .write_atomic(&change.file, change.after.as_bytes(), 0o600)
    }

    /// Removes what a killed keyward left beside a file: it may hold the file's keys. Nobody writes
    /// there now, since we hold the lock. What another user left there may stay.
    fn sweep(&self, file: &Path) {
        let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        for name in self.disk.list(folder).unwrap_or_default() {
            if name.starts_with(TEMP_PREFIX) {
                let _ = self.disk.remove(&folder.join(name));
            }
        }
    }
}

fn changed_meanwhile(file: &Path) -> Error {
    Error::new(
        ErrorCode::FileUnreadable,
        format!(
            "{}: another program changed it just now; it was not written",
            file.display()
        ),
    )
    .with_hint("run the command again")
}
