//! Which identity files are taken, and which vaults they open.

use std::{fs, path::Path};

use keyward_core::{ErrorCode, Secret, disk::Disk};
use keyward_vault::{NewSlot, Vault};

use crate::support::{Keys, PASSPHRASE, Place, create};

fn open_with(place: &Place, identity: &Path) -> ErrorCode {
    let mut keys = Keys::identity(identity.to_owned());
    Vault::open(&place.home(), &Disk::real(), &mut keys)
        .unwrap_err()
        .code()
}

/// The key line of an identity file without its pins, as a thief of backups might have it.
fn bare(identity: &Path, to: &Path) {
    let text = fs::read_to_string(identity).unwrap();
    let key = text.lines().find(|line| line.starts_with("AGE-")).unwrap();
    Disk::real()
        .write_atomic(to, format!("{key}\n").as_bytes(), 0o600)
        .unwrap();
}

#[test]
fn a_new_one_is_an_age_identity_with_its_vault_pinned() {
    let place = Place::with_vault();
    let text = fs::read_to_string(place.identity()).unwrap();
    let id = place.open().unwrap().info().id;
    assert!(text.starts_with(&format!("# keyward vault: {id} commitment: ")));
    assert!(text.lines().last().unwrap().starts_with("AGE-SECRET-KEY-1"));
}

#[cfg(unix)]
#[test]
fn a_new_one_is_its_owners_alone_and_one_open_to_others_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_vault();
    let mode = |mode| fs::set_permissions(place.identity(), fs::Permissions::from_mode(mode));
    let meta = fs::metadata(place.identity()).unwrap();
    assert_eq!(meta.permissions().mode() & 0o7777, 0o600);
    for open in [0o640, 0o604, 0o644] {
        mode(open).unwrap();
        let code = open_with(&place, &place.identity());
        assert_eq!(code, ErrorCode::IdentityFileInvalid, "{open:o}");
    }
    mode(0o400).unwrap();
    place.open().unwrap();
}

#[test]
fn one_inside_the_home_is_refused_to_make_and_to_open() {
    let place = Place::new();
    let inside = place.home().join("identity.txt");
    let slots = [NewSlot::IdentityFile(&inside)];
    let error = Vault::create(&place.home(), &Disk::real(), &slots).unwrap_err();
    assert_eq!(error.code(), ErrorCode::IdentityFileInvalid);
    assert!(!inside.exists());
    create(place.path(), &Disk::real()).unwrap();
    fs::copy(place.identity(), &inside).unwrap();
    assert_eq!(open_with(&place, &inside), ErrorCode::IdentityFileInvalid);
}

#[test]
fn one_that_is_missing_or_nonsense_stops_the_search() {
    let place = Place::with_vault();
    let mut keys = Keys::identity(place.path().join("nowhere"));
    keys.passphrase = Some(PASSPHRASE);
    let error = Vault::open(&place.home(), &Disk::real(), &mut keys).unwrap_err();
    assert_eq!(error.code(), ErrorCode::IdentityFileInvalid);
    assert_eq!(keys.asked, 0);
    Disk::real()
        .write_atomic(&place.identity(), b"aws_access_key_id = x\n", 0o600)
        .unwrap();
    let code = open_with(&place, &place.identity());
    assert_eq!(code, ErrorCode::IdentityFileInvalid);
}

#[test]
fn an_identity_of_age_itself_is_taken_and_keeps_its_comments() {
    let (first, second) = (Place::with_vault(), Place::new());
    bare(&first.identity(), &second.identity());
    let text = fs::read_to_string(second.identity()).unwrap();
    let with_comment = format!("# created: 2026-11-23T09:00:00Z\n{text}");
    fs::write(second.identity(), &with_comment).unwrap();
    create(second.path(), &Disk::real()).unwrap();
    let pinned = fs::read_to_string(second.identity()).unwrap();
    assert!(pinned.ends_with(&with_comment), "the old text is kept");
    second.open().unwrap();
}

#[test]
fn one_identity_may_serve_two_vaults() {
    let (first, second) = (Place::with_vault(), Place::new());
    let slots = [NewSlot::IdentityFile(&first.identity())];
    Vault::create(&second.home(), &Disk::real(), &slots).unwrap();
    first.open().unwrap();
    let mut keys = Keys::identity(first.identity());
    Vault::open(&second.home(), &Disk::real(), &mut keys).unwrap();
}

#[test]
fn another_vault_in_the_place_of_ours_is_foreign() {
    let (ours, theirs) = (Place::with_vault(), Place::with_vault());
    fs::rename(ours.home(), ours.path().join("away")).unwrap();
    fs::rename(theirs.home(), ours.home()).unwrap();
    assert_eq!(open_with(&ours, &ours.identity()), ErrorCode::VaultForeign);
}

#[test]
fn a_foreign_vault_is_refused_even_if_our_identity_opens_it() {
    let (ours, theirs) = (Place::with_vault(), Place::new());
    // Whoever knows our public key can make a keyslot that we open.
    bare(&ours.identity(), &theirs.identity());
    create(theirs.path(), &Disk::real()).unwrap();
    assert_eq!(
        open_with(&theirs, &ours.identity()),
        ErrorCode::VaultForeign
    );
}

#[test]
fn an_identity_of_another_vault_does_not_keep_a_passphrase_from_opening() {
    let (ours, other) = (Place::with_vault(), Place::with_vault());
    let mut keys = Keys::identity(other.identity());
    keys.passphrase = Some(PASSPHRASE);
    Vault::open(&ours.home(), &Disk::real(), &mut keys).unwrap();
}

#[test]
fn a_vault_that_cannot_be_made_leaves_no_identity_behind() {
    let place = Place::new();
    let empty = Secret::new("");
    let slots = [
        NewSlot::IdentityFile(&place.identity()),
        NewSlot::Passphrase(&empty),
    ];
    Vault::create(&place.home(), &Disk::real(), &slots).unwrap_err();
    assert!(!place.identity().exists());
}

#[test]
fn a_vault_that_cannot_be_made_leaves_an_old_identity_as_it_was() {
    let (first, second) = (Place::with_vault(), Place::new());
    let before = fs::read(first.identity()).unwrap();
    let empty = Secret::new("");
    let slots = [
        NewSlot::IdentityFile(&first.identity()),
        NewSlot::Passphrase(&empty),
    ];
    Vault::create(&second.home(), &Disk::real(), &slots).unwrap_err();
    assert_eq!(fs::read(first.identity()).unwrap(), before);
}
