//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Result};

/// The clone's root folder.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// A file or folder of the clone.
pub(crate) fn file(relative: &str) -> PathBuf {
    root().join(relative)
}

/// The profile that cargo builds with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// The target folder, wherever the user's cargo settings put it: this program lies in it.
pub(crate) fn target() -> Result<PathBuf> {
    let exe = env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program's own path: {error}")))?;
    exe.parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new(format!("{} lies in no target folder", exe.display())))
}

/// Where cargo leaves what it built.
pub(crate) fn built(profile: Profile) -> Result<PathBuf> {
    Ok(target()?.join(profile.folder()))
}

/// The command `keyward` that cargo built.
pub(crate) fn keyward(profile: Profile) -> Result<PathBuf> {
    Ok(built(profile)?.join(format!("keyward{}", env::consts::EXE_SUFFIX)))
}
