//! Nothing that tells who has which key stands in any file of the vault.

use std::fs;

use keyward_core::{Secret, disk::Disk};
use keyward_vault::Expected;

use crate::support::{PASSPHRASE, Place, create, entry, name};

#[test]
fn no_file_shows_a_secret_a_name_or_a_key_id() {
    const TOLD: [&str; 6] = [
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AKIAIOSFODNN7EXAMPLE",
        "customer-seven",
        "111122223333",
        "~/.aws/credentials",
        PASSPHRASE,
    ];
    let place = Place::new();
    let mut vault = create(place.path(), &Disk::real()).unwrap();
    let mut full = entry(TOLD[0]);
    full.account_id = Some(TOLD[3].to_owned());
    full.import_record = Some(Secret::new(TOLD[4]));
    vault.put(&name(TOLD[2]), &full, Expected::Any).unwrap();
    vault.put(&name(TOLD[2]), &full, Expected::Any).unwrap();
    assert_eq!(place.files().len(), 4, "manifest, two keyslots, one entry");
    for file in place.files() {
        let bytes = fs::read(&file).unwrap();
        let path = file.display().to_string();
        for word in TOLD {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found && !path.contains(word), "{word} in {path}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_vault();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.home()), 0o700);
    for file in place.files() {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }
}
