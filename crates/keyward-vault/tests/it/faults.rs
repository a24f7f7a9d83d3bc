//! A fault at every single operation of every change: the vault still opens, nothing that was
//! there is lost, and the same command succeeds afterwards.

use keyward_core::{
    Result, Secret,
    disk::{Disk, Fault, TEMP_PREFIX},
};
use keyward_vault::{NewSlot, Vault, exists};

use crate::support::{self, Keys, Place, name, put, secret};

const FAULTS: [Fault; 4] = [Fault::Kill, Fault::Torn, Fault::Full, Fault::ReadOnly];

/// A change to a vault that is there.
pub(crate) struct Change {
    pub(crate) what: &'static str,
    pub(crate) make: fn(&Place, &mut Vault) -> Result<()>,
    /// Whether the vault shows the change.
    pub(crate) is_made: fn(&Vault) -> bool,
}

pub(crate) const CHANGES: [Change; 5] = [
    Change {
        what: "put a new entry",
        make: |_, vault| put(vault, "dev", "new").map(drop),
        is_made: |vault| secret(vault, "dev").unwrap().as_deref() == Some("new"),
    },
    Change {
        what: "replace an entry",
        make: |_, vault| put(vault, "prod", "new").map(drop),
        is_made: |vault| {
            let found = secret(vault, "prod").unwrap();
            assert!(matches!(found.as_deref(), Some("old" | "new")), "{found:?}");
            found.as_deref() == Some("new")
        },
    },
    Change {
        what: "remove an entry",
        make: |_, vault| vault.remove(&name("prod")).map(drop),
        is_made: |vault| {
            let found = secret(vault, "prod").unwrap();
            assert!(matches!(found.as_deref(), Some("old") | None), "{found:?}");
            found.is_none()
        },
    },
    Change {
        what: "add a passphrase",
        make: |_, vault| {
            let passphrase = Secret::new("recovery");
            vault.add_slot(NewSlot::DangerouslyFastPassphrase(&passphrase))
        },
        is_made: |vault| vault.info().slots.len() == 3,
    },
    Change {
        what: "add an identity file",
        make: |place, vault| vault.add_slot(NewSlot::IdentityFile(&second_identity(place))),
        is_made: |vault| vault.info().slots.len() == 3,
    },
];

fn second_identity(place: &Place) -> std::path::PathBuf {
    place.path().join("second/identity.txt")
}

/// How many operations a change takes when nothing fails.
pub(crate) fn operations(change: &Change) -> u64 {
    let place = Place::with_vault();
    let disk = Disk::counting();
    let mut vault = support::open(place.path(), &disk).unwrap();
    (change.make)(&place, &mut vault).unwrap();
    assert!((change.is_made)(&vault));
    disk.operations()
}

/// The vault opens by every way in, and what the change does not touch is there.
pub(crate) fn assert_sound(place: &Place, at: &str) -> Vault {
    let vault = place.open().unwrap_or_else(|e| panic!("{at}: {e}"));
    place
        .open_by_passphrase()
        .unwrap_or_else(|e| panic!("{at}: {e}"));
    let other = secret(&vault, "other").unwrap();
    assert_eq!(other.as_deref(), Some("untouched"), "{at}");
    vault
}

/// No file is left that no manifest names.
pub(crate) fn assert_tidy(place: &Place, vault: &Vault, at: &str) {
    assert_eq!(place.entry_files().len(), vault.names().len(), "{at}");
    let slots = place.files_in("keyslots").len();
    assert_eq!(slots, vault.info().slots.len(), "{at}");
    let all = place.files();
    let left = all
        .iter()
        .find(|f| f.to_str().unwrap().contains(TEMP_PREFIX));
    assert_eq!(left, None, "{at}");
}

fn strike(change: &Change, fault: Fault, n: u64) {
    let at = format!("{} with {fault:?} at operation {n}", change.what);
    let place = Place::with_vault();
    let disk = Disk::failing_at(n, fault);
    let mut vault = support::open(place.path(), &disk).unwrap();
    let outcome = (change.make)(&place, &mut vault);
    let mut after = assert_sound(&place, &at);
    let made = (change.is_made)(&after);
    assert!(made || outcome.is_err(), "{at}: claimed and not done");

    (change.make)(&place, &mut after).unwrap_or_else(|e| panic!("{at}, again: {e}"));
    put(&mut after, "last", "to sweep").unwrap();
    assert!(
        change.what.starts_with("add") || (change.is_made)(&after),
        "{at}"
    );
    assert_tidy(&place, &assert_sound(&place, &at), &at);
}

#[test]
fn every_change_survives_every_fault_at_every_operation() {
    for change in &CHANGES {
        let operations = operations(change);
        assert!(operations >= 7, "{}: {operations}", change.what);
        for fault in FAULTS {
            for n in 1..=operations {
                strike(change, fault, n);
            }
        }
    }
}

#[test]
fn an_identity_file_that_was_added_opens_or_is_not_there() {
    let change = &CHANGES[4];
    for fault in FAULTS {
        for n in 1..=operations(change) {
            let place = Place::with_vault();
            let disk = Disk::failing_at(n, fault);
            let mut vault = support::open(place.path(), &disk).unwrap();
            let _ = (change.make)(&place, &mut vault);
            let at = format!("{fault:?} at operation {n}");
            let open = || {
                let mut keys = Keys::identity(second_identity(&place));
                Vault::open(&place.home(), &Disk::real(), &mut keys)
            };
            let mut after = place.open().unwrap();
            if (change.is_made)(&after) {
                open().unwrap_or_else(|e| panic!("{at}: a keyslot without its key: {e}"));
            }
            (change.make)(&place, &mut after).unwrap();
            open().unwrap_or_else(|e| panic!("{at}, again: {e}"));
            assert_eq!(after.info().slots.len(), 3, "{at}");
        }
    }
}

#[test]
fn a_vault_is_made_whole_or_not_at_all_whatever_fails() {
    let counting = Disk::counting();
    support::create(Place::new().path(), &counting).unwrap();
    assert!(counting.operations() >= 25);
    for fault in FAULTS {
        for n in 1..=counting.operations() {
            let at = format!("create with {fault:?} at operation {n}");
            let place = Place::new();
            let made = support::create(place.path(), &Disk::failing_at(n, fault));
            if made.is_err() && !exists(&place.home()) {
                support::create(place.path(), &Disk::real())
                    .unwrap_or_else(|e| panic!("{at}, again: {e}"));
            }
            let mut vault = place.open().unwrap_or_else(|e| panic!("{at}: {e}"));
            place.open_by_passphrase().unwrap();
            put(&mut vault, "prod", "new").unwrap();
            assert_tidy(&place, &vault, &at);
        }
    }
}
