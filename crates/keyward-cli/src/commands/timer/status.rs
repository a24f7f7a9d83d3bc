//! `keyward timer status`

use clap::Args;
use keyward_core::{Result, World};
use serde_json::{Value, json};

use super::{
    kind::{self, Kind},
    last_run::{self, LastRun},
    systemd,
};
use crate::screen;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward timer status
  keyward timer status --json

The last run is that of any `keyward rotate --all`, be it a timer's, cron's or your own.")]
pub(crate) struct Status {
    /// Print it as JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn look(world: &World) -> Result<Seen> {
    let kind = Kind::here();
    let paths = kind.paths(world)?;
    let is_installed = paths.iter().all(|path| path.exists());
    Ok(Seen {
        files: paths
            .iter()
            .map(|path| path.display().to_string())
            .collect(),
        is_installed,
        system: (is_installed && kind == Kind::Systemd).then(ask_systemd),
        last: last_run::read(world),
    })
}

/// What there is to tell.
struct Seen {
    files: Vec<String>,
    is_installed: bool,
    /// What systemd says, or why it says nothing.
    system: Option<std::result::Result<Vec<(String, String)>, String>>,
    last: Option<LastRun>,
}

pub(super) fn run(status: &Status) -> Result<()> {
    let seen = look(&World::real())?;
    if status.json {
        screen::print_json(&document(&seen));
        return Ok(());
    }
    for line in lines(&seen) {
        screen::print(&line);
    }
    Ok(())
}

/// For `keyward status`; nothing where there is neither a timer nor a run.
pub(in super::super) fn in_words(world: &World) -> Vec<String> {
    match look(world) {
        Ok(seen) if seen.is_installed || seen.last.is_some() => lines(&seen),
        _ => Vec::new(),
    }
}

fn ask_systemd() -> std::result::Result<Vec<(String, String)>, String> {
    let mut told = Vec::new();
    for question in systemd::questions() {
        let answer = kind::run(&question)?;
        let pairs = answer.lines().filter_map(|line| line.split_once('='));
        told.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    Ok(told)
}

fn lines(seen: &Seen) -> Vec<String> {
    let mut lines = vec![match &seen.system {
        _ if !seen.is_installed => "no timer; `keyward timer install` writes one".to_owned(),
        Some(Ok(told)) => systemd_line(told),
        Some(Err(why)) => format!("a timer is installed; systemd does not answer ({why})"),
        None => "a timer is installed".to_owned(),
    }];
    lines.extend(seen.last.as_ref().map(LastRun::in_words));
    lines
}

fn systemd_line(told: &[(String, String)]) -> String {
    let value = |name: &str| {
        let found = told.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    if value("ActiveState") != "active" {
        let start = systemd::starting_line();
        return format!("a timer is installed and not active; run: {start}");
    }
    let result = match (value("ExecMainExitTimestamp"), value("Result")) {
        ("", _) => "it has not run yet".to_owned(),
        (at, "success") => format!("it ran at {at}"),
        (at, result) => format!(
            "its run at {at} failed ({result}, exit code {}): journalctl --user -u keyward-rotate",
            value("ExecMainStatus")
        ),
    };
    format!(
        "a timer is active; {result}; next {}",
        value("NextElapseUSecRealtime")
    )
}

fn document(seen: &Seen) -> Value {
    let told = seen.system.as_ref().and_then(|told| told.as_ref().ok());
    json!({
        "installed": seen.is_installed,
        "files": seen.files,
        "systemd": told.map(|told| told.iter().cloned().collect::<std::collections::BTreeMap<_, _>>()),
        "lastRun": seen.last.as_ref().map(|last| json!({
            "at": last.at(),
            "failures": last.failures,
        })),
    })
}
