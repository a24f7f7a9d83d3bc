//! The life of a vault in which nothing goes wrong but its callers.

use keyward_core::{ErrorCode, Secret, disk::Disk};
use keyward_vault::{Expected, NewSlot, SlotKind, Vault, exists, info};

use crate::support::{Keys, PASSPHRASE, Place, create, entry, name, put, secret};

#[test]
fn what_was_put_is_what_another_opening_gets() {
    let place = Place::new();
    assert!(!exists(&place.home()));
    let mut vault = create(place.path(), &Disk::real()).unwrap();
    assert!(exists(&place.home()));
    let mut full = entry("secret");
    full.account_id = Some("111122223333".to_owned());
    full.import_record = Some(Secret::new("[prod]\naws_secret_access_key = …\n"));
    let version = vault.put(&name("prod"), &full, Expected::Absent).unwrap();
    drop(vault);

    let vault = place.open().unwrap();
    assert_eq!(vault.get(&name("prod")).unwrap(), Some(full));
    assert_eq!(vault.names(), [name("prod")]);
    let listed = &vault.entries()[0];
    assert_eq!(listed.version, version);
    assert_eq!(listed.access_key_id, "AKIAIOSFODNN7EXAMPLE");
    assert_eq!(listed.account_id.as_deref(), Some("111122223333"));
    assert!(vault.contains(&name("prod")) && !vault.contains(&name("dev")));
    assert_eq!(vault.get(&name("dev")).unwrap(), None);
}

#[test]
fn what_can_be_known_of_a_locked_vault() {
    let place = Place::with_vault();
    let known = info(&place.home(), &Disk::real()).unwrap();
    assert_eq!(known.slots, [SlotKind::IdentityFile, SlotKind::Passphrase]);
    assert_eq!(known.format, 1);
    assert_eq!(known, place.open().unwrap().info());
}

#[test]
fn a_vault_is_made_once() {
    let place = Place::with_vault();
    let error = create(place.path(), &Disk::real()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::VaultExists);
    assert_eq!(place.secret("prod").unwrap().as_deref(), Some("old"));
}

#[test]
fn where_there_is_no_vault_nothing_is_made() {
    let place = Place::new();
    let codes = [
        info(&place.home(), &Disk::real()).unwrap_err().code(),
        place.open().unwrap_err().code(),
    ];
    assert_eq!(codes, [ErrorCode::VaultNotFound; 2]);
    assert!(!place.home().exists());
}

#[test]
fn a_vault_without_a_way_in_is_refused() {
    let place = Place::new();
    let none = Vault::create(&place.home(), &Disk::real(), &[]).unwrap_err();
    assert_eq!(none.code(), ErrorCode::InvalidArgument);
    let empty = Secret::new("");
    let slots = [NewSlot::Passphrase(&empty)];
    let error = Vault::create(&place.home(), &Disk::real(), &slots).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InvalidArgument);
    assert!(!exists(&place.home()));
}

#[test]
fn a_put_replaces_only_what_was_expected() {
    let place = Place::with_vault();
    let mut vault = place.open().unwrap();
    let mut put = |profile: &str, expected| {
        let put = vault.put(&name(profile), &entry("new"), expected);
        put.map_err(|error| error.code())
    };
    assert_eq!(put("prod", Expected::Absent), Err(ErrorCode::EntryExists));
    assert_eq!(
        put("prod", Expected::Version(999)),
        Err(ErrorCode::EntryChanged)
    );
    assert_eq!(
        put("dev", Expected::Version(1)),
        Err(ErrorCode::EntryNotFound)
    );
    let first = put("dev", Expected::Absent).unwrap();
    let second = put("dev", Expected::Version(first)).unwrap();
    assert_eq!(
        put("dev", Expected::Version(first)),
        Err(ErrorCode::EntryChanged)
    );
    assert!(second > first);
    assert_eq!(place.secret("prod").unwrap().as_deref(), Some("old"));
}

#[test]
fn what_is_removed_is_gone_from_the_disk_and_never_has_its_version_again() {
    let place = Place::with_vault();
    let mut vault = place.open().unwrap();
    let version = vault.entry(&name("prod")).unwrap().version;
    assert!(vault.remove(&name("prod")).unwrap());
    assert!(!vault.remove(&name("prod")).unwrap());
    assert_eq!(place.entry_files().len(), 1);
    assert!(put(&mut vault, "prod", "again").unwrap() > version);
}

#[test]
fn an_entry_that_somebody_replaced_meanwhile_is_not_removed() {
    let place = Place::with_vault();
    let (mut ours, mut theirs) = (place.open().unwrap(), place.open().unwrap());
    let seen = Expected::Version(ours.entry(&name("prod")).unwrap().version);
    put(&mut theirs, "prod", "new").unwrap();
    let error = ours.remove_if(&name("prod"), seen).unwrap_err();
    assert_eq!(error.code(), ErrorCode::EntryChanged);
    assert_eq!(place.secret("prod").unwrap().as_deref(), Some("new"));
    let seen = Expected::Version(ours.entry(&name("prod")).unwrap().version);
    assert!(ours.remove_if(&name("prod"), seen).unwrap());
    assert!(!ours.remove_if(&name("prod"), seen).unwrap());
}

#[test]
fn an_open_vault_sees_other_writers_after_refresh_and_survives_them_before() {
    let place = Place::with_vault();
    let (mut ours, mut theirs) = (place.open().unwrap(), place.open().unwrap());
    put(&mut theirs, "prod", "new").unwrap();
    theirs.remove(&name("other")).unwrap();
    // The files that our manifest names are gone by now.
    assert_eq!(secret(&ours, "prod").unwrap().as_deref(), Some("new"));
    assert_eq!(secret(&ours, "other").unwrap(), None);
    assert!(ours.contains(&name("other")));
    ours.refresh().unwrap();
    assert!(!ours.contains(&name("other")));
}

#[test]
fn every_way_in_opens_the_same_vault() {
    let place = Place::with_vault();
    let by_passphrase = place.open_by_passphrase().unwrap();
    assert_eq!(by_passphrase.unlocked_by(), SlotKind::Passphrase);
    assert_eq!(
        secret(&by_passphrase, "prod").unwrap().as_deref(),
        Some("old")
    );
    let by_file = place.open().unwrap();
    assert_eq!(by_file.unlocked_by(), SlotKind::IdentityFile);
}

#[test]
fn a_way_in_can_be_added_and_the_old_ones_stay() {
    let place = Place::with_vault();
    let second = Secret::new("recovery");
    let mut vault = place.open().unwrap();
    vault
        .add_slot(NewSlot::DangerouslyFastPassphrase(&second))
        .unwrap();
    assert_eq!(vault.info().slots.len(), 3);
    let opened = Vault::open(
        &place.home(),
        &Disk::real(),
        &mut Keys::passphrase("recovery"),
    );
    assert_eq!(
        secret(&opened.unwrap(), "prod").unwrap().as_deref(),
        Some("old")
    );
    place.open_by_passphrase().unwrap();
    place.open().unwrap();
}

#[test]
fn an_identity_that_opens_the_vault_gets_no_second_keyslot() {
    let place = Place::with_vault();
    let before = place.files();
    let mut vault = place.open().unwrap();
    vault
        .add_slot(NewSlot::IdentityFile(&place.identity()))
        .unwrap();
    assert_eq!(place.files(), before);
}

#[test]
fn a_wrong_passphrase_and_nobody_to_ask_are_told_apart() {
    let place = Place::with_vault();
    let open = |keys: &mut Keys| Vault::open(&place.home(), &Disk::real(), keys).unwrap_err();
    let wrong = open(&mut Keys::passphrase("wrong"));
    assert_eq!(wrong.code(), ErrorCode::WrongPassphrase);
    let nobody = open(&mut Keys::none());
    assert_eq!(nobody.code(), ErrorCode::VaultLocked);
    for way in [
        "KEYWARD_IDENTITY_FILE",
        "KEYWARD_PASSPHRASE_COMMAND",
        "terminal",
    ] {
        assert!(nobody.hint().unwrap().contains(way), "{way}");
    }
}

#[test]
fn nobody_is_asked_for_a_passphrase_that_is_not_needed() {
    let place = Place::with_vault();
    let mut keys = Keys::identity(place.identity());
    keys.passphrase = Some(PASSPHRASE);
    Vault::open(&place.home(), &Disk::real(), &mut keys).unwrap();
    assert_eq!(keys.asked, 0);
}

#[test]
fn nothing_secret_is_shown_by_debug() {
    let place = Place::with_vault();
    let vault = place.open().unwrap();
    let shown = format!("{vault:?} {:?}", vault.get(&name("prod")).unwrap());
    assert!(!shown.contains("\"old\""), "{shown}");
}
