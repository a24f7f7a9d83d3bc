//! The absolute path of this program, for the pointers that it leaves in AWS's files.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, Result};

/// The path by which the shell found us where that is absolute, so that a stable link (a package
/// manager's) is kept; else the real one. Refused where the file will be gone tomorrow.
pub(crate) fn own_path() -> Result<PathBuf> {
    let path = path()?;
    if is_in_npx_cache(&path) {
        return Err(Error::new(
            ErrorCode::NotSupported,
            "a pointer to this program would not last: npx keeps it in a cache",
        )
        .with_hint("install it first (`npm i -g keyward`), then run this again without npx"));
    }
    Ok(path)
}

fn path() -> Result<PathBuf> {
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

/// npx installs what a project does not have into `_npx/HASH/node_modules`, below npm's cache.
fn is_in_npx_cache(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "_npx")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npx_s_cache_is_known_by_its_name() {
        let cached = "/home/me/.npm/_npx/5f7e/node_modules/@keyward/linux-x64-gnu/keyward";
        assert!(is_in_npx_cache(Path::new(cached)));
        let installed = "/usr/lib/node_modules/@keyward/linux-x64-gnu/keyward";
        assert!(!is_in_npx_cache(Path::new(installed)));
    }
}
