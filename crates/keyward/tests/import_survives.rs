//! Import and undo, struck at every write: the key is never lost, and the next run finishes.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, path::Path};

use keyward::Engine;
use keyward_core::{
    ProfileName, Result, World,
    disk::{Disk, Fault},
};
use keyward_vault::{NewSlot, Vault};
use tempfile::TempDir;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const BEFORE: &str = "# mine\r\n[dev]\r\naws_access_key_id = AKIAIOSFODNN7EXAMPLE ; work\r\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\r\n\r\n[other]\r\nregion = eu-west-1";

struct Machine {
    home: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self {
            home: tempfile::tempdir().unwrap(),
        };
        let identity = machine.home.path().join("identity.txt");
        let vault = machine.home.path().join("keyward");
        Vault::create(&vault, &Disk::real(), &[NewSlot::IdentityFile(&identity)]).unwrap();
        fs::create_dir(machine.home.path().join(".aws")).unwrap();
        fs::write(machine.credentials(), BEFORE).unwrap();
        machine
    }

    fn credentials(&self) -> std::path::PathBuf {
        self.home.path().join(".aws/credentials")
    }

    fn engine(&self, disk: Disk) -> Engine {
        let path = |name: &str| self.home.path().join(name).display().to_string();
        let world = World::real().with_env([
            ("HOME", path("")),
            ("KEYWARD_HOME", path("keyward")),
            ("KEYWARD_IDENTITY_FILE", path("identity.txt")),
        ]);
        Engine::builder(world).disk(disk).build()
    }

    fn import(&self, disk: Disk) -> Result<()> {
        let program = Path::new("/opt/keyward/bin/keyward");
        self.engine(disk)
            .import_profile(&dev(), None, program)
            .map(drop)
    }

    fn undo(&self, disk: Disk) -> Result<()> {
        self.engine(disk).undo_import(&dev()).map(drop)
    }

    /// Where the key can be found now.
    fn key_is_somewhere(&self) -> bool {
        let in_file = fs::read_to_string(self.credentials())
            .unwrap()
            .contains(SECRET);
        let entry = self
            .engine(Disk::real())
            .with_vault(|vault| vault.get(&dev()));
        let in_vault = entry
            .unwrap()
            .is_some_and(|entry| entry.secret_access_key.expose() == SECRET);
        in_file || in_vault
    }

    fn assert_imported(&self) {
        let text = fs::read_to_string(self.credentials()).unwrap();
        assert_eq!(
            text,
            "# mine\r\n[dev]\r\ncredential_process = \"/opt/keyward/bin/keyward\" process dev\r\n\r\n[other]\r\nregion = eu-west-1"
        );
        assert!(self.key_is_somewhere());
    }

    fn assert_as_before(&self) {
        assert_eq!(fs::read_to_string(self.credentials()).unwrap(), BEFORE);
        let engine = self.engine(Disk::real());
        let names = engine.with_vault(|vault| Ok(vault.names())).unwrap();
        assert!(names.is_empty());
    }

    fn assert_no_leftovers(&self) {
        let left: Vec<_> = fs::read_dir(self.home.path().join(".aws"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["credentials"], "no temporary file stays");
    }
}

fn dev() -> ProfileName {
    "dev".parse().unwrap()
}

const FAULTS: [Fault; 4] = [Fault::Kill, Fault::Torn, Fault::Full, Fault::ReadOnly];

#[test]
fn import_struck_at_every_operation() {
    let operations = {
        let disk = Disk::counting();
        Machine::new().import(disk.clone()).unwrap();
        disk.operations()
    };
    assert!(operations > 8, "{operations}");
    for fault in FAULTS {
        for operation in 1..=operations {
            let machine = Machine::new();
            let struck = machine.import(Disk::failing_at(operation, fault));
            assert!(machine.key_is_somewhere(), "{fault:?} at {operation}");
            if struck.is_err()
                || !fs::read_to_string(machine.credentials())
                    .unwrap()
                    .contains("process")
            {
                machine.import(Disk::real()).unwrap_or_else(|error| {
                    // The blow fell after the last rename: the file has its pointer already.
                    assert!(error.message().contains("dev"), "{error}");
                });
            }
            machine.assert_imported();
            // Behind the last rename there is nothing to write, and nothing was left.
            machine.assert_no_leftovers();
        }
    }
}

#[test]
fn undo_struck_at_every_operation() {
    let imported = || {
        let machine = Machine::new();
        machine.import(Disk::real()).unwrap();
        machine
    };
    let operations = {
        let disk = Disk::counting();
        imported().undo(disk.clone()).unwrap();
        disk.operations()
    };
    for fault in FAULTS {
        for operation in 1..=operations {
            let machine = imported();
            let struck = machine.undo(Disk::failing_at(operation, fault));
            assert!(machine.key_is_somewhere(), "{fault:?} at {operation}");
            if struck.is_err() {
                // What the blow left undone, or nothing where it fell behind the last commit.
                let _ = machine.undo(Disk::real());
            }
            machine.assert_as_before();
        }
    }
}

#[test]
fn import_and_undo_leave_the_bytes_as_they_were() {
    let machine = Machine::new();
    machine.import(Disk::real()).unwrap();
    machine.assert_imported();
    machine.assert_no_leftovers();
    machine.undo(Disk::real()).unwrap();
    machine.assert_as_before();
    machine.assert_no_leftovers();
}

#[test]
fn what_a_killed_process_left_beside_a_file_is_swept() {
    let machine = Machine::new();
    let left = machine.home.path().join(".aws/.keyward-tmp-1-0");
    fs::write(&left, BEFORE).unwrap();
    machine.import(Disk::real()).unwrap();
    machine.assert_no_leftovers();
    // The file may be a link: the temporary one is beside its target.
    let folder = machine.home.path().join("dotfiles");
    fs::create_dir(&folder).unwrap();
    fs::rename(machine.credentials(), folder.join("credentials")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("credentials"), machine.credentials()).unwrap();
    fs::write(folder.join(".keyward-tmp-1-0"), BEFORE).unwrap();
    machine.undo(Disk::real()).unwrap();
    assert!(!folder.join(".keyward-tmp-1-0").exists());
}

#[test]
fn another_key_under_the_name_is_refused_and_nothing_written() {
    let machine = Machine::new();
    machine.import(Disk::real()).unwrap();
    let other = BEFORE.replace("EXAMPLEKEY", "EXAMPLEYEK");
    fs::write(machine.credentials(), &other).unwrap();
    let error = machine.import(Disk::real()).unwrap_err();
    assert_eq!(error.code().as_str(), "entry_exists");
    assert_eq!(fs::read_to_string(machine.credentials()).unwrap(), other);
}

#[test]
fn a_symlinked_credentials_file_stays_one() {
    let machine = Machine::new();
    let target = machine.home.path().join("dotfiles-credentials");
    fs::rename(machine.credentials(), &target).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&target, machine.credentials()).unwrap();
    machine.import(Disk::real()).unwrap();
    assert!(
        fs::symlink_metadata(machine.credentials())
            .unwrap()
            .is_symlink()
    );
    machine.assert_imported();
}
