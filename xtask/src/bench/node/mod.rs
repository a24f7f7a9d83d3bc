//! JavaScript programs: the way to first credentials, signed requests, and what is installed; keyward beside both SDKs.

mod footprint;
mod requests;
mod startup;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::homes::Homes;
use crate::{command::Run, failure::Result, tools::Clients};

/// What was measured.
pub(super) struct Results {
    startup: startup::Startup,
    requests: requests::Requests,
    footprint: footprint::Footprint,
}

/// Measures all of it. `addon` is the one that `keyward` loads.
pub(super) fn measure(
    keyward: &Path,
    addon: &Path,
    clients: &Clients,
    runs: usize,
) -> Result<Results> {
    let homes = Homes::make(keyward, clients)?;
    let node = node()?;
    Ok(Results {
        startup: startup::measure(&node, &homes, runs)?,
        requests: requests::measure(keyward, &node, &homes.programs)?,
        footprint: footprint::measure(&node, &homes, &[addon, keyward])?,
    })
}

pub(super) fn print(results: &Results) {
    results.startup.print();
    results.requests.print();
    results.footprint.print();
}

pub(super) fn json(results: &Results) -> Value {
    json!({
        "startup": results.startup.json(),
        "requests": results.requests.json(),
        "footprint": results.footprint.json(),
    })
}

fn node() -> Result<PathBuf> {
    let node = Run::new("node").args(["-p", "process.execPath"]).quiet()?;
    Ok(PathBuf::from(node.trim()))
}

/// A promise and whether it is kept.
fn verdict(what: &str, ratio: f64, holds: bool) {
    let words = if holds { "holds" } else { "DOES NOT HOLD" };
    println!("{what}: {words} ({ratio:.3})");
}
