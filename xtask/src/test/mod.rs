//! `cargo xtask test`: all that a change must pass, in the order in which it is cheapest to know.
//!
//! One build serves everything but clippy: the workspace with all its targets, so that `cargo test`, the
//! command and the Node addon share every artefact.

mod counts;
mod npm;
mod steps;
mod types;

use std::process::ExitCode;

use crate::{
    failure::Result,
    keyward,
    report::Report,
    tools::{Clients, browser, keyring},
    workspace::Profile,
};
pub(crate) use counts::Counts;

const CLIENTS: &str = "other people's clients (npm ci, Python venv)";
const NPM: &str = "npm package";

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let part = match args {
        [] => full,
        [flag] if flag == "--quick" => quick,
        [flag] if flag == "--npm" => npm_alone,
        [other, ..] => return Err(crate::unknown_argument("test", other)),
    };
    let mut report = Report::new();
    let mut counts = Counts::default();
    part(&mut report, &mut counts)?;
    report.table();
    Ok(verdict(&report, &counts))
}

fn lints(report: &mut Report) {
    report.step("formatting", steps::formatting);
    report.step("secrets and leaks", crate::lints::check);
    report.step("clippy, warnings are errors", steps::clippy);
}

fn quick(report: &mut Report, counts: &mut Counts) -> Result {
    lints(report);
    report.step("Rust tests, without acceptance", || {
        steps::quick_tests(counts)
    });
    Ok(())
}

fn npm_alone(report: &mut Report, counts: &mut Counts) -> Result {
    Clients::check()?;
    let clients = report.step(CLIENTS, Clients::install);
    let built = report.step("build", || keyward::build(Profile::Dev));
    if let (Some(clients), Some(_)) = (clients, built) {
        report.step(NPM, || npm::check(&clients, counts));
    }
    Ok(())
}

fn full(report: &mut Report, counts: &mut Counts) -> Result {
    Clients::check()?;
    lints(report);
    let clients = report.step(CLIENTS, Clients::install);
    let keyring = report.optional("a real keyring for the vault's tests", keyring::ready);
    report.optional("a browser for examples/browser", browser::ready);
    let built = report.step("build of everything", steps::build);
    let (Some(clients), Some(())) = (clients, built) else {
        println!("\nno tests: the steps before them failed");
        return Ok(());
    };
    report.step("Rust tests", || {
        steps::rust_tests(&clients, keyring, counts)
    });
    report.step("Node tests", || steps::node_tests(&clients, counts));
    report.step(NPM, || npm::check(&clients, counts));
    Ok(())
}

/// The closing line, and whether all of it went well. A run that tested nothing has not passed.
fn verdict(report: &Report, counts: &Counts) -> ExitCode {
    println!("\n{counts}");
    if report.failed() || counts.failed > 0 || counts.passed == 0 {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
