//! GetObject of 1 KiB, sixteen at a time, at the sandbox, which verifies every signature.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::verdict;
use crate::{
    command::Run,
    demo::sandbox::Sandbox,
    failure::{Failure, Result},
};

const PROGRAM: &str = include_str!("get-object.cjs");
/// Rounds in which each client has its turn, and seconds of a turn after its warm-up.
const ROUNDS: usize = 5;
const SECONDS: &str = "4";

const V3: &str = "v3";
const OWN: &str = "clientConfig";
const V2: &str = "v2";
const FACADE: &str = "keyward/aws-sdk";
/// Each client as `get-object.cjs` knows it, and as the table shows it.
const CLIENTS: [(&str, &str); 5] = [
    (V3, "v3 S3Client"),
    (OWN, "v3 S3Client with clientConfig()"),
    (V2, "v2 aws-sdk, default settings"),
    ("v2-keep-alive", "v2 aws-sdk, keep-alive agent"),
    (FACADE, "keyward/aws-sdk, default settings"),
];
/// Of plain v3's CPU time a request, at most.
const CPU_AT_MOST: f64 = 0.8;
/// Of v2's requests a second, at least.
const RATE_AT_LEAST: f64 = 0.8;

/// One turn of a client, or the medians of its turns.
struct Turn {
    per_second: f64,
    cpu_microseconds: f64,
    resident_bytes: f64,
}

pub(super) struct Requests(Vec<(&'static str, &'static str, Turn)>);

pub(super) fn measure(keyward: &Path, node: &Path, programs: &Path) -> Result<Requests> {
    let program = programs.join("get-object.cjs");
    fs::write(&program, PROGRAM).map_err(Failure::io("write", &program))?;
    let sandbox = Sandbox::start(keyward, &programs.join("sandbox.log"))?;
    let ask = |arguments: &[&str]| -> Result<String> {
        let run = Run::new(node).arg(&program).args(arguments);
        run.env("AWS_ENDPOINT_URL", sandbox.about("endpoint")?)
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", sandbox.about("accessKeyId")?)
            .env("AWS_SECRET_ACCESS_KEY", sandbox.secret()?)
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
            .env("AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE", "1")
            .quiet()
    };
    ask(&["fill"])?;
    eprintln!("{} clients, {ROUNDS} turns each …", CLIENTS.len());
    let mut turns = CLIENTS.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        for ((client, _), turns) in CLIENTS.iter().zip(&mut turns) {
            turns.push(turn(&ask(&[client, SECONDS])?)?);
        }
    }
    let rows = CLIENTS.iter().zip(turns);
    Ok(Requests(
        rows.map(|((id, name), turns)| (*id, *name, medians(&turns)))
            .collect(),
    ))
}

fn turn(said: &str) -> Result<Turn> {
    let found: Value = serde_json::from_str(said).unwrap_or_default();
    let number = |name: &str| {
        found[name]
            .as_f64()
            .ok_or_else(|| Failure::new(format!("get-object.cjs said `{}`", said.trim())))
    };
    Ok(Turn {
        per_second: number("perSecond")?,
        cpu_microseconds: number("cpuMicroseconds")?,
        resident_bytes: number("residentBytes")?,
    })
}

fn medians(turns: &[Turn]) -> Turn {
    let median = |of: fn(&Turn) -> f64| {
        let mut values: Vec<f64> = turns.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Turn {
        per_second: median(|turn| turn.per_second),
        cpu_microseconds: median(|turn| turn.cpu_microseconds),
        resident_bytes: median(|turn| turn.resident_bytes),
    }
}

impl Requests {
    pub(super) fn print(&self) {
        println!(
            "\n{:<41} {:>9}  {:>13}  {:>9}",
            "GetObject, 1 KiB, 16 at a time", "a second", "CPU a request", "resident"
        );
        for (_, name, turn) in &self.0 {
            println!(
                "{name:<41} {:>9.0}  {:>10.0} µs  {:>5.0} MiB",
                turn.per_second,
                turn.cpu_microseconds,
                turn.resident_bytes / (1024.0 * 1024.0)
            );
        }
        println!();
        let (cpu, rate) = self.ratios();
        verdict(
            &format!("clientConfig() at most {CPU_AT_MOST} x plain v3's CPU time a request"),
            cpu,
            cpu <= CPU_AT_MOST,
        );
        verdict(
            &format!("keyward/aws-sdk at least {RATE_AT_LEAST} x v2's requests a second"),
            rate,
            rate >= RATE_AT_LEAST,
        );
    }

    pub(super) fn json(&self) -> Value {
        let rows = self.0.iter().map(|(_, name, turn)| {
            json!({
                "name": name, "perSecond": turn.per_second,
                "cpuMicroseconds": turn.cpu_microseconds, "residentBytes": turn.resident_bytes,
            })
        });
        let (cpu, rate) = self.ratios();
        json!({
            "rows": rows.collect::<Vec<_>>(),
            "cpuToV3": cpu, "cpuAtMost": CPU_AT_MOST, "cpuHolds": cpu <= CPU_AT_MOST,
            "rateToV2": rate, "rateAtLeast": RATE_AT_LEAST, "rateHolds": rate >= RATE_AT_LEAST,
        })
    }

    /// CPU time to plain v3's, and requests a second to v2's.
    fn ratios(&self) -> (f64, f64) {
        let of = |wanted: &str, value: fn(&Turn) -> f64| {
            let found = self.0.iter().find(|(id, ..)| *id == wanted);
            found.map_or(f64::NAN, |(_, _, turn)| value(turn))
        };
        (
            of(OWN, |turn| turn.cpu_microseconds) / of(V3, |turn| turn.cpu_microseconds),
            of(FACADE, |turn| turn.per_second) / of(V2, |turn| turn.per_second),
        )
    }
}
