//! A passphrase: age's scrypt recipient.

use age::{scrypt, secrecy::SecretString};
use keyward_core::{Error, ErrorCode, Result, Secret};

use super::{Refusal, unwrap, wrap};
use crate::{id::Id, seal::VaultKey};

/// scrypt with N = 2^17, r = 8: 128 MiB and some tenths of a second (OWASP Password Storage Cheat
/// Sheet, "scrypt"). Fixed, so that every machine that shares a vault waits alike.
pub(crate) const WORK: u8 = 17;
/// For [`super::NewSlot::DangerouslyFastPassphrase`].
pub(crate) const DANGEROUSLY_LITTLE_WORK: u8 = 4;
/// What is accepted when opening: who can write the folder must not make us work for hours.
const MOST_WORK: u8 = 18;

pub(crate) fn seal(passphrase: &Secret, work: u8, vault: &Id, key: &VaultKey) -> Result<Vec<u8>> {
    if passphrase.is_empty() {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the passphrase is empty",
        ));
    }
    let mut recipient = scrypt::Recipient::new(for_age(passphrase));
    recipient.set_work_factor(work);
    wrap(&recipient, vault, key)
}

pub(crate) fn open(passphrase: &Secret, vault: &Id, file: &[u8]) -> Result<VaultKey, Refusal> {
    let mut identity = scrypt::Identity::new(for_age(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    unwrap(&identity, vault, file)
}

fn for_age(passphrase: &Secret) -> SecretString {
    SecretString::from(passphrase.expose())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(work: u8) -> (Id, Vec<u8>) {
        let (vault, key) = (Id::random().unwrap(), VaultKey::random().unwrap());
        let file = seal(&Secret::new("right"), work, &vault, &key).unwrap();
        (vault, file)
    }

    #[test]
    fn the_usual_work_factor_opens_again() {
        let (vault, file) = sealed(WORK);
        assert!(open(&Secret::new("right"), &vault, &file).is_ok());
    }

    #[test]
    fn refusals_are_told_apart() {
        let (vault, file) = sealed(DANGEROUSLY_LITTLE_WORK);
        let with = |passphrase: &str, vault: &Id, file: &[u8]| {
            open(&Secret::new(passphrase), vault, file).unwrap_err()
        };
        assert_eq!(with("wrong", &vault, &file), Refusal::NotMine);
        assert_eq!(
            with("right", &Id::random().unwrap(), &file),
            Refusal::Foreign
        );
        assert_eq!(
            with("right", &vault, &file[..file.len() - 1]),
            Refusal::Damaged
        );
        assert_eq!(with("right", &vault, b"age"), Refusal::Damaged);
    }

    #[test]
    fn more_work_than_keyward_ever_asked_for_is_refused_unworked() {
        let (vault, file) = sealed(DANGEROUSLY_LITTLE_WORK);
        let text = String::from_utf8_lossy(&file[..80]).into_owned();
        let line = text.lines().nth(1).unwrap();
        let heavier = line.strip_suffix('4').unwrap().to_owned() + "30";
        let at = "age-encryption.org/v1\n".len();
        let bent = [&file[..at], heavier.as_bytes(), &file[at + line.len()..]].concat();
        let refused = open(&Secret::new("right"), &vault, &bent).unwrap_err();
        assert_eq!(refused, Refusal::Damaged);
    }

    #[test]
    fn an_empty_passphrase_protects_nothing() {
        let (vault, key) = (Id::random().unwrap(), VaultKey::random().unwrap());
        seal(&Secret::new(""), WORK, &vault, &key).unwrap_err();
    }
}
