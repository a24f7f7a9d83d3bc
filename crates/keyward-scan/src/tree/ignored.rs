//! `.keywardignore` at the top of a repository, for paths that no walk finds.

use std::path::Path;

use ignore::gitignore::Gitignore;

use super::IGNORE_FILE;

/// What it names.
#[derive(Debug)]
pub struct Ignored(Gitignore);

impl Ignored {
    /// Of this folder; without the file, nothing is ignored.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let (found, _) = Gitignore::new(folder.join(IGNORE_FILE));
        Self(found)
    }

    /// Whether it names the file, or a folder above it. `path` is relative to the folder.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}
