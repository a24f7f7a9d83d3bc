//! The sandbox's results, for people and for programs.

use serde_json::{Value, json};

use super::{OBJECTS, Results, Row};

/// Of moto's requests a second, at least so many times.
const AT_LEAST: f64 = 20.0;
/// Milliseconds until it serves.
const READY_WITHIN: f64 = 50.0;
const MIB: f64 = 1024.0 * 1024.0;

impl Row {
    fn ratio(&self) -> f64 {
        self.sandbox / self.moto
    }
}

pub(in crate::bench) fn print(results: &Results) {
    println!(
        "\n{:<31} {:>9} {:>9} {:>9}  {:>7}  {:>9}",
        "requests a second, signed", "floor", "moto", "sandbox", "x moto", "of floor"
    );
    for row in &results.rows {
        println!(
            "{:<31} {:>9.0} {:>9.0} {:>9.0}  {:>7.1}  {:>7.0} %",
            row.name,
            row.floor,
            row.moto,
            row.sandbox,
            row.ratio(),
            100.0 * row.sandbox / row.floor
        );
    }
    println!(
        "floor: the same kilobyte for every request, nothing read or verified; one thread, as the sandbox\n"
    );
    for row in &results.rows {
        let words = holds(row.ratio() >= AT_LEAST);
        println!(
            "{} at least {AT_LEAST} x moto: {words} ({:.1} x)",
            row.name,
            row.ratio()
        );
    }
    let ready = &results.ready;
    println!(
        "`keyward sandbox` serves within {READY_WITHIN} ms: {} (median {:.1} ms, p90 {:.1} ms)",
        holds(ready.median <= READY_WITHIN),
        ready.median,
        ready.p90
    );
    let (before, after) = results.memory;
    println!(
        "memory: {:.1} MiB when ready, {:.1} MiB with {OBJECTS} objects of 1 KiB ({:.0} bytes an object)",
        before as f64 / MIB,
        after as f64 / MIB,
        after.saturating_sub(before) as f64 / OBJECTS as f64
    );
}

pub(in crate::bench) fn json(results: &Results) -> Value {
    let row = |row: &Row| {
        json!({
            "name": row.name, "floorPerSecond": row.floor, "motoPerSecond": row.moto,
            "sandboxPerSecond": row.sandbox, "toMoto": row.ratio(), "atLeast": AT_LEAST,
            "holds": row.ratio() >= AT_LEAST,
        })
    };
    let rows: Vec<Value> = results.rows.iter().map(row).collect();
    json!({
        "rows": rows,
        "ready": {
            "medianMs": results.ready.median, "p90Ms": results.ready.p90,
            "atMost": READY_WITHIN, "holds": results.ready.median <= READY_WITHIN,
        },
        "memory": {
            "readyBytes": results.memory.0, "objects": OBJECTS, "filledBytes": results.memory.1,
        },
    })
}

fn holds(yes: bool) -> &'static str {
    if yes { "holds" } else { "DOES NOT HOLD" }
}
