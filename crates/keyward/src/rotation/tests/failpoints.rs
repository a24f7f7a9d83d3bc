//! A rotation dies, or is refused, at every point where it can; then it is run again.

mod case;
mod matrix;
mod worker;

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use self::{case::Case, worker::Worker};

/// Each with an AWS of its own.
const WORKERS: usize = 4;
/// So many at least.
const RUNS: usize = 1_000;
/// Of the combinations.
const SEED: u64 = 0x6b65_7977_6172_6421;

/// At every moment the key in the vault and in every target works, and in the end there is one key.
#[test]
fn whatever_happens_a_working_key_is_in_place() {
    let mut cases = matrix::of_single_faults();
    cases.extend(matrix::of_other_ways());
    let singles = cases.len();
    let combinations = RUNS.saturating_sub(singles).max(150);
    cases.extend(matrix::combinations(SEED, combinations));
    let hit = run_all(&Arc::new(cases));
    println!(
        "rotation failpoints: {singles} single faults and {combinations} combinations (seed {SEED:#x})"
    );
    for (kind, (hit, runs)) in &hit {
        println!("  {kind:<44} {hit:>4} hit in {runs:>4} runs");
    }
    let runs: usize = hit.values().map(|(_, runs)| runs).sum();
    assert!(runs >= RUNS, "{runs} runs");
    let singles = hit.iter().filter(|(kind, _)| !kind.contains("combination"));
    for (kind, (hit, runs)) in singles {
        assert_eq!(hit, runs, "{kind}: every point is hit");
    }
}

/// How many runs of each kind there were, and in how many of them the fault struck.
fn run_all(cases: &Arc<Vec<Case>>) -> BTreeMap<String, (usize, usize)> {
    let next = Arc::new(AtomicUsize::new(0));
    let hit = Arc::new(Mutex::new(BTreeMap::new()));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (cases, next, hit) = (Arc::clone(cases), Arc::clone(&next), Arc::clone(&hit));
            thread::spawn(move || {
                let mut worker = Worker::new();
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let struck = worker.run(case);
                    let mut hit = hit.lock().unwrap();
                    let count: &mut (usize, usize) = hit.entry(case.kind()).or_default();
                    count.0 += usize::from(struck);
                    count.1 += 1;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().expect("every run holds what was promised");
    }
    let hit = hit.lock().unwrap();
    hit.clone()
}
