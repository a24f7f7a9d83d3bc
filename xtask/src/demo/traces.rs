//! Looking for secrets where none may be.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::stage::{Stage, must};
use crate::failure::{Failure, Result};

/// What a search came to.
pub(super) struct Search {
    pub(super) read: usize,
    pub(super) found: Vec<PathBuf>,
}

/// The key's secret, and every session's: in no file of the home folder, in nothing that was printed.
pub(super) fn none_left(stage: &mut Stage) -> Result {
    let mut read = 0;
    for secret in &stage.secrets {
        let search = files_with(stage.home.path(), secret)?;
        if let Some(file) = search.found.first() {
            return Err(Failure::new(format!(
                "{} holds a secret in clear",
                file.display()
            )));
        }
        read = search.read;
        must(
            !stage.transcript().contains(secret),
            "a program printed a secret",
        )?;
    }
    let secrets = stage.secrets.len();
    must(
        secrets > 1 && read > 5,
        "there should have been something to search",
    )?;
    stage.proof(&format!("{secrets} secrets were looked for in {read} files (~/.aws, the vault, all else) and in all output: none found"));
    Ok(())
}

/// The files below `folder` that hold `secret`. Links are not followed: the packages behind them are nobody's secret.
pub(super) fn files_with(folder: &Path, secret: &str) -> Result<Search> {
    let mut search = Search {
        read: 0,
        found: Vec::new(),
    };
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)
            .map_err(Failure::io("read", &folder))?
            .flatten()
        {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() => look_into(&path, secret, &mut search)?,
                _ => {}
            }
        }
    }
    Ok(search)
}

fn look_into(path: &Path, secret: &str, search: &mut Search) -> Result {
    let bytes = fs::read(path).map_err(Failure::io("read", path))?;
    search.read += 1;
    if bytes
        .windows(secret.len())
        .any(|window| window == secret.as_bytes())
    {
        search.found.push(path.to_path_buf());
    }
    Ok(())
}
