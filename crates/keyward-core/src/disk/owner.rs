//! Modes and owners. Every difference between Unix and the rest of the world is in this file.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io,
    path::Path,
};

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};

/// Options for a file that only its owner may read, should they create one.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    options.mode(0o600);
    options
}

/// Makes folders 0700, those above included (XDG Base Directory Specification, "Referencing this
/// specification").
pub(super) fn private_dir_builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    builder.mode(0o700);
    builder
}

/// Gives a new file the mode and owner of the one that it will replace, or `mode`.
#[cfg(unix)]
pub(super) fn take_over(file: &File, target: &Path, mode: u32) -> io::Result<()> {
    let fresh = file.metadata()?;
    let mode = match fs::metadata(target) {
        Ok(old) => {
            if (old.uid(), old.gid()) != (fresh.uid(), fresh.gid()) {
                // Only root may give files away; the content matters more than the owner.
                let _ = fchown(file, Some(old.uid()), Some(old.gid()));
            }
            old.mode() & 0o7777
        }
        Err(_) => mode,
    };
    if fresh.mode() & 0o7777 == mode {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Elsewhere a file inherits its folder's access list.
#[cfg(not(unix))]
pub(super) fn take_over(_file: &File, _target: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Forces a folder to 0700; one that is so already is not touched, and may lie on a read-only disk.
#[cfg(unix)]
pub(super) fn force_private(folder: &Path) -> io::Result<()> {
    if fs::metadata(folder)?.mode() & 0o7777 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Elsewhere a folder inherits the access list of the user's profile.
#[cfg(not(unix))]
pub(super) fn force_private(folder: &Path) -> io::Result<()> {
    fs::metadata(folder).map(|_| ())
}
