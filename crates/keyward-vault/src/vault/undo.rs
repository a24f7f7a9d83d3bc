//! Taking back what was done outside the vault for a keyslot that then could not be made.

use std::path::PathBuf;

use keyward_core::disk::Disk;
use zeroize::Zeroizing;

use crate::{id::Id, os_keyring};

/// What to take back, in the order in which it was done.
#[derive(Default)]
pub(super) struct Undo(Vec<Step>);

enum Step {
    RemoveFile(PathBuf),
    RestoreFile(PathBuf, Zeroizing<String>),
    ForgetItem(Id),
}

impl Undo {
    pub(super) fn created_file(&mut self, path: PathBuf) {
        self.0.push(Step::RemoveFile(path));
    }

    pub(super) fn changed_file(&mut self, path: PathBuf, before: Zeroizing<String>) {
        self.0.push(Step::RestoreFile(path, before));
    }

    pub(super) fn created_item(&mut self, vault: Id) {
        self.0.push(Step::ForgetItem(vault));
    }

    /// Takes back as much as can be. What remains is of no use to anybody and in nobody's way.
    pub(super) fn run(self, disk: &Disk) {
        for step in self.0.into_iter().rev() {
            let _ = match step {
                Step::RemoveFile(path) => disk.remove(&path).map(drop),
                Step::RestoreFile(path, text) => disk.write_atomic(&path, text.as_bytes(), 0o600),
                Step::ForgetItem(vault) => os_keyring::forget(&vault),
            };
        }
    }
}
