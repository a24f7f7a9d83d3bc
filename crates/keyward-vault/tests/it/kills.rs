//! The same with processes that really die, by `abort`, at every operation.

use keyward_core::disk::{Disk, Fault};
use keyward_vault::exists;

use crate::{
    faults::{CHANGES, assert_sound, assert_tidy, operations},
    reexec::{again, role, var},
    support::{self, Place, put},
};

const TEST: &str = "kills::a_process_killed_at_any_operation_loses_nothing";
const PLACE: &str = "KEYWARD_TEST_PLACE";
const CHANGE: &str = "KEYWARD_TEST_CHANGE";
const AT: &str = "KEYWARD_TEST_AT";
const CREATE: &str = "create";

#[test]
fn a_process_killed_at_any_operation_loses_nothing() {
    match role() {
        Some(_) => die(),
        None => survive(),
    }
}

/// The child: makes the change on a disk that aborts the process.
fn die() {
    let place = var(PLACE);
    let place = std::path::Path::new(&place);
    let disk = Disk::failing_at(var(AT).parse().unwrap(), Fault::Abort);
    if var(CHANGE) == CREATE {
        support::create(place, &disk).unwrap();
        return;
    }
    let change = &CHANGES[var(CHANGE).parse::<usize>().unwrap()];
    let mut vault = support::open(place, &disk).unwrap();
    (change.make)(&Place::at(place), &mut vault).unwrap();
}

fn killed(place: &Place, change: &str, at: u64) {
    let status = again(TEST, "die")
        .env(PLACE, place.path())
        .env(CHANGE, change)
        .env(AT, at.to_string())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    // A panic ends with a code; only a death has none.
    #[cfg(unix)]
    assert_eq!(status.code(), None, "{change} at {at} was to die");
    assert!(!status.success());
}

fn survive() {
    for (index, change) in CHANGES.iter().enumerate() {
        for n in 1..=operations(change) {
            let at = format!("{}, killed at operation {n}", change.what);
            let place = Place::with_vault();
            killed(&place, &index.to_string(), n);
            let mut vault = assert_sound(&place, &at);
            (change.is_made)(&vault);
            (change.make)(&place, &mut vault).unwrap_or_else(|e| panic!("{at}, again: {e}"));
            put(&mut vault, "last", "to sweep").unwrap();
            assert_tidy(&place, &assert_sound(&place, &at), &at);
        }
    }
    survive_creation();
}

fn survive_creation() {
    let counting = Disk::counting();
    support::create(Place::new().path(), &counting).unwrap();
    for n in 1..=counting.operations() {
        let place = Place::new();
        killed(&place, CREATE, n);
        if !exists(&place.home()) {
            support::create(place.path(), &Disk::real()).unwrap();
        }
        place.open().unwrap();
        place.open_by_passphrase().unwrap();
    }
}
