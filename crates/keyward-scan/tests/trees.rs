//! Trees as they are found: large files, links, ignored files, what cannot be read.

use std::{fs, path::PathBuf};

use keyward_scan::{Baseline, Options, Outcome, scan_paths};

/// Invented; put together here, so that no scanner takes this file for a finding.
const ID: &str = concat!("AKIA", "Y34FZKBOKMUTVV7A");
const SECRET: &str = "zR8vQ2mX/7pLw4Tn+K1sYb6HcJ9dFg3AeUoViN5E";

fn scanned(folder: &tempfile::TempDir, with_ignored: bool) -> Outcome {
    scan_paths(
        &[folder.path().to_owned()],
        Options { with_ignored },
        &|_| {},
    )
}

fn names(outcome: &Outcome) -> Vec<String> {
    let names = outcome
        .findings
        .iter()
        .filter_map(|(path, _)| path.file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn a_key_is_found_once_wherever_pieces_meet() {
    let folder = tempfile::tempdir().unwrap();
    let piece = 4 * 1024 * 1024;
    let shared = 256 * 1024;
    let key = format!("\n{ID} {SECRET}\n");
    for at in [
        0,
        piece - 40,
        piece - shared - 30,
        piece - shared,
        piece - 1,
        2 * piece - shared - 20,
        9_000_000,
    ] {
        let mut text = vec![b'x'; 10_000_000];
        text[100] = b'\n';
        text[at..at + key.len()].copy_from_slice(key.as_bytes());
        fs::write(folder.path().join("large"), &text).unwrap();
        let outcome = scanned(&folder, false);
        assert_eq!(outcome.bytes, text.len() as u64);
        let [(_, finding)] = &outcome.findings[..] else {
            panic!("at {at}: {:?}", outcome.findings)
        };
        assert!(finding.secret_access_key.is_some(), "at {at}");
        let place = finding.places[0];
        let line = text[..at + 1].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        assert_eq!(
            (place.offset, place.line, place.column),
            (at as u64 + 1, line, 1)
        );
    }
}

#[test]
fn a_column_is_counted_from_the_line_s_beginning_in_a_long_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("\n{};{ID} {SECRET}", "x".repeat(6_000_000));
    fs::write(folder.path().join("long"), text).unwrap();
    let outcome = scanned(&folder, false);
    let place = outcome.findings[0].1.places[0];
    assert_eq!((place.line, place.column), (2, 6_000_002));
}

#[test]
fn ignored_files_are_left_out_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (".gitignore", "one\n"),
        (".keywardignore", "two\n"),
        ("one", ID),
        ("two", ID),
        (".hidden", ID),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/config"), ID).unwrap();
    assert_eq!(names(&scanned(&folder, false)), [".hidden"]);
    assert_eq!(names(&scanned(&folder, true)), [".hidden", "one", "two"]);
}

#[cfg(unix)]
#[test]
fn links_and_odd_files_do_no_harm() {
    use std::os::unix::{fs::symlink, net::UnixListener};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    symlink(folder.path(), path("loop")).unwrap();
    symlink("/nonexistent", path("dangling")).unwrap();
    let _socket = UnixListener::bind(path("socket")).unwrap();
    fs::write(
        path("latin1"),
        [b"\xe9\xff ", ID.as_bytes(), b" \0\0"].concat(),
    )
    .unwrap();
    let deep: PathBuf = std::iter::repeat_n("d", 200).collect();
    fs::create_dir_all(path("deep").join(&deep)).unwrap();
    fs::write(path("deep").join(&deep).join("key"), ID).unwrap();
    assert_eq!(names(&scanned(&folder, false)), ["key", "latin1"]);
}

#[test]
fn a_path_that_is_not_there_is_told() {
    let outcome = scan_paths(
        &[PathBuf::from("/nonexistent/x")],
        Options::default(),
        &|_| {},
    );
    assert_eq!(outcome.skipped.len(), 1);
    assert_eq!(outcome.files, 0);
}

#[test]
fn a_baseline_knows_values_and_not_places() {
    let found = |text: String| keyward_scan::scan(text.as_bytes());
    let first = found(format!("{ID} {SECRET}"));
    let mut baseline = Baseline::new();
    baseline.replace(first.iter());
    let read = Baseline::parse(&baseline.to_text()).unwrap();
    assert!(read.knows(&found(format!("\n\n  id={ID}, secret={SECRET}"))[0]));
    assert!(!read.knows(&found(format!("{ID} {}", SECRET.replace('z', "y")))[0]));
    assert!(!read.to_text().contains(SECRET));
    // Two branches, merged line by line.
    let merged = format!("{}{}\n", read.to_text(), "0".repeat(32));
    assert!(Baseline::parse(&merged).unwrap().knows(&first[0]));
    for damaged in [
        "",
        "x\n",
        "# keyward baseline 1, salt zz\n",
        &format!("{}<<<<<<< HEAD\n", read.to_text()),
    ] {
        assert!(Baseline::parse(damaged).is_err(), "{damaged}");
    }
}
