//! The baseline: what is known, and left.

use std::path::{Path, PathBuf};

use keyward_core::{Error, ErrorCode, Result, disk::Disk};
use keyward_scan::{Baseline, Finding, Outcome};

use crate::screen;

const DEFAULT: &str = ".keyward-baseline";

/// Anybody of the project may read it.
const MODE: u32 = 0o644;

pub(super) struct Known {
    path: PathBuf,
    baseline: Baseline,
}

impl Known {
    /// A file that the user names may be one that is yet to be written.
    pub(super) fn read(named: Option<&Path>) -> Result<Self> {
        let path = named.unwrap_or(Path::new(DEFAULT)).to_owned();
        let baseline = match Disk::real().read(&path)? {
            None => Baseline::new(),
            Some(bytes) => parsed(&bytes).map_err(|error| error.in_context(path.display()))?,
        };
        Ok(Self { path, baseline })
    }

    pub(super) fn knows(&self, finding: &Finding) -> bool {
        self.baseline.knows(finding)
    }

    /// Whether it is the baseline itself.
    pub(super) fn is_own(&self, path: &Path) -> bool {
        path.strip_prefix(".").unwrap_or(path) == self.path
    }

    pub(super) fn update(&mut self, outcome: &Outcome) -> Result<()> {
        self.baseline
            .replace(outcome.findings.iter().map(|(_, finding)| finding));
        let text = self.baseline.to_text();
        Disk::real().write_atomic(&self.path, text.as_bytes(), MODE)?;
        let (path, count) = (self.path.display(), self.baseline.len());
        screen::say(&format!(
            "{path}: {count} known. Keys that it lists still work: rotate them."
        ));
        Ok(())
    }
}

fn parsed(bytes: &[u8]) -> Result<Baseline> {
    let text = str::from_utf8(bytes).map_err(|_| {
        Error::new(
            ErrorCode::InvalidArgument,
            "the baseline is not text".to_owned(),
        )
    })?;
    Baseline::parse(text)
}
