//! Several processes that write at once lose nothing.

use std::{collections::BTreeSet, path::Path};

use keyward_core::{ErrorCode, disk::Disk};
use keyward_vault::Expected;

use crate::{
    reexec::{again, role, var},
    support::{self, Place, entry, name, put},
};

const TEST: &str = "two_processes::that_write_at_once_lose_nothing";
const PLACE: &str = "KEYWARD_TEST_PLACE";
const PROCESSES: usize = 4;
const PUTS: usize = 8;
/// What a process says when it won the entry that all of them want.
const WON: &str = "the shared entry is mine";

#[test]
fn that_write_at_once_lose_nothing() {
    match role() {
        Some(id) => write(Path::new(&var(PLACE)), &id),
        None => watch(),
    }
}

fn write(place: &Path, id: &str) {
    let mut vault = support::open(place, &Disk::real()).unwrap();
    for n in 0..PUTS {
        put(&mut vault, &format!("p{id}-{n}"), "secret").unwrap();
    }
    match vault.put(&name("shared"), &entry(id), Expected::Absent) {
        Ok(_) => println!("{WON}"),
        Err(error) => assert_eq!(error.code(), ErrorCode::EntryExists),
    }
}

fn watch() {
    let place = Place::with_vault();
    let children: Vec<_> = (0..PROCESSES)
        .map(|id| {
            again(TEST, &id.to_string())
                .env(PLACE, place.path())
                .stdout(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut winners = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        winners += String::from_utf8(output.stdout)
            .unwrap()
            .matches(WON)
            .count();
    }
    assert_eq!(winners, 1);
    let vault = place.open().unwrap();
    let names: BTreeSet<_> = vault.names().into_iter().collect();
    assert_eq!(names.len(), PROCESSES * PUTS + 3);
    for name in names {
        vault.get(&name).unwrap().unwrap();
    }
    assert_eq!(place.entry_files().len(), PROCESSES * PUTS + 3);
}
