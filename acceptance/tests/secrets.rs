//! No secret in KEYWARD_HOME, in AWS's files after an import, in any output, in the process list.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use acceptance::{Home, Run, ground, keyward};

const PASSPHRASE: &str = "correct horse battery staple";

/// Every command line that runs on this machine, written to a file by whoever is asked for the
/// passphrase: at an instant when keyward is in the middle of its work.
fn watching(home: &Home, run: Run) -> Run {
    let file = home.path().join("process-list");
    let script = home.path().join("watch.sh");
    let watch = format!(
        "cat /proc/[0-9]*/cmdline >> '{}' 2>/dev/null\necho '{PASSPHRASE}'\n",
        file.display()
    );
    std::fs::write(&script, watch).unwrap();
    let command = format!("sh '{}'", script.display());
    run.at(home).env("KEYWARD_PASSPHRASE_COMMAND", command)
}

#[test]
fn nothing_but_the_program_that_asked_ever_sees_a_secret() {
    let home = Home::new()
        .with_config("[profile app]\nrole_arn = arn:aws:iam::123456789012:role/app\nsource_profile = dev\nregion = us-east-1\n")
        .with_credentials(
            "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
        );
    let bob = format!(
        "{{\"AccessKeyId\":\"{}\",\"SecretAccessKey\":\"{}\"}}",
        ground().key_id("bob"),
        ground().secret("bob")
    );
    for command in [
        &["init", "--unlock", "passphrase"][..],
        &["import", "--profile", "dev"],
        &["add", "bob", "--stdin"],
        &["list"],
        &["link", "app"],
        &["explain", "app"],
        &["explain", "app", "--json"],
        &["whoami", "app"],
        &["exec", "app", "--", "true"],
        &[
            "exec",
            "app",
            "--",
            "sh",
            "-c",
            "cat /proc/[0-9]*/cmdline >> process-list",
        ],
    ] {
        let run = watching(&home, keyward().args(command)).stdin(bob.as_str());
        let _ = run.within(home.path()).run().success();
    }
    let process = watching(&home, keyward().args(["process", "app"]));
    let _ = process.shows_credentials().run().success();

    let list = home.read("process-list");
    assert!(list.contains("keyward"), "the list shows this very machine");
    home.assert_no_secret_but_in(&[]);
    for file in [
        "keyward/vault/manifest",
        ".aws/credentials",
        ".aws/config",
        "process-list",
    ] {
        let bytes = std::fs::read(home.path().join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(PASSPHRASE), "{file}");
    }
}

#[test]
fn files_and_folders_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new().with_vault(&[("dev", "alice")]);
    let mode =
        |path: std::path::PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.keyward_home()), 0o700);
    assert_eq!(mode(home.keyward_home().join("vault")), 0o700);
    assert_eq!(mode(home.keyward_home().join("vault/manifest")), 0o600);
    assert_eq!(mode(home.identity()), 0o600);
}
