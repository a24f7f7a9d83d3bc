//! What was found, for people and for programs.

use std::path::Path;

use keyward_scan::{Confidence, Finding, Outcome, Skipped};
use serde_json::{Value, json};

use super::shown_path;
use crate::screen::{self, Colour, coloured};

pub(super) fn text(outcome: &Outcome, known: usize) {
    for (path, finding) in &outcome.findings {
        tell(path, finding);
    }
    for skipped in &outcome.skipped {
        screen::note(&format!("{}: {}", place(skipped), skipped.why));
    }
    screen::print(&summary(outcome, known));
    if !outcome.findings.is_empty() {
        screen::say(
            "Whoever has read these files has the keys: move them (`keyward import`, `keyward add`), then `keyward rotate`.",
        );
    }
}

fn tell(path: &Path, finding: &Finding) {
    let first = finding.places[0];
    let colour = match finding.confidence {
        Confidence::High => Colour::Red,
        Confidence::Medium => Colour::Yellow,
    };
    let at = format!("{}:{}:{}", shown_path(path), first.line, first.column);
    screen::print(&format!(
        "{}  {}",
        coloured(&at, colour),
        finding.sentence()
    ));
    screen::print(&format!("    {}", coloured(&finding.shown, Colour::Dim)));
}

fn summary(outcome: &Outcome, known: usize) -> String {
    let found = outcome.findings.len() as u64;
    let known = match known {
        0 => String::new(),
        known => format!(" ({known} more in the baseline)"),
    };
    let size = match outcome.bytes {
        bytes @ ..100_000 => format!("{bytes} bytes"),
        bytes => format!("{:.1} MB", bytes as f64 / 1e6),
    };
    format!(
        "{}{known} in {}, {size}",
        screen::counted(found, "key"),
        screen::counted(outcome.files, "file")
    )
}

pub(super) fn json(outcome: &Outcome, known: usize) {
    let skipped = outcome.skipped.iter().map(|skipped| {
        json!({ "path": skipped.path.as_deref().map(Path::display).map(|path| path.to_string()), "why": skipped.why })
    });
    screen::print_json(&json!({
        "findings": outcome.findings.iter().map(document).collect::<Vec<_>>(),
        "known": known,
        "skipped": skipped.collect::<Vec<_>>(),
        "files": outcome.files,
        "bytes": outcome.bytes,
    }));
}

fn document((path, finding): &(std::path::PathBuf, Finding)) -> Value {
    let mut document = serde_json::to_value(finding).unwrap_or_default();
    document["path"] = json!(shown_path(path).to_string());
    document["rule"] = json!(finding.rule());
    document
}

pub(super) fn sarif(outcome: &Outcome) {
    let findings = outcome
        .findings
        .iter()
        .map(|(path, finding)| (path.as_path(), finding));
    screen::print_json(&keyward_scan::sarif(findings, env!("CARGO_PKG_VERSION")));
}

fn place(skipped: &Skipped) -> String {
    skipped.path.as_deref().map_or_else(
        || "somewhere".to_owned(),
        |path| shown_path(path).to_string(),
    )
}
