//! `npm pack`, and what must be true of a tarball.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    failure::{Failure, Result},
    tools,
};

/// Packs a folder into `to`, twice, and returns the tarball. npm gives every file the same date and owner.
pub(crate) fn twice(folder: &Path, to: &Path) -> Result<PathBuf> {
    let first = once(folder, to)?;
    let again = to.join("again");
    let second = once(folder, &again)?;
    let same = read(&first)? == read(&second)?;
    _ = fs::remove_dir_all(&again);
    match same {
        true => Ok(first),
        false => Err(Failure::new(format!(
            "{} differs when it is packed again",
            first.display()
        ))),
    }
}

/// Packs a folder into `to` and returns the tarball.
pub(crate) fn once(folder: &Path, to: &Path) -> Result<PathBuf> {
    fs::create_dir_all(to).map_err(Failure::io("create", to))?;
    let run = tools::npm()
        .args(["pack", "--json", "--ignore-scripts", "--pack-destination"])
        .arg(to);
    let said = run.dir(folder).quiet()?;
    let answer: Value = serde_json::from_str(&said)
        .map_err(|error| Failure::new(format!("`npm pack --json` did not answer JSON: {error}")))?;
    let packed = packed(&answer);
    all_of(folder, packed)?;
    match packed["filename"].as_str() {
        Some(name) => Ok(to.join(name)),
        None => Err(Failure::new("`npm pack` named no file")),
    }
}

/// npm answers a list, newer ones an object by package name.
fn packed(answer: &Value) -> &Value {
    let first = match answer {
        Value::Array(list) => list.first(),
        Value::Object(packages) => packages.values().next(),
        _ => None,
    };
    first.unwrap_or(&Value::Null)
}

/// The tarball holds every file of the folder: what is staged and not named in `files` is a mistake.
fn all_of(folder: &Path, packed: &Value) -> Result {
    let listed = packed["files"].as_array().into_iter().flatten();
    let listed: Vec<_> = listed.filter_map(|file| file["path"].as_str()).collect();
    let mut staged = Vec::new();
    add_files(folder, "", &mut staged)?;
    let missing: Vec<_> = staged
        .iter()
        .filter(|file| !listed.contains(&file.as_str()))
        .map(String::as_str)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(
        Failure::new(format!("the package leaves out {}", missing.join(", ")))
            .with_hint("see `files` in package.json"),
    )
}

fn add_files(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result {
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let entry = entry.map_err(Failure::io("read", folder))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => add_files(&entry.path(), &format!("{name}/"), files)?,
            false => files.push(name),
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Failure::io("read", path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_answers_of_npm_are_read() {
        let package = json!({ "filename": "keyward-1.0.0.tgz" });
        assert_eq!(packed(&json!([package])), &package);
        assert_eq!(packed(&json!({ "keyward": package })), &package);
    }
}
