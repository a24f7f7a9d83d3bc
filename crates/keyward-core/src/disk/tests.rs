use std::{fs, path::Path, time::Duration};

use super::{Disk, Fault, TEMP_PREFIX};
use crate::ErrorCode;

const FAULTS: [Fault; 4] = [Fault::Kill, Fault::Torn, Fault::Full, Fault::ReadOnly];

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn leftovers(folder: &Path) -> usize {
    let names = Disk::real().list(folder).unwrap();
    names.iter().filter(|n| n.starts_with(TEMP_PREFIX)).count()
}

#[test]
fn a_fault_at_any_operation_leaves_the_old_or_the_new_content() {
    let counter = Disk::counting();
    counter
        .write_atomic(&folder().path().join("f"), b"x", 0o600)
        .unwrap();
    assert_eq!(counter.operations(), 5, "create write fsync rename fsync");
    for fault in FAULTS {
        for n in 1..=counter.operations() {
            let folder = folder();
            let path = folder.path().join("f");
            Disk::real().write_atomic(&path, b"old", 0o600).unwrap();
            let failed = Disk::failing_at(n, fault).write_atomic(&path, b"brand new", 0o600);
            failed.expect_err("the fault struck");
            // Operation 5 comes after the rename.
            let expected: &[u8] = if n == 5 { b"brand new" } else { b"old" };
            assert_eq!(fs::read(&path).unwrap(), expected, "{fault:?} at {n}");
        }
    }
}

#[test]
fn a_full_disk_leaves_no_temporary_file() {
    let folder = folder();
    let path = folder.path().join("f");
    for n in 1..=4 {
        let error = Disk::failing_at(n, Fault::Full)
            .write_atomic(&path, b"content", 0o600)
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::DiskFull);
        assert!(error.message().contains(path.to_str().unwrap()), "{error}");
        assert_eq!(leftovers(folder.path()), 0, "at {n}");
    }
}

#[test]
fn what_the_dead_leave_is_told_by_its_name() {
    let folder = folder();
    let path = folder.path().join("f");
    let torn = Disk::failing_at(2, Fault::Torn);
    torn.write_atomic(&path, b"content", 0o600).unwrap_err();
    assert_eq!(leftovers(folder.path()), 1);
    torn.read(&path).expect_err("the dead do not read");
}

#[test]
fn a_read_only_file_system_has_its_own_code() {
    let path = folder().path().join("f");
    let error = Disk::failing_at(1, Fault::ReadOnly)
        .write_atomic(&path, b"x", 0o600)
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileUnwritable);
}

#[test]
fn reading_what_is_not_there_is_no_error() {
    let folder = folder();
    let disk = Disk::real();
    assert_eq!(disk.read(&folder.path().join("a/b")).unwrap(), None);
    assert!(disk.list(&folder.path().join("a")).unwrap().is_empty());
    assert!(!disk.remove(&folder.path().join("a")).unwrap());
    let error = disk.read(folder.path()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileUnreadable);
}

#[test]
fn a_held_lock_is_busy_and_free_again_with_its_guard() {
    let folder = folder();
    let path = folder.path().join("lock");
    let disk = Disk::real();
    let held = disk.lock(&path).unwrap();
    let error = disk.lock_within(&path, Duration::ZERO).unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileBusy);
    assert!(error.message().contains(path.to_str().unwrap()));
    drop(held);
    drop(disk.lock_within(&path, Duration::ZERO).unwrap());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_symbolic_link_stays_and_its_target_changes() {
        let folder = folder();
        fs::create_dir(folder.path().join("dotfiles")).unwrap();
        let target = folder.path().join("dotfiles/credentials");
        fs::write(&target, "old").unwrap();
        let link = folder.path().join("credentials");
        symlink("dotfiles/credentials", &link).unwrap();
        Disk::real().write_atomic(&link, b"new", 0o600).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }

    #[test]
    fn what_is_no_regular_file_stays_what_it_is() {
        let folder = folder();
        let link = folder.path().join("credentials");
        symlink("/dev/null", &link).unwrap();
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [folder.path(), &link, &socket] {
            // A fault at the first operation: before this check was there, a test run as root must
            // not replace the device either.
            let disk = Disk::failing_at(1, Fault::ReadOnly);
            let error = disk.write_atomic(path, b"x", 0o600).unwrap_err();
            assert_eq!(error.code(), ErrorCode::FileUnwritable);
            assert!(error.message().contains("not a regular file"), "{error}");
            assert_eq!(disk.operations(), 0);
        }
        assert!(fs::symlink_metadata(&socket).is_ok_and(|meta| !meta.is_file()));
    }

    #[test]
    fn links_in_a_circle_are_refused() {
        let folder = folder();
        symlink("b", folder.path().join("a")).unwrap();
        symlink("a", folder.path().join("b")).unwrap();
        let written = Disk::real().write_atomic(&folder.path().join("a"), b"x", 0o600);
        written.expect_err("a circle has no target");
    }

    #[test]
    fn a_new_file_gets_the_mode_and_an_old_one_keeps_its_own() {
        let folder = folder();
        let path = folder.path().join("f");
        let disk = Disk::real();
        disk.write_atomic(&path, b"1", 0o600).unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        disk.write_atomic(&path, b"2", 0o600).unwrap();
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn private_folders_are_0700_whatever_they_were() {
        let folder = folder();
        let path = folder.path().join("a/b");
        Disk::real().create_private_dir(&path).unwrap();
        assert_eq!(mode(&path), 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Disk::real().create_private_dir(&path).unwrap();
        assert_eq!(mode(&path), 0o700);
    }
}
