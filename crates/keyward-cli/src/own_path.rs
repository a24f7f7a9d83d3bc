//! The absolute path of this program, for the pointers that it leaves in AWS's files.

use std::path::PathBuf;

use keyward_core::{Error, ErrorCode, Result};

/// The path by which the shell found us where that is absolute, so that a stable link (a package
/// manager's) is kept; else the real one.
pub(crate) fn own_path() -> Result<PathBuf> {
    let started_as = std::env::args_os().next().map(PathBuf::from);
    if let Some(path) = started_as.filter(|path| path.is_absolute() && path.is_file()) {
        return Ok(path);
    }
    std::env::current_exe().map_err(|error| {
        Error::new(
            ErrorCode::Unexpected,
            format!("the path of this program is unknown: {error}"),
        )
    })
}
