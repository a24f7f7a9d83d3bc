//! The results, for people and for programs.

use serde_json::{Value, json};

use super::{
    rows::{self, Row},
    stats::Summary,
};

/// What `keyward process` on a static profile may cost, in runs of `cat`.
const PROCESS_AT_MOST: f64 = 3.0;

pub(super) fn print(rows: &[Row], results: &[Summary]) {
    println!(
        "{:<43} {:>9}  {:<15}  {:>8}  {:>7}",
        "what (wall time of one process)", "median", "p10 - p90", "x floor", "x peer"
    );
    for (row, result) in rows.iter().zip(results) {
        let range = format!("{:.1} - {:.1}", result.p10, result.p90);
        let (floor, peer) = ratios(rows, results, row, result);
        println!(
            "{:<43} {:>6.1} ms  {range:<15}  {:>8}  {:>7}",
            row.name,
            result.median,
            shown(floor),
            shown(peer)
        );
    }
    println!(
        "\nfloor: {} for processes, node -e 0 for Node; peer: v3 fromIni",
        rows::CAT
    );
    let (ratio, holds) = verdict(rows, results);
    let words = if holds { "holds" } else { "DOES NOT HOLD" };
    println!(
        "`{}` at most {PROCESS_AT_MOST} x cat: {words} ({ratio:.2} x)",
        rows::PROCESS
    );
}

pub(super) fn json(rows: &[Row], results: &[Summary]) -> Value {
    let line = |(row, result): (&Row, &Summary)| {
        let (floor, peer) = ratios(rows, results, row, result);
        json!({
            "name": row.name, "runs": result.runs,
            "medianMs": result.median, "p10Ms": result.p10, "p90Ms": result.p90,
            "floor": row.floor, "toFloor": floor, "peer": row.peer, "toPeer": peer,
        })
    };
    let lines: Vec<Value> = rows.iter().zip(results).map(line).collect();
    let (ratio, holds) = verdict(rows, results);
    let verdict =
        json!({ "row": rows::PROCESS, "toCat": ratio, "atMost": PROCESS_AT_MOST, "holds": holds });
    json!({ "rows": lines, "verdict": verdict })
}

fn verdict(rows: &[Row], results: &[Summary]) -> (f64, bool) {
    let ratio = median(rows, results, rows::PROCESS) / median(rows, results, rows::CAT);
    (ratio, ratio <= PROCESS_AT_MOST)
}

fn ratios(
    rows: &[Row],
    results: &[Summary],
    row: &Row,
    result: &Summary,
) -> (Option<f64>, Option<f64>) {
    let to = |name: Option<&'static str>| Some(result.median / median(rows, results, name?));
    (to(row.floor), to(row.peer))
}

fn median(rows: &[Row], results: &[Summary], name: &str) -> f64 {
    let found = rows.iter().zip(results).find(|(row, _)| row.name == name);
    found.map_or(f64::NAN, |(_, result)| result.median)
}

fn shown(ratio: Option<f64>) -> String {
    ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default()
}
