//! Whatever bytes stand in a file of the vault, reading them ends with an error and never a panic.

use std::fs;

use keyward_core::disk::Disk;
use keyward_vault::info;
use proptest::{collection::vec, prelude::*};
use sha2::{Digest, Sha256};

use crate::support::{Place, name};

/// Bytes behind a start that leads further into the parser.
fn bytes(starts: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    (proptest::sample::select(starts), vec(any::<u8>(), 0..300))
        .prop_map(|(start, rest)| [start.as_bytes(), &rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_manifest(rest in bytes(&["", "{}\n", "{\"vault\":\"", "{\"vault\":\"00000000000000000000000000000000\",\"slots\":[]}\n"])) {
        let place = Place::new();
        fs::create_dir_all(place.home().join("vault")).unwrap();
        let hash = hex::encode(Sha256::digest(&rest));
        let whole = [format!("keyward vault 1 {hash}\n").as_bytes(), &rest].concat();
        for manifest in [&rest, &whole] {
            fs::write(place.manifest(), manifest).unwrap();
            let _ = info(&place.home(), &Disk::real());
            // There is no identity file either.
            prop_assert!(place.open().is_err());
            prop_assert!(place.open_by_passphrase().is_err());
        }
    }

    #[test]
    fn as_identity_file(text in bytes(&["", "AGE-SECRET-KEY-1", "# keyward vault: ", "#\n"])) {
        let place = Place::with_vault();
        Disk::real().write_atomic(&place.identity(), &text, 0o600).unwrap();
        prop_assert!(place.open().is_err());
    }

    #[test]
    fn as_keyslots_and_entries(content in bytes(&["", "age-encryption.org/v1\n", "age-encryption.org/v1\n-> X25519 ", "keyward entry 1 "])) {
        let place = Place::with_vault();
        let opened = place.open().unwrap();
        for file in place.files().iter().filter(|file| **file != place.manifest()) {
            fs::write(file, &content).unwrap();
        }
        prop_assert!(opened.get(&name("prod")).is_err());
        prop_assert!(place.open().is_err());
        prop_assert!(place.open_by_passphrase().is_err());
    }
}
