//! `cargo xtask bench`: how long keyward takes, beside the floors nobody can go below and the peers people use.
//!
//! One run measures all rows in turn, so that the machine's moods fall on every row alike; what counts are
//! the ratios. A sample is the wall time of one process from its start to its end, as its caller feels it.

mod homes;
mod node;
mod rows;
mod sandbox;
mod stats;
mod table;

use std::process::ExitCode;

use crate::{
    failure::{Failure, Result},
    keyward,
    tools::Clients,
    workspace::Profile,
};
use homes::Homes;
use rows::Row;
use stats::Summary;

/// The parts, as `--only` names them.
const PROCESSES: &str = "processes";
const NODE: &str = "node";
const SANDBOX: &str = "sandbox";
/// Rounds that are run and not counted: files come into the cache.
const WARM_UP: usize = 3;

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let options = Options::parse(args)?;
    Clients::check()?;
    eprintln!("building keyward in release …");
    let built = keyward::build(Profile::Release)?;
    let clients = Clients::install()?;
    say_if_busy();
    let mut all = serde_json::json!({});
    if options.wants(PROCESSES) {
        let homes = Homes::make(&built.command, &clients)?;
        let rows = rows::all(&built.command, &homes)?;
        eprintln!("{} rows, {} runs each …", rows.len(), options.runs);
        let results = measure(&rows, options.runs)?;
        match options.json {
            true => all = table::json(&rows, &results),
            false => table::print(&rows, &results),
        }
    }
    if options.wants(NODE) {
        let results = node::measure(&built.command, &built.addon, &clients, options.runs)?;
        match options.json {
            true => all["node"] = node::json(&results),
            false => node::print(&results),
        }
    }
    if options.wants(SANDBOX) {
        let results = sandbox::measure(&built.command, &clients)?;
        match options.json {
            true => all["sandbox"] = sandbox::json(&results),
            false => sandbox::print(&results),
        }
    }
    if options.json {
        println!("{all}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Other programs at work make every sample longer, and the short ones relatively most.
fn say_if_busy() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load
        .split(' ')
        .next()
        .and_then(|load| load.parse::<f64>().ok());
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    if let Some(load) = load.filter(|load| *load > 0.5 * processors as f64) {
        eprintln!(
            "note: the machine is busy (load {load} on {processors} processors): run this again when it is idle"
        );
    }
}

struct Options {
    runs: usize,
    json: bool,
    only: Option<String>,
}

impl Options {
    fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self {
            runs: 40,
            json: false,
            only: None,
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--json" => options.json = true,
                "--runs" => options.runs = number(args.next())?,
                "--only" => options.only = Some(part(args.next())?),
                other => return Err(crate::unknown_argument("bench", other)),
            }
        }
        Ok(options)
    }
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only == part)
    }
}

fn part(text: Option<&String>) -> Result<String> {
    let known = text.filter(|text| [PROCESSES, NODE, SANDBOX].contains(&text.as_str()));
    let words = format!("--only needs `{PROCESSES}`, `{NODE}` or `{SANDBOX}`");
    known.cloned().ok_or_else(|| Failure::new(words))
}

fn number(text: Option<&String>) -> Result<usize> {
    let number = text
        .and_then(|text| text.parse().ok())
        .filter(|number| *number > 0);
    number.ok_or_else(|| Failure::new("--runs needs a number above 0"))
}

/// Every row once a round; the rows that take long (a passphrase is meant to) only in every fifth.
fn measure(rows: &[Row], runs: usize) -> Result<Vec<Summary>> {
    let mut samples = vec![Vec::new(); rows.len()];
    for round in 0..WARM_UP + runs {
        for (row, samples) in rows.iter().zip(&mut samples) {
            if row.is_slow && round % 5 != 0 {
                continue;
            }
            let took = row.sample()?;
            if round >= WARM_UP {
                samples.push(took);
            }
        }
    }
    Ok(samples.into_iter().map(Summary::of).collect())
}
