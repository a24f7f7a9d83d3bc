//! Trees of files, in parallel.

mod file;
mod ignored;

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

pub use ignored::Ignored;

use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::Finding;

/// What a project may keep beside .gitignore, in its syntax.
const IGNORE_FILE: &str = ".keywardignore";

/// How a tree is walked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Files too that `.gitignore` and `.keywardignore` name.
    pub with_ignored: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// By path.
    pub findings: Vec<(PathBuf, Finding)>,
    /// What could not be looked at.
    pub skipped: Vec<Skipped>,
    /// How many files were read.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// A file or folder that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it is, as far as it is known.
    pub path: Option<PathBuf>,
    /// Why.
    pub why: String,
}

#[derive(Default)]
struct Gathered {
    findings: Mutex<Vec<(PathBuf, Finding)>>,
    skipped: Mutex<Vec<Skipped>>,
    files: AtomicU64,
    bytes: AtomicU64,
}

/// Scans files and folders. Symbolic links in a tree are not followed, `.git` is left out, and what is no file (a socket, a
/// device) too. `progress` hears now and then how many files have been read.
///
/// # Panics
///
/// Never: a thread that panics would be a defect.
#[must_use]
pub fn scan_paths(paths: &[PathBuf], options: Options, progress: &(dyn Fn(u64) + Sync)) -> Outcome {
    let Some((first, rest)) = paths.split_first() else {
        return Outcome::default();
    };
    let mut walk = WalkBuilder::new(first);
    for path in rest {
        walk.add(path);
    }
    let wanted = !options.with_ignored;
    walk.hidden(false)
        .ignore(false)
        .parents(wanted)
        .git_ignore(wanted)
        .git_exclude(wanted)
        .git_global(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git");
    if wanted {
        walk.add_custom_ignore_filename(IGNORE_FILE);
    }
    let gathered = Gathered::default();
    walk.build_parallel().run(|| {
        let mut buffer = Vec::new();
        let gathered = &gathered;
        Box::new(move |entry| {
            look(entry, &mut buffer, gathered, progress);
            WalkState::Continue
        })
    });
    gathered.sorted()
}

fn look(
    entry: Result<DirEntry, ignore::Error>,
    buffer: &mut Vec<u8>,
    gathered: &Gathered,
    progress: &(dyn Fn(u64) + Sync),
) {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return gathered.skip(Skipped::walking(&error)),
    };
    let kind = entry.file_type();
    // What the user names is followed, even where it is a link.
    let is_file =
        kind.is_some_and(|kind| kind.is_file() || (entry.depth() == 0 && kind.is_symlink()));
    if !is_file || entry.path().is_dir() {
        return;
    }
    match file::scan(entry.path(), buffer) {
        Ok((bytes, findings)) => gathered.add(entry.path(), bytes, findings, progress),
        Err(error) => gathered.skip(Skipped {
            path: Some(entry.path().to_owned()),
            why: error.to_string(),
        }),
    }
}

impl Gathered {
    fn add(
        &self,
        path: &Path,
        bytes: u64,
        findings: Vec<Finding>,
        progress: &(dyn Fn(u64) + Sync),
    ) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        if files.is_multiple_of(256) {
            progress(files);
        }
        if !findings.is_empty() {
            let findings = findings
                .into_iter()
                .map(|finding| (path.to_owned(), finding));
            self.findings
                .lock()
                .expect("no thread panics")
                .extend(findings);
        }
    }

    fn skip(&self, skipped: Skipped) {
        self.skipped.lock().expect("no thread panics").push(skipped);
    }

    fn sorted(self) -> Outcome {
        let mut findings = self.findings.into_inner().expect("no thread panics");
        findings
            .sort_by(|(a, x), (b, y)| a.cmp(b).then(x.places[0].offset.cmp(&y.places[0].offset)));
        let mut skipped = self.skipped.into_inner().expect("no thread panics");
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        Outcome {
            findings,
            skipped,
            files: self.files.into_inner(),
            bytes: self.bytes.into_inner(),
        }
    }
}

impl Skipped {
    fn walking(error: &ignore::Error) -> Self {
        let path = match error {
            ignore::Error::WithPath { path, .. } => Some(path.clone()),
            ignore::Error::WithDepth { err, .. } => return Self::walking(err),
            _ => None,
        };
        let why = error
            .io_error()
            .map_or_else(|| error.to_string(), ToString::to_string);
        Self { path, why }
    }
}
