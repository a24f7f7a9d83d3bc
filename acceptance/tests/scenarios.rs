//! Every folder of `scenarios/`, through every door.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Scenario, repository};

#[test]
fn every_scenario_gives_the_same_at_every_door() {
    let mut folders: Vec<_> = fs::read_dir(repository().join("scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 10, "the scenarios are there");
    let differences: Vec<String> = folders
        .iter()
        .flat_map(|folder| Scenario::read(folder).differences())
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
