//! A disk that is really full and one that is really read-only: a small tmpfs in a mount namespace
//! of its own, where root may make one.

use std::{fs, path::Path, process::Command};

use keyward_core::{ErrorCode, disk::Disk};

use crate::{
    reexec::{again_under, pass, role, skip, succeed, var},
    support::{self, Place, put, secret},
};

const TEST: &str = "full_disk::a_full_and_a_read_only_disk_lose_nothing";
const PLACE: &str = "KEYWARD_TEST_PLACE";
const UNSHARE: [&str; 2] = ["unshare", "--mount"];

#[test]
fn a_full_and_a_read_only_disk_lose_nothing() {
    if role().is_some() {
        return inside(Path::new(&var(PLACE)));
    }
    let allowed = Command::new("unshare")
        .args(["--mount", "mount", "-t", "tmpfs", "none", "/mnt"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !allowed {
        return skip(
            TEST,
            "only root may mount a small tmpfs",
            "KEYWARD_REQUIRE_MOUNT",
        );
    }
    let place = Place::new();
    pass(again_under(&UNSHARE, TEST, "inside").env(PLACE, place.path()));
}

fn mount(options: &str, place: &Path) {
    succeed(
        Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(place),
    );
}

fn inside(place: &Path) {
    mount("size=256k", place);
    let disk = Disk::real();
    let mut vault = support::create(place, &disk).unwrap();
    put(&mut vault, "prod", "old").unwrap();

    let filler = place.join("filler");
    fs::write(&filler, vec![0; 1 << 20]).expect_err("the disk is small");
    let full = put(&mut vault, "prod", "new").unwrap_err();
    assert_eq!(full.code(), ErrorCode::DiskFull, "{full}");
    let reopened = support::open(place, &disk).unwrap();
    assert_eq!(secret(&reopened, "prod").unwrap().as_deref(), Some("old"));
    fs::remove_file(&filler).unwrap();
    put(&mut vault, "prod", "new").unwrap();

    mount("remount,ro", place);
    let mut reopened = support::open(place, &disk).unwrap();
    let refused = put(&mut reopened, "prod", "newer").unwrap_err();
    assert_eq!(refused.code(), ErrorCode::VaultReadOnly, "{refused}");
    assert_eq!(secret(&reopened, "prod").unwrap().as_deref(), Some("new"));
}
