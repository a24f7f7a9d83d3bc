//! A folder for each tarball: exactly what npm is to pack, with file modes that no umask changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Native, platform::Platform};
use crate::{
    command::Run,
    failure::{Failure, Result},
    lints, workspace,
};

const SOURCE: &str = "bindings/node";
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The package `keyward`, without native parts.
pub(crate) fn main(folder: &Path) -> Result {
    common(folder)?;
    manifest(&workspace::file(SOURCE), folder, &[])?;
    lints::check_folder(folder)
}

/// The package `keyward` with this platform's native part inside, and without the platform packages.
pub(crate) fn contained(folder: &Path, platform: Platform, native: &Native) -> Result {
    common(folder)?;
    place(folder, platform, native)?;
    let of_platform = platform_folder(platform).join("package.json");
    manifest(&workspace::file(SOURCE), folder, &[&of_platform])
}

/// A package such as `@keyward/linux-x64-gnu`.
pub(crate) fn platform(folder: &Path, platform: Platform, native: &Native) -> Result {
    empty(folder)?;
    licenses(folder)?;
    place(folder, platform, native)?;
    let words = format!(
        "# @keyward/{}\n\nThe native part of the package `keyward` for one platform. Install `keyward`: npm picks this one by itself.\n",
        platform.name
    );
    write(&folder.join("README.md"), &words)?;
    manifest(&platform_folder(platform), folder, &[])
}

fn platform_folder(platform: Platform) -> PathBuf {
    workspace::file(SOURCE).join("npm").join(platform.name)
}

fn common(folder: &Path) -> Result {
    empty(folder)?;
    let source = workspace::file(SOURCE);
    for name in files(&source)? {
        copy(&source.join(&name), &folder.join(&name))?;
    }
    copy(&source.join("README.md"), &folder.join("README.md"))?;
    licenses(folder)
}

/// `files` of package.json.
fn files(source: &Path) -> Result<Vec<String>> {
    let path = source.join("package.json");
    let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
    let manifest: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    let listed = manifest["files"].as_array().into_iter().flatten();
    Ok(listed
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect())
}

/// Writes the package.json that is published. Node does it: the order of `exports` means something.
fn manifest(from: &Path, to: &Path, contained: &[&Path]) -> Result {
    let path = to.join("package.json");
    let text = Run::new("node")
        .arg(workspace::file("xtask/src/package/manifest.cjs"))
        .arg(from.join("package.json"))
        .args(contained)
        .quiet()?;
    write(&path, &text)
}

fn licenses(folder: &Path) -> Result {
    LICENSES
        .iter()
        .try_for_each(|name| copy(&workspace::file(name), &folder.join(name)))
}

fn place(folder: &Path, platform: Platform, native: &Native) -> Result {
    let command = folder.join(platform.command());
    copy(&native.command, &command)?;
    mode(&command, 0o755)?;
    copy(&native.addon, &folder.join(platform.addon()))
}

fn empty(folder: &Path) -> Result {
    _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(Failure::io("create", folder))
}

/// A file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result {
    if !from.is_dir() {
        fs::copy(from, to).map_err(Failure::io("copy", from))?;
        return mode(to, 0o644);
    }
    fs::create_dir_all(to).map_err(Failure::io("create", to))?;
    for entry in fs::read_dir(from).map_err(Failure::io("read", from))? {
        let entry = entry.map_err(Failure::io("read", from))?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result {
    fs::write(path, text).map_err(Failure::io("write", path))?;
    mode(path, 0o644)
}

#[cfg(unix)]
fn mode(path: &Path, mode: u32) -> Result {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(Failure::io("change", path))
}

#[cfg(not(unix))]
fn mode(_: &Path, _: u32) -> Result {
    Ok(())
}
