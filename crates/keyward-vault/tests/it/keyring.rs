//! The operating system's keyring, on a real gnome-keyring in a D-Bus session of its own. A
//! developer's keyring is never touched: home, runtime folder and bus are private to the test.

use std::{fs, path::Path, process::Command};

use dbus_secret_service::{EncryptionType, SecretService};
use keyward_core::{
    ErrorCode, Result, Secret,
    disk::{Disk, Fault},
};
use keyward_vault::{NewSlot, SlotKind, Vault, keyring_available};

use crate::{
    reexec::{again, on_path, pass, role, skip, var},
    support::{Keys, PASSPHRASE, Place, put, secret},
};

const PLACE: &str = "KEYWARD_TEST_PLACE";
const REQUIRED: &str = "KEYWARD_REQUIRE_KEYRING";

/// Runs `test` again, as `role`, on a bus with an unlocked gnome-keyring.
fn with_gnome_keyring(test: &str, inside: fn(&Path)) {
    if role().is_some() {
        return inside(Path::new(&var(PLACE)));
    }
    for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
        if !on_path(tool) {
            return skip(test, &format!("there is no {tool}"), REQUIRED);
        }
    }
    const SCRIPT: &str = "printf keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec \"$@\"";
    let place = Place::new();
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", SCRIPT, "sh"]);
    let child = again(test, "inside");
    command.arg(child.get_program()).args(child.get_args());
    for (name, value) in child.get_envs() {
        command.env(name, value.unwrap());
    }
    pass(private(&mut command, place.path()).env(PLACE, place.path()));
}

/// A home and a runtime folder for this test alone, and no screen to prompt on.
fn private<'a>(command: &'a mut Command, place: &Path) -> &'a mut Command {
    let user = place.join("user");
    Disk::real().create_private_dir(&user.join("run")).unwrap();
    command
        .env("HOME", &user)
        .env("XDG_RUNTIME_DIR", user.join("run"))
        .env("XDG_DATA_HOME", user.join("data"))
        .env("XDG_CONFIG_HOME", user.join("config"))
        .env("XDG_CACHE_HOME", user.join("cache"))
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("GNOME_KEYRING_CONTROL")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
}

fn create(place: &Path) -> Vault {
    let passphrase = Secret::new(PASSPHRASE);
    let slots = [
        NewSlot::Keyring,
        NewSlot::DangerouslyFastPassphrase(&passphrase),
    ];
    Vault::create(&place.join("home"), &Disk::real(), &slots).unwrap()
}

fn open(place: &Path, mut keys: Keys) -> Result<Vault> {
    Vault::open(&place.join("home"), &Disk::real(), &mut keys)
}

fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").args([from, to]).status();
    assert!(status.unwrap().success());
}

fn item_count() -> usize {
    let service = SecretService::connect(EncryptionType::Plain).unwrap();
    let found = service
        .search_items([("service", "keyward")].into())
        .unwrap();
    found.unlocked.len() + found.locked.len()
}

#[test]
fn unlocks_and_keeps_one_item_a_vault() {
    with_gnome_keyring("keyring::unlocks_and_keeps_one_item_a_vault", |place| {
        assert!(keyring_available());
        let mut vault = create(place);
        put(&mut vault, "prod", "secret").unwrap();
        put(&mut vault, "dev", "secret").unwrap();
        let opened = open(place, Keys::keyring()).unwrap();
        assert_eq!(opened.unlocked_by(), SlotKind::Keyring);
        assert_eq!(secret(&opened, "prod").unwrap().as_deref(), Some("secret"));
        assert_eq!(item_count(), 1);
    });
}

#[test]
fn is_not_asked_where_it_must_not_be() {
    with_gnome_keyring("keyring::is_not_asked_where_it_must_not_be", |place| {
        create(place);
        let locked = open(place, Keys::none()).unwrap_err();
        assert_eq!(locked.code(), ErrorCode::VaultLocked);
        assert!(
            locked.hint().unwrap().contains("keyring"),
            "{:?}",
            locked.hint()
        );
    });
}

#[test]
fn tells_that_the_whole_folder_was_rolled_back() {
    with_gnome_keyring(
        "keyring::tells_that_the_whole_folder_was_rolled_back",
        |place| {
            let mut vault = create(place);
            put(&mut vault, "prod", "old").unwrap();
            copy(&place.join("home"), &place.join("backup"));
            put(&mut vault, "prod", "new").unwrap();
            fs::remove_dir_all(place.join("home")).unwrap();
            copy(&place.join("backup"), &place.join("home"));
            let error = open(place, Keys::keyring()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::VaultRolledBack, "{error}");
            // Without the keyring nothing outside the folder knows better.
            open(place, Keys::passphrase(PASSPHRASE)).unwrap();
        },
    );
}

#[test]
fn learns_of_writes_by_others_when_it_next_opens() {
    with_gnome_keyring(
        "keyring::learns_of_writes_by_others_when_it_next_opens",
        |place| {
            create(place);
            copy(&place.join("home"), &place.join("backup"));
            let mut by_passphrase = open(place, Keys::passphrase(PASSPHRASE)).unwrap();
            put(&mut by_passphrase, "prod", "new").unwrap();
            open(place, Keys::keyring()).unwrap();
            fs::remove_dir_all(place.join("home")).unwrap();
            copy(&place.join("backup"), &place.join("home"));
            let error = open(place, Keys::keyring()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::VaultRolledBack, "{error}");
        },
    );
}

#[test]
fn is_added_to_a_vault_that_is_there() {
    with_gnome_keyring("keyring::is_added_to_a_vault_that_is_there", |place| {
        let passphrase = Secret::new(PASSPHRASE);
        let slots = [NewSlot::DangerouslyFastPassphrase(&passphrase)];
        let mut vault = Vault::create(&place.join("home"), &Disk::real(), &slots).unwrap();
        put(&mut vault, "prod", "secret").unwrap();
        vault.add_slot(NewSlot::Keyring).unwrap();
        vault.add_slot(NewSlot::Keyring).unwrap();
        assert_eq!(
            vault.info().slots,
            [SlotKind::Passphrase, SlotKind::Keyring]
        );
        let opened = open(place, Keys::keyring()).unwrap();
        assert_eq!(secret(&opened, "prod").unwrap().as_deref(), Some("secret"));
        assert_eq!(item_count(), 1);
    });
}

#[test]
fn holds_nothing_of_a_vault_that_could_not_be_made() {
    with_gnome_keyring(
        "keyring::holds_nothing_of_a_vault_that_could_not_be_made",
        |place| {
            let counting = Disk::counting();
            Vault::create(&place.join("another"), &counting, &[NewSlot::Keyring]).unwrap();
            for n in 1..=counting.operations() {
                let home = place.join(format!("home-{n}"));
                let disk = Disk::failing_at(n, Fault::Full);
                Vault::create(&home, &disk, &[NewSlot::Keyring]).unwrap_err();
                assert!(!keyward_vault::exists(&home), "at operation {n}");
                assert_eq!(item_count(), 1, "at operation {n}");
            }
        },
    );
}

#[test]
fn opens_after_any_death_on_the_way_into_it() {
    with_gnome_keyring(
        "keyring::opens_after_any_death_on_the_way_into_it",
        |place| {
            let home = place.join("home");
            let passphrase = Secret::new(PASSPHRASE);
            for n in 1.. {
                let slots = [NewSlot::DangerouslyFastPassphrase(&passphrase)];
                Vault::create(&home, &Disk::real(), &slots).unwrap();
                let disk = Disk::failing_at(n, Fault::Kill);
                let mut keys = Keys::passphrase(PASSPHRASE);
                let mut vault = Vault::open(&home, &disk, &mut keys).unwrap();
                let added = vault.add_slot(NewSlot::Keyring).is_ok();
                let mut again = open(place, Keys::passphrase(PASSPHRASE)).unwrap();
                again.add_slot(NewSlot::Keyring).unwrap();
                open(place, Keys::keyring()).unwrap();
                fs::remove_dir_all(&home).unwrap();
                if added && n > disk.operations() {
                    return;
                }
            }
        },
    );
}

#[test]
fn a_locked_keyring_without_a_screen_is_unavailable_and_a_passphrase_still_opens() {
    const TEST: &str =
        "keyring::a_locked_keyring_without_a_screen_is_unavailable_and_a_passphrase_still_opens";
    with_gnome_keyring(TEST, |place| {
        create(place);
        let service = SecretService::connect(EncryptionType::Plain).unwrap();
        service.get_default_collection().unwrap().lock().unwrap();
        assert!(!keyring_available());
        let mut keys = Keys::keyring();
        let error = Vault::open(&place.join("home"), &Disk::real(), &mut keys).unwrap_err();
        assert_eq!(error.code(), ErrorCode::VaultLocked);
        assert!(error.message().contains("keyring"), "{error}");
        keys.passphrase = Some(PASSPHRASE);
        Vault::open(&place.join("home"), &Disk::real(), &mut keys).unwrap();
    });
}

/// What a machine without a keyring sees.
fn nothing_there(place: &Path) {
    assert!(!keyring_available());
    let home = place.join("home");
    let error = Vault::create(&home, &Disk::real(), &[NewSlot::Keyring]).unwrap_err();
    assert_eq!(error.code(), ErrorCode::KeyringUnavailable, "{error}");
    assert!(!keyward_vault::exists(&home));
}

#[test]
fn a_machine_without_a_bus_has_none() {
    const TEST: &str = "keyring::a_machine_without_a_bus_has_none";
    if role().is_some() {
        return nothing_there(Path::new(&var(PLACE)));
    }
    let place = Place::new();
    let mut command = again(TEST, "inside");
    pass(private(&mut command, place.path()).env(PLACE, place.path()));
}

#[test]
fn a_bus_without_a_secret_service_has_none() {
    const TEST: &str = "keyring::a_bus_without_a_secret_service_has_none";
    if role().is_some() {
        return nothing_there(Path::new(&var(PLACE)));
    }
    if !on_path("dbus-run-session") {
        return skip(TEST, "there is no dbus-run-session", REQUIRED);
    }
    let place = Place::new();
    let child = again(TEST, "inside");
    let mut command = Command::new("dbus-run-session");
    command
        .arg("--")
        .arg(child.get_program())
        .args(child.get_args());
    for (name, value) in child.get_envs() {
        command.env(name, value.unwrap());
    }
    // No folder with services to start.
    command.env("XDG_DATA_DIRS", place.path().join("none"));
    pass(private(&mut command, place.path()).env(PLACE, place.path()));
}
