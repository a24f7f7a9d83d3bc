//! From the start of the process to its first credentials, above an empty script of its kind.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::verdict;
use crate::{
    bench::{
        homes::{Homes, Variables},
        measure as take_turns,
        rows::Row,
        stats::Summary,
    },
    failure::{Failure, Result},
};

/// Fewer would leave the medians to chance.
const AT_LEAST_RUNS: usize = 50;

const EMPTY_CJS: &str = "empty script, CommonJS";
const EMPTY_ESM: &str = "empty script, ESM";
const CHAIN_CJS: &str = "v3 fromNodeProviderChain, CommonJS";
const CHAIN_ESM: &str = "v3 fromNodeProviderChain, ESM";
const V2: &str = "v2 require('aws-sdk')";
const OWN_CJS: &str = "fromKeyward, CommonJS";
const OWN_ESM: &str = "fromKeyward, ESM";

/// The row, the row that it is held against, and the part of it above the empty script that it may take.
const PROMISES: [(&str, &str, f64); 4] = [
    (OWN_CJS, CHAIN_CJS, 0.2),
    (OWN_ESM, CHAIN_ESM, 0.25),
    (OWN_CJS, V2, 0.1),
    (OWN_ESM, V2, 0.1),
];

pub(super) struct Startup {
    rows: Vec<Row>,
    results: Vec<Summary>,
}

pub(super) fn measure(node: &Path, homes: &Homes, runs: usize) -> Result<Startup> {
    let rows = rows(node, homes)?;
    let runs = runs.max(AT_LEAST_RUNS);
    eprintln!(
        "{} ways to first credentials, {runs} runs each …",
        rows.len()
    );
    let results = take_turns(&rows, runs)?;
    Ok(Startup { rows, results })
}

fn rows(node: &Path, homes: &Homes) -> Result<Vec<Row>> {
    let end =
        "().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });";
    let required =
        |package: &str, call: &str| format!("require('{package}').{call}({{ profile: 'p' }}){end}");
    let imported = |package: &str, call: &str| {
        format!("import {{ {call} }} from '{package}';\n{call}({{ profile: 'p' }}){end}")
    };
    let (sdk, chain) = ("@aws-sdk/credential-providers", "fromNodeProviderChain");
    let v2 = "const AWS = require('aws-sdk');\nnew AWS.SharedIniFileCredentials({ profile: 'p' }).get((error) => process.exit(error ? 1 : 0));";
    let own = required("keyward", "fromKeyward");
    let script = |name, file: &str, text: &str, variables: &Variables, floor| -> Result<Row> {
        let program = program(homes, file, text)?;
        let row = Row::new(name, node, variables).args([program]);
        Ok(match floor {
            Some(floor) => row.floor(floor),
            None => row,
        })
    };
    let (plain, cjs, esm) = (&homes.plaintext, Some(EMPTY_CJS), Some(EMPTY_ESM));
    Ok(vec![
        script(EMPTY_CJS, "empty.cjs", "", plain, None)?,
        script(EMPTY_ESM, "empty.mjs", "", plain, None)?,
        script(CHAIN_CJS, "chain.cjs", &required(sdk, chain), plain, cjs)?,
        script(CHAIN_ESM, "chain.mjs", &imported(sdk, chain), plain, esm)?,
        script(V2, "v2.cjs", v2, plain, cjs)?,
        script(OWN_CJS, "own.cjs", &own, plain, cjs)?,
        script(
            OWN_ESM,
            "own.mjs",
            &imported("keyward", "fromKeyward"),
            plain,
            esm,
        )?,
        script(
            "fromKeyward, vault by identity file",
            "own.cjs",
            &own,
            &homes.identity,
            cjs,
        )?,
        script(
            "fromKeyward, vault by passphrase",
            "own.cjs",
            &own,
            &homes.passphrase,
            cjs,
        )?
        .slow(),
    ])
}

fn program(homes: &Homes, file: &str, text: &str) -> Result<PathBuf> {
    let path = homes.programs.join(file);
    fs::write(&path, text).map_err(Failure::io("write", &path))?;
    Ok(path)
}

impl Startup {
    pub(super) fn print(&self) {
        println!(
            "\n{:<41} {:>9}  {:<15}  {:>12}",
            "process start to first credentials", "median", "p10 - p90", "above empty"
        );
        for (row, result) in self.rows.iter().zip(&self.results) {
            let range = format!("{:.1} - {:.1}", result.p10, result.p90);
            let above = self
                .above(row.name)
                .map(|above| format!("{above:.1} ms"))
                .unwrap_or_default();
            println!(
                "{:<41} {:>6.1} ms  {range:<15}  {above:>12}",
                row.name, result.median
            );
        }
        println!();
        for (own, peer, at_most) in PROMISES {
            let ratio = self.ratio(own, peer);
            verdict(
                &format!("{own} at most {at_most} x {peer}, both above the empty script"),
                ratio,
                ratio <= at_most,
            );
        }
    }

    pub(super) fn json(&self) -> Value {
        let rows = self.rows.iter().zip(&self.results).map(|(row, result)| {
            json!({
                "name": row.name, "runs": result.runs, "medianMs": result.median,
                "p10Ms": result.p10, "p90Ms": result.p90, "aboveEmptyMs": self.above(row.name),
            })
        });
        let promises = PROMISES.map(|(own, peer, at_most)| {
            let ratio = self.ratio(own, peer);
            json!({ "row": own, "peer": peer, "ratio": ratio, "atMost": at_most, "holds": ratio <= at_most })
        });
        json!({ "rows": rows.collect::<Vec<_>>(), "promises": promises })
    }

    fn ratio(&self, own: &str, peer: &str) -> f64 {
        let above = |name| self.above(name).unwrap_or(f64::NAN);
        above(own) / above(peer)
    }

    /// Milliseconds above the empty script of its kind.
    fn above(&self, name: &str) -> Option<f64> {
        let (row, result) = self.find(name)?;
        let (_, floor) = self.find(row.floor?)?;
        Some(result.median - floor.median)
    }

    fn find(&self, name: &str) -> Option<(&Row, &Summary)> {
        let mut all = self.rows.iter().zip(&self.results);
        all.find(|(row, _)| row.name == name)
    }
}
