//! Questions to the git that the user has: who commits has one, and it knows every kind of repository.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use keyward_core::{Error, ErrorCode, Result};

/// A file as the next commit would hold it.
pub(crate) struct Staged {
    /// Relative to the repository's top.
    pub(crate) path: PathBuf,
    object: String,
}

/// Longer than any text that people write; a larger object is passed over.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The top folder of the repository around `folder`.
///
/// # Errors
/// `invalid_argument` outside of one; `unexpected` where there is no git.
pub(crate) fn top(folder: &Path) -> Result<PathBuf> {
    let said = answer(folder, &["rev-parse", "--show-toplevel"])?;
    Ok(PathBuf::from(text(&said)?.trim_end_matches(['\r', '\n'])))
}

/// Where git looks for hooks: `core.hooksPath`, else the repository's own, which worktrees share.
///
/// # Errors
/// As [`top`].
pub(crate) fn hooks(folder: &Path) -> Result<PathBuf> {
    let said = answer(folder, &["rev-parse", "--git-path", "hooks"])?;
    Ok(folder.join(text(&said)?.trim_end_matches(['\r', '\n'])))
}

/// Files that the next commit adds or changes; links and submodules are none.
///
/// # Errors
/// As [`top`].
pub(crate) fn staged(top: &Path) -> Result<Vec<Staged>> {
    let args = [
        "diff",
        "--cached",
        "--raw",
        "-z",
        "--no-renames",
        "--no-abbrev",
        "--diff-filter=ACMT",
    ];
    let said = answer(top, &args)?;
    let mut fields = said.split(|byte| *byte == 0);
    let mut all = Vec::new();
    // `:100644 100644 OLD NEW M`, then the path.
    while let (Some(change), Some(path)) = (fields.next(), fields.next()) {
        let change = text(change)?;
        let words: Vec<&str> = change.split(' ').collect();
        if let [_, mode, _, object, _] = words[..]
            && mode.starts_with("100")
        {
            let path = PathBuf::from(String::from_utf8_lossy(path).into_owned());
            let object = object.to_owned();
            all.push(Staged { path, object });
        }
    }
    Ok(all)
}

/// The content of each, in order; none for what is too large.
///
/// # Errors
/// As [`top`].
pub(crate) fn contents(
    top: &Path,
    staged: &[Staged],
    mut each: impl FnMut(&Staged, Option<&[u8]>),
) -> Result<()> {
    let mut child = command(top, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| no_git(&error))?;
    let (Some(mut asked), Some(said)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("cat-file", "its streams are closed"));
    };
    let mut said = BufReader::new(said);
    for one in staged {
        // One at a time: neither pipe can fill while the other waits.
        let content = writeln!(asked, "{}", one.object).and_then(|()| object(&mut said));
        let content = content.map_err(|error| failed("cat-file", &error.to_string()))?;
        each(one, content.as_deref());
    }
    drop(asked);
    let _ = child.wait();
    Ok(())
}

/// `OBJECT blob SIZE`, the content, a line's end.
fn object(said: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    said.read_line(&mut head)?;
    let size = head
        .split_whitespace()
        .nth(2)
        .and_then(|size| size.parse::<u64>().ok());
    let Some(size) = size else {
        return Ok(None);
    };
    if size > LONGEST {
        std::io::copy(&mut said.by_ref().take(size + 1), &mut std::io::sink())?;
        return Ok(None);
    }
    let mut content = Vec::new();
    said.by_ref().take(size).read_to_end(&mut content)?;
    said.read_exact(&mut [0])?;
    Ok(Some(content))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    command
}

fn answer(folder: &Path, args: &[&str]) -> Result<Vec<u8>> {
    let output = command(folder, args)
        .output()
        .map_err(|error| no_git(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default();
    Err(failed(args[0], said.trim_start_matches("fatal: ")))
}

fn text(bytes: &[u8]) -> Result<&str> {
    str::from_utf8(bytes).map_err(|_| failed("git", "its answer is not text"))
}

fn no_git(error: &std::io::Error) -> Error {
    Error::new(ErrorCode::Unexpected, format!("git cannot be run: {error}"))
        .with_hint("install git; without it, `keyward scan` looks at files")
}

fn failed(what: &str, why: &str) -> Error {
    Error::new(ErrorCode::InvalidArgument, format!("git {what}: {why}"))
        .with_hint("run this in a git repository")
}
