//! Files that were changed, cut, dropped, swapped, put back or exchanged: each is refused by its own
//! error, and nothing wrong ever comes out.

use std::{fs, path::Path};

use keyward_core::{
    Error, ErrorCode,
    disk::{Disk, Fault},
};
use keyward_vault::{NewSlot, Vault, exists, info};

use crate::support::{self, Keys, PASSPHRASE, Place, create, name, put, secret};

/// Opens the vault by its identity file only, and reads every entry.
fn read_all(place: &Place) -> Result<(), Error> {
    let vault = place.open()?;
    for name in vault.names() {
        let entry = vault.get(&name)?.unwrap();
        let expected = if name.as_str() == "prod" {
            "old"
        } else {
            "untouched"
        };
        assert_eq!(entry.secret_access_key.expose(), expected);
    }
    Ok(())
}

fn one_way_in() -> Place {
    let place = Place::new();
    let identity = place.identity();
    let slots = [NewSlot::IdentityFile(&identity)];
    let mut vault = Vault::create(&place.home(), &Disk::real(), &slots).unwrap();
    put(&mut vault, "prod", "old").unwrap();
    put(&mut vault, "other", "untouched").unwrap();
    place
}

fn assert_refused(place: &Place, file: &Path, what: &str, digit: bool) {
    let error = read_all(place).expect_err(what);
    let newer = digit && error.code() == ErrorCode::VaultNewerFormat;
    assert!(
        newer || error.code() == ErrorCode::VaultDamaged,
        "{what}: {error}"
    );
    assert!(
        error.message().contains(file.to_str().unwrap()),
        "{what}: {error}"
    );
    assert!(error.hint().is_some());
}

#[test]
fn a_changed_bit_anywhere_is_damage_of_that_file() {
    let place = one_way_in();
    for file in place.files() {
        let bytes = fs::read(&file).unwrap();
        for at in 0..bytes.len() {
            let mut bent = bytes.clone();
            bent[at] ^= 1 << (at % 8);
            fs::write(&file, &bent).unwrap();
            // A changed format number may be a newer format's.
            let digit = bytes[at] == b'1' && at < "keyward entry 1 ".len();
            assert_refused(&place, &file, &format!("{} at {at}", file.display()), digit);
        }
        fs::write(&file, &bytes).unwrap();
    }
    read_all(&place).unwrap();
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    let place = one_way_in();
    for file in place.files() {
        let bytes = fs::read(&file).unwrap();
        for length in 0..bytes.len() {
            fs::write(&file, &bytes[..length]).unwrap();
            let what = format!("{} cut at {length}", file.display());
            assert_refused(&place, &file, &what, false);
        }
        fs::write(&file, &bytes).unwrap();
    }
    read_all(&place).unwrap();
}

#[test]
fn a_longer_file_is_damaged() {
    let place = one_way_in();
    for file in place.files() {
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, [bytes.as_slice(), b"\n"].concat()).unwrap();
        assert_refused(&place, &file, "one byte more", false);
        fs::write(&file, &bytes).unwrap();
    }
}

#[test]
fn a_missing_file_is_named() {
    let place = one_way_in();
    for file in place.files() {
        let bytes = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        let error = read_all(&place).expect_err("it is missing");
        assert_eq!(error.code(), ErrorCode::VaultDamaged);
        assert_eq!(error.message(), format!("{} is missing", file.display()));
        assert!(exists(&place.home()));
        fs::write(&file, &bytes).unwrap();
    }
}

#[test]
fn a_vault_whose_manifest_is_missing_is_not_made_anew() {
    let place = one_way_in();
    fs::remove_file(place.manifest()).unwrap();
    let before = place.files();
    let error = create(place.path(), &Disk::real()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultDamaged);
    assert_eq!(place.files(), before);
}

fn entry_error(place: &Place, profile: &str) -> String {
    let vault = place.open().unwrap();
    let error = vault.get(&name(profile)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultDamaged);
    error.message().to_owned()
}

#[test]
fn swapped_entries_are_told() {
    let place = Place::with_vault();
    let [a, b] = place.entry_files().try_into().unwrap();
    let (bytes_a, bytes_b) = (fs::read(&a).unwrap(), fs::read(&b).unwrap());
    fs::write(&a, bytes_b).unwrap();
    fs::write(&b, bytes_a).unwrap();
    for profile in ["prod", "other"] {
        let message = entry_error(&place, profile);
        assert!(
            message.contains("another entry, swapped or renamed"),
            "{message}"
        );
    }
}

#[test]
fn an_older_version_put_back_is_told() {
    let place = Place::new();
    let mut vault = create(place.path(), &Disk::real()).unwrap();
    put(&mut vault, "prod", "old").unwrap();
    let old = fs::read(&place.entry_files()[0]).unwrap();
    put(&mut vault, "prod", "new").unwrap();
    fs::write(&place.entry_files()[0], old).unwrap();
    let message = entry_error(&place, "prod");
    assert!(message.contains("older version"), "{message}");
}

/// A put that was killed leaves an entry with the id and version that the next one takes.
#[test]
fn an_entry_that_was_never_committed_is_refused() {
    let place = one_way_in();
    let known = place.entry_files();
    let disk = Disk::failing_at(8, Fault::Kill);
    let mut dying = support::open(place.path(), &disk).unwrap();
    put(&mut dying, "prod", "never committed").unwrap_err();
    let orphan = place.entry_files().into_iter().find(|f| !known.contains(f));
    let orphan = fs::read(orphan.unwrap()).unwrap();

    put(&mut place.open().unwrap(), "prod", "committed").unwrap();
    let files = place.entry_files();
    let new = files.iter().find(|f| !known.contains(f)).unwrap();
    let line = |bytes: &[u8]| bytes.split(|b| *b == b'\n').next().unwrap().to_owned();
    assert_eq!(line(&orphan), line(&fs::read(new).unwrap()));
    fs::write(new, orphan).unwrap();
    let message = entry_error(&place, "prod");
    assert!(message.contains("its bytes have changed"), "{message}");
}

#[test]
fn an_entry_of_another_vault_is_told() {
    let (ours, theirs) = (Place::with_vault(), Place::with_vault());
    for file in ours.entry_files() {
        fs::copy(&theirs.entry_files()[0], file).unwrap();
    }
    let message = entry_error(&ours, "prod");
    assert!(message.contains("of another vault"), "{message}");
}

#[test]
fn a_newer_format_is_told_before_anybody_is_asked() {
    let place = Place::with_vault();
    let text = fs::read(place.manifest()).unwrap();
    let newer = [
        b"keyward vault 2 ".as_slice(),
        &text["keyward vault 1 ".len()..],
    ]
    .concat();
    fs::write(place.manifest(), newer).unwrap();
    let mut keys = Keys::passphrase(PASSPHRASE);
    let errors = [
        Vault::open(&place.home(), &Disk::real(), &mut keys).unwrap_err(),
        info(&place.home(), &Disk::real()).unwrap_err(),
        create(place.path(), &Disk::real()).unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.code(), ErrorCode::VaultNewerFormat);
    }
    assert_eq!(keys.asked, 0);
}

#[test]
fn an_entry_of_a_newer_format_is_told() {
    let place = Place::with_vault();
    for file in place.entry_files() {
        let bytes = fs::read(&file).unwrap();
        let newer = [
            b"keyward entry 7 ".as_slice(),
            &bytes["keyward entry 1 ".len()..],
        ]
        .concat();
        fs::write(&file, newer).unwrap();
    }
    let error = place.open().unwrap().get(&name("prod")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultNewerFormat);
}

#[test]
fn an_older_manifest_under_an_open_vault_is_a_rollback() {
    let place = Place::with_vault();
    let old = fs::read(place.manifest()).unwrap();
    let mut vault = place.open().unwrap();
    put(&mut vault, "prod", "new").unwrap();
    fs::write(place.manifest(), old).unwrap();
    for error in [
        vault.refresh().unwrap_err(),
        put(&mut vault, "prod", "newer").unwrap_err(),
    ] {
        assert_eq!(error.code(), ErrorCode::VaultRolledBack);
    }
}

#[test]
fn another_vault_under_an_open_one_is_foreign() {
    let (ours, theirs) = (Place::with_vault(), Place::with_vault());
    let mut vault = ours.open().unwrap();
    fs::copy(theirs.manifest(), ours.manifest()).unwrap();
    assert_eq!(vault.refresh().unwrap_err().code(), ErrorCode::VaultForeign);
    assert_eq!(ours.open().unwrap_err().code(), ErrorCode::VaultForeign);
}

#[test]
fn another_vault_does_not_open_with_our_passphrase() {
    let (ours, theirs) = (Place::with_vault(), Place::new());
    let passphrase = keyward_core::Secret::new("theirs");
    let slots = [NewSlot::DangerouslyFastPassphrase(&passphrase)];
    Vault::create(&theirs.home(), &Disk::real(), &slots).unwrap();
    fs::rename(ours.home(), ours.path().join("away")).unwrap();
    fs::rename(theirs.home(), ours.home()).unwrap();
    let error = ours.open_by_passphrase().unwrap_err();
    assert_eq!(error.code(), ErrorCode::WrongPassphrase);
}

#[test]
fn a_keyslot_of_another_vault_with_our_passphrase_is_damage() {
    let (ours, theirs) = (Place::with_vault(), Place::with_vault());
    for file in ours.files_in("keyslots") {
        for other in theirs.files_in("keyslots") {
            fs::copy(other, &file).unwrap();
        }
    }
    let error = ours.open_by_passphrase().unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultDamaged);
}

#[test]
fn a_damaged_keyslot_does_not_keep_another_from_opening() {
    let place = Place::with_vault();
    let identity_slot = place
        .files_in("keyslots")
        .into_iter()
        .find(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).contains("X25519"))
        .unwrap();
    fs::write(identity_slot, "rubbish").unwrap();
    assert_eq!(place.open().unwrap_err().code(), ErrorCode::VaultDamaged);
    let vault = place.open_by_passphrase().unwrap();
    assert_eq!(secret(&vault, "prod").unwrap().as_deref(), Some("old"));
}
