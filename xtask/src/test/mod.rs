//! `cargo xtask test`: all that a change must pass, in the order in which it is cheapest to know.
//!
//! One build serves everything but clippy: the workspace with all its targets, so that `cargo test`, the
//! command and the Node addon share every artefact.

mod counts;
mod steps;
mod types;

use std::process::ExitCode;

use crate::{
    failure::Result,
    report::Report,
    tools::{Clients, keyring},
};
use counts::Counts;

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let quick = match args {
        [] => false,
        [flag] if flag == "--quick" => true,
        [other, ..] => return Err(crate::unknown_argument("test", other)),
    };
    if !quick {
        Clients::check()?;
    }
    let mut report = Report::new();
    let mut counts = Counts::default();
    report.step("formatting", steps::formatting);
    report.step("secrets and leaks", crate::lints::check);
    report.step("clippy, warnings are errors", steps::clippy);
    if quick {
        report.step("Rust tests, without acceptance", || {
            steps::quick_tests(&mut counts)
        });
    } else {
        full(&mut report, &mut counts);
    }
    report.table();
    Ok(verdict(&report, &counts))
}

fn full(report: &mut Report, counts: &mut Counts) {
    let clients = report.step(
        "other people's clients (npm ci, Python venv)",
        Clients::install,
    );
    let keyring = report.optional("a real keyring for the vault's tests", keyring::ready);
    let built = report.step("build of everything", steps::build);
    let (Some(clients), Some(())) = (clients, built) else {
        println!("\nno tests: the steps before them failed");
        return;
    };
    report.step("Rust tests", || {
        steps::rust_tests(&clients, keyring, counts)
    });
    report.step("Node tests", || steps::node_tests(&clients, counts));
    report.step("TypeScript types", || types::check(&clients));
}

/// The closing line, and whether all of it went well. A run that tested nothing has not passed.
fn verdict(report: &Report, counts: &Counts) -> ExitCode {
    println!("\n{counts}");
    if report.failed() || counts.failed > 0 || counts.passed == 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
