//! Identifiers in AWS's forms.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>

use zeroize::Zeroizing;

use super::random;

/// Prefix of a long-lived access key.
pub(crate) const LONG_LIVED: &str = "AKIA";
/// Prefix of a session's access key.
pub(crate) const SESSION: &str = "ASIA";
/// Prefix of a user's unique id.
pub(crate) const USER: &str = "AIDA";
/// Prefix of a group's unique id.
pub(crate) const GROUP: &str = "AGPA";
/// Prefix of an instance profile's unique id.
pub(crate) const INSTANCE_PROFILE: &str = "AIPA";
/// Prefix of a managed policy's unique id.
pub(crate) const POLICY: &str = "ANPA";
/// Prefix of a role's unique id.
pub(crate) const ROLE: &str = "AROA";

/// The alphabet of RFC 4648.
pub(crate) const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Base32 without padding.
pub(crate) fn to_base32(bytes: &[u8]) -> Zeroizing<String> {
    let letter = |bits: u64| char::from(BASE32[usize::try_from(bits & 31).unwrap_or_default()]);
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 8 / 5 + 1));
    for group in bytes.chunks(5) {
        let bits = group
            .iter()
            .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let bits = bits << (8 * (5 - group.len()));
        let letters = (group.len() * 8).div_ceil(5);
        text.extend((0..letters).map(|place| letter(bits >> (35 - 5 * place))));
    }
    text
}

/// The bytes of Base32, with or without padding, in capitals or not. Bits beyond the last byte are
/// dropped.
pub(crate) fn from_base32(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() * 5 / 8));
    let (mut bits, mut held) = (0_u16, 0_u8);
    for letter in text.trim_end_matches('=').bytes() {
        let letter = letter.to_ascii_uppercase();
        let value = BASE32.iter().position(|known| *known == letter)?;
        bits = (bits << 5) | u16::try_from(value).ok()?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

/// 20 characters. The account is encoded in the first of them, as in AWS's own keys, so that tools
/// that read it there find the truth.
pub(crate) fn access_key_id(prefix: &str, account: &str) -> String {
    let number: u64 = account.parse().unwrap_or_default();
    // One leading bit, 40 bits of account, 39 random bits.
    let random = u128::from(u64::from_be_bytes(random::bytes()) >> 25);
    let bits: u128 = (1 << 79) | (u128::from(number) << 39) | random;
    let letters = (0..16).rev().map(|place| {
        let index = (bits >> (place * 5)) & 31;
        char::from(BASE32[usize::try_from(index).unwrap_or_default()])
    });
    prefix.chars().chain(letters).collect()
}

/// The account that an access key id belongs to, read from its letters.
pub(crate) fn account_of(access_key_id: &str) -> Option<String> {
    if access_key_id.len() != 20 {
        return None;
    }
    let mut bits: u128 = 0;
    for byte in access_key_id.bytes().skip(4) {
        let index = BASE32.iter().position(|letter| *letter == byte)?;
        bits = (bits << 5) | u128::try_from(index).ok()?;
    }
    Some(format!("{:012}", (bits >> 39) & 0xff_ffff_ffff))
}

/// The unique id of a user or role: 21 characters.
pub(crate) fn unique_id(prefix: &str) -> String {
    format!("{prefix}{}", random::letters(BASE32, 17))
}

/// `i-` or `r-` and 17 hexadecimal digits, as EC2 names things.
pub(crate) fn ec2(prefix: &str) -> String {
    let digits = hex::encode(random::bytes::<9>());
    format!("{prefix}-{}", &digits[..17])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_id_carries_its_account() {
        for account in ["123456789012", "000000000001", "999999999999"] {
            let id = access_key_id(LONG_LIVED, account);
            assert_eq!(id.len(), 20);
            assert!(id.bytes().skip(4).all(|b| BASE32.contains(&b)));
            assert_eq!(account_of(&id).as_deref(), Some(account));
        }
        assert_eq!(account_of("AKIA"), None);
        assert_eq!(account_of("AKIA1111111111111111"), None);
    }

    #[test]
    fn an_id_that_others_decoded_alike() {
        // The published example of the encoding: ASIAQNZGKIQY56JQ7WML belongs to 029608264753.
        assert_eq!(
            account_of("ASIAQNZGKIQY56JQ7WML").as_deref(),
            Some("029608264753")
        );
    }

    /// The examples of RFC 4648, section 10.
    #[test]
    fn base32_as_published() {
        for (plain, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(*to_base32(plain.as_bytes()), text);
            assert_eq!(**from_base32(text).unwrap(), *plain.as_bytes());
        }
        assert!(from_base32("MZXW1").is_none());
        assert_eq!(**from_base32("mzxw6===").unwrap(), *b"foo");
    }

    #[test]
    fn unique_ids_have_their_length() {
        assert_eq!(unique_id(USER).len(), 21);
        assert_eq!(ec2("i").len(), 19);
    }
}
