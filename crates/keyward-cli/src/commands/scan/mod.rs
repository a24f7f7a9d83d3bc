//! `keyward scan`: finds hard-coded AWS keys in files.

mod known;
mod report;
mod staged;

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use clap::{Args, ValueEnum};
use keyward_core::{Error, ErrorCode, Result};
use keyward_scan::{Options, Outcome, scan_paths};

use crate::exit::{Exit, fail};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward scan                         the folder and all below
  keyward scan src .env                these
  keyward scan --staged                what the next commit would hold
  keyward scan --no-ignore             what .gitignore and .keywardignore name too
  keyward scan --format sarif > keys.sarif
  keyward scan --update-baseline       write .keyward-baseline: what is known is no longer reported

A comment `keyward:allow` on the line of a key, or alone on the line before, says that it is
meant to be there. AWS's example keys and placeholders are not reported. Nothing is sent anywhere.

Ends with 0 where nothing was found, and with 8 where something was. No output holds a secret.")]
pub(crate) struct Scan {
    /// Files and folders
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// As --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Say nothing where nothing is found
    #[arg(long, short)]
    quiet: bool,
    /// Look too at what .gitignore and .keywardignore name
    #[arg(long)]
    no_ignore: bool,
    /// What is known and left [default: .keyward-baseline, where it is there]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write the baseline from what is found now
    #[arg(long)]
    update_baseline: bool,
    /// All that git keeps (not yet supported)
    #[arg(long, hide = true)]
    history: bool,
    /// What the next commit would hold, instead of files
    #[arg(long, conflicts_with_all = ["paths", "no_ignore"])]
    staged: bool,
    /// Move keys into the vault and mend the code (not yet supported)
    #[arg(long, hide = true)]
    fix: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
}

pub(super) fn run(scan: &Scan) -> Exit {
    let is_json = scan.json || scan.format != Format::Text;
    match scanned(scan) {
        Ok(exit) => exit,
        Err(error) => fail(&error, is_json),
    }
}

fn scanned(scan: &Scan) -> Result<Exit> {
    refuse_what_is_to_come(scan)?;
    if let Some(missing) = scan
        .paths
        .iter()
        .find(|path| path.symlink_metadata().is_err())
    {
        let what = format!("{} is not there", missing.display());
        return Err(Error::new(ErrorCode::InvalidArgument, what).with_hint("name files or folders"));
    }
    let mut known = known::Known::read(scan.baseline.as_deref())?;
    let mut outcome = if scan.staged {
        staged::scanned()?
    } else {
        let options = Options {
            with_ignored: scan.no_ignore,
        };
        with_progress(|progress| scan_paths(&scan.paths, options, progress))
    };
    outcome.findings.retain(|(path, _)| !known.is_own(path));
    if scan.update_baseline {
        return known.update(&outcome).map(|()| Exit::Done);
    }
    let before = outcome.findings.len();
    outcome
        .findings
        .retain(|(_, finding)| !known.knows(finding));
    let left_out = before - outcome.findings.len();
    match if scan.json { Format::Json } else { scan.format } {
        Format::Text if scan.quiet && outcome.findings.is_empty() => {}
        Format::Text => report::text(&outcome, left_out),
        Format::Json => report::json(&outcome, left_out),
        Format::Sarif => report::sarif(&outcome),
    }
    Ok(if outcome.findings.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn refuse_what_is_to_come(scan: &Scan) -> Result<()> {
    let asked = [("--history", scan.history), ("--fix", scan.fix)];
    match asked.iter().find(|(_, is_asked)| *is_asked) {
        None => Ok(()),
        Some((name, _)) => Err(Error::new(
            ErrorCode::NotSupported,
            format!("{name} is not supported by this version of keyward"),
        )
        .with_hint("`keyward scan` looks at files; `keyward import` moves keys out of AWS files and .env files")),
    }
}

/// A count of files on a terminal, for what takes long.
fn with_progress(work: impl FnOnce(&(dyn Fn(u64) + Sync)) -> Outcome) -> Outcome {
    let started = Instant::now();
    let is_shown = std::io::stderr().is_terminal();
    let tell = |files: u64| {
        if is_shown && started.elapsed() > Duration::from_millis(300) {
            let _ = write!(std::io::stderr().lock(), "\r{files} files …");
        }
    };
    let outcome = work(&tell);
    if is_shown && started.elapsed() > Duration::from_millis(300) {
        let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
    }
    outcome
}

/// Without `./` before it, as people write paths.
fn shown_path(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(".").unwrap_or(path).display()
}
