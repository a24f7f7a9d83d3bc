//! The data folder: what it keeps, and when it is refused.

use std::path::Path;
use std::time::Duration;

use keyward_sandbox::{Options, Sandbox, Seed, StartError};

use crate::client::{Call, Signer, assume, role};

pub(crate) fn start(folder: &Path) -> Result<Sandbox, StartError> {
    Sandbox::start(Options {
        data: Some(folder.to_owned()),
        ..Options::default()
    })
}

fn refused(folder: &Path) -> String {
    let error = start(folder).unwrap_err();
    assert!(!error.hint().is_empty());
    error.to_string()
}

#[test]
fn everything_is_there_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    let first = start(&folder).unwrap();
    let admin = Signer::admin(&first);
    Call::s3("PUT", "/bucket", b"").send(&first, &admin).ok();
    Call::s3("PUT", "/bucket/k", b"body")
        .send(&first, &admin)
        .ok();
    Call::s3("PUT", "/bucket/gone", b"x")
        .send(&first, &admin)
        .ok();
    Call::s3("DELETE", "/bucket/gone", b"")
        .send(&first, &admin)
        .ok();
    let arn = role(&first, "app");
    let session = Signer::from_answer(&assume(&first, &admin, &arn, &[]).ok());
    first.control().advance_clock(Duration::from_secs(1000));
    // A control handle that lives on holds nothing.
    let control = first.control().clone();
    let snapshot = control.snapshot();
    first.stop();

    let second = start(&folder).unwrap();
    assert_eq!(Signer::admin(&second).key, admin.key);
    assert_eq!(*second.control().snapshot(), *snapshot);
    let object = Call::s3("GET", "/bucket/k", b"").send(&second, &admin);
    assert_eq!(object.ok().body, b"body");
    assert_eq!(
        Call::s3("GET", "/bucket/gone", b"")
            .send(&second, &admin)
            .status,
        404
    );
    Call::sts("GetCallerIdentity", &[])
        .send(&second, &session)
        .ok();
    second.control().advance_clock(Duration::from_secs(2700));
    let expired = Call::sts("GetCallerIdentity", &[]).send(&second, &session);
    assert_eq!(expired.refusal().1, "ExpiredToken");
}

#[test]
fn a_folder_has_one_sandbox() {
    let home = tempfile::tempdir().unwrap();
    let first = start(home.path()).unwrap();
    let said = refused(home.path());
    let me = format!("(process {})", std::process::id());
    assert!(said.contains("in use") && said.contains(&me), "{said}");
    assert!(said.contains(&home.path().display().to_string()), "{said}");
    drop(first);
    start(home.path()).unwrap();
}

#[test]
fn a_seed_counts_while_the_folder_is_empty() {
    let home = tempfile::tempdir().unwrap();
    let with = |bucket: &str| {
        Sandbox::start(Options {
            seed: Some(Seed::text(format!(
                "{{\"version\":1,\"buckets\":{{\"{bucket}\":{{}}}}}}"
            ))),
            data: Some(home.path().to_owned()),
            ..Options::default()
        })
        .unwrap()
    };
    assert!(!with("first").seed_unused());
    let again = with("second");
    assert!(again.seed_unused());
    let list = Call::s3("GET", "/", b"")
        .send(&again, &Signer::admin(&again))
        .ok()
        .xml();
    assert!(list.contains("first") && !list.contains("second"), "{list}");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("a/b");
    let _sandbox = start(&folder).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("sandbox.redb")), 0o600);
}

/// A bit turned anywhere in the file: a refusal or the whole state, and never less.
#[test]
fn damage_is_refused_and_nothing_changed() {
    let home = tempfile::tempdir().unwrap();
    let sandbox = start(home.path()).unwrap();
    let admin = Signer::admin(&sandbox);
    Call::s3("PUT", "/bucket", b"").send(&sandbox, &admin).ok();
    for number in 0..20 {
        let (key, body) = (format!("/bucket/{number}"), vec![number; 3000]);
        Call::s3("PUT", &key, &body).send(&sandbox, &admin).ok();
    }
    let snapshot = sandbox.control().snapshot();
    drop(sandbox);
    let file = home.path().join("sandbox.redb");
    let whole = std::fs::read(&file).unwrap();
    let mut refusals = 0;
    for place in (0..whole.len()).step_by(whole.len() / 40) {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x10;
        std::fs::write(&file, &damaged).unwrap();
        match start(home.path()) {
            Ok(sandbox) => assert_eq!(*sandbox.control().snapshot(), *snapshot, "{place}"),
            Err(error) => {
                refusals += 1;
                assert!(
                    error.to_string().contains("sandbox.redb is damaged"),
                    "{error}"
                );
            }
        }
    }
    assert!(refusals > 0);
    for other in [&b"not a store"[..], &whole[..5000], &[0xff; 10_000]] {
        std::fs::write(&file, other).unwrap();
        let said = refused(home.path());
        assert!(said.contains("is damaged"), "{said}");
        assert_eq!(
            std::fs::read(&file).unwrap(),
            other,
            "nothing is overwritten"
        );
    }
    std::fs::write(&file, &whole).unwrap();
    assert_eq!(*start(home.path()).unwrap().control().snapshot(), *snapshot);
}

#[test]
fn what_is_no_folder_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let said = refused(&file);
    assert!(said.contains("cannot be used"), "{said}");
}
