//! Access key ids.

use zeroize::Zeroizing;

use super::Part;
use crate::{
    finding::{Kind, What},
    randomness::{entropy, is_placeholder, is_words},
    units,
};

const PREFIX: usize = 4;
const LENGTH: usize = 20;

/// Below it an id is no random one. Of 16 random characters of 32 it is 3.6 in the mean.
const LOWEST_ENTROPY: f64 = 2.6;

pub(super) fn at(text: &[u8], start: usize) -> Option<Part> {
    let span = start..start + LENGTH;
    let id = text.get(span.clone())?;
    if !id[PREFIX..].iter().all(is_base32) || !is_alone(text, start) {
        return None;
    }
    let id = str::from_utf8(id).ok()?;
    let random = &id[PREFIX..];
    if is_placeholder(random) || entropy(random) < LOWEST_ENTROPY || is_words(random) {
        return None;
    }
    Some(Part {
        what: What::KeyId,
        span,
        value: Zeroizing::new(id.to_owned()),
        is_named: true,
    })
}

fn is_base32(byte: &u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'2'..=b'7')
}

fn is_alone(text: &[u8], start: usize) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let before = units::before(text, start);
    let after = units::unit(text, start + LENGTH).map(|unit| unit.byte);
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

/// What an id tells by its prefix.
pub(crate) fn kind(id: &str) -> Kind {
    match &id[..PREFIX] {
        "ASIA" => Kind::TemporaryCredentials,
        "ABIA" => Kind::BearerToken,
        "ACCA" => Kind::ContextCredential,
        _ => Kind::AccessKey,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stands_alone() {
        // Invented; put together here, so that no scanner takes this file for a finding.
        let is_found = |text: &str| {
            let text = text.replace("ID", concat!("AKIA", "Y34FZKBOKMUTVV7A"));
            at(text.as_bytes(), text.find("AKIA").unwrap()).is_some()
        };
        for text in ["ID", "'ID'", "%22ID%2F", r"\nID\n", "=ID&x"] {
            assert!(is_found(text), "{text}");
        }
        for text in [
            "xID",
            "IDQ",
            "AKIAY34FZKBOKMUTVV7",
            "AKIAIOSFODNN7EXAMPLE",
            concat!("AKIA", "PACIFICNORTHEAST"),
            "AKIAy34fzkbokmutvv7a",
        ] {
            assert!(!is_found(text), "{text}");
        }
    }
}
