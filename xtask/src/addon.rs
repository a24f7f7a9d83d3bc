//! The Node addon: cargo builds a shared library, Node loads it under napi-rs's name for the platform.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Failure, Result},
    workspace::{self, Profile},
};

/// Puts the built addon where the Node package looks for it.
pub(crate) fn place(profile: Profile) -> Result<PathBuf> {
    let built = workspace::built(profile)?.join(library());
    let place = workspace::file("bindings/node").join(file_name());
    replace(&built, &place)?;
    Ok(place)
}

/// Copies by way of a new file: a running Node may have the old one open.
pub(crate) fn replace(from: &Path, to: &Path) -> Result {
    let new = to.with_extension("new");
    fs::copy(from, &new).map_err(Failure::io("copy", from))?;
    fs::rename(&new, to).map_err(Failure::io("write", to))
}

fn library() -> String {
    format!(
        "{}keyward_node{}",
        env::consts::DLL_PREFIX,
        env::consts::DLL_SUFFIX
    )
}

/// `keyward.linux-x64-gnu.node`, as napi-rs names it.
pub(crate) fn file_name() -> String {
    format!("keyward.{}.node", platform())
}

/// Node's name for this platform, with the C library where there are several.
pub(crate) fn platform() -> String {
    let system = match env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let machine = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "x86" => "ia32",
        other => other,
    };
    let library = if cfg!(target_env = "musl") {
        "-musl"
    } else if cfg!(target_env = "gnu") && cfg!(target_os = "linux") {
        "-gnu"
    } else if cfg!(target_env = "msvc") {
        "-msvc"
    } else {
        ""
    };
    format!("{system}-{machine}{library}")
}
