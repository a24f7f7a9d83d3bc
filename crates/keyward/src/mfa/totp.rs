//! Time-based one-time passwords (RFC 6238) by HMAC-SHA1: six digits every 30 seconds, as AWS's virtual
//! devices show them. The HMAC is RustCrypto's.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use keyward_core::{Error, ErrorCode, Result, Secret, Timestamp};
use percent_encoding::percent_decode_str;
use sha1::Sha1;
use zeroize::Zeroizing;

/// Seconds for which a device shows a code.
pub(super) const WINDOW: i64 = 30;

/// AWS takes six digits (AWS STS API Reference, `TokenCode`).
const DIGITS: u32 = 6;

/// AWS's have 64 letters; 16 are the least that any service gives.
const SHORTEST: usize = 16;

/// The number of the window of an instant.
pub(super) fn window(at: Timestamp) -> i64 {
    at.unix().div_euclid(WINDOW)
}

/// When a window begins.
pub(super) fn start(window: i64) -> Timestamp {
    Timestamp::from_unix(window * WINDOW)
}

/// The code of a window; none where the seed is not Base32.
pub(super) fn code(seed: &Secret, window: i64) -> Option<Secret> {
    digits(&key(seed)?, window, DIGITS)
}

/// The seed as it is kept: Base32 without blanks, in capitals. Taken by itself, or in the address that
/// the device's QR code holds (<https://github.com/google/google-authenticator/wiki/Key-Uri-Format>).
///
/// # Errors
/// `invalid_argument` for what is no seed, or one of another kind of code; the words do not quote it.
pub(super) fn seed(typed: &Secret) -> Result<Secret> {
    let typed = typed.expose().trim();
    let scheme = typed.get(..10).unwrap_or_default();
    if scheme.eq_ignore_ascii_case("otpauth://") {
        return seed_of_address(&typed[10..]);
    }
    let is_kept = |c: &char| !c.is_whitespace() && *c != '-' && *c != '=';
    let mut letters = Zeroizing::new(String::with_capacity(typed.len()));
    letters.extend(
        typed
            .chars()
            .filter(is_kept)
            .map(|c| c.to_ascii_uppercase()),
    );
    let seed = Secret::new(letters.as_str());
    match key(&seed) {
        Some(_) if letters.len() >= SHORTEST => Ok(seed),
        _ => Err(no_seed(
            "letters A to Z and digits 2 to 7, 64 of them from AWS",
        )),
    }
}

fn seed_of_address(address: &str) -> Result<Secret> {
    let (what, query) = address.split_once('?').unwrap_or((address, ""));
    let parameter = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut values = pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        values.next().map(|(_, value)| value)
    };
    let is = |name: &str, usual: &str| {
        parameter(name).is_none_or(|value| value.eq_ignore_ascii_case(usual))
    };
    let is_aws = is("digits", "6") && is("period", "30") && is("algorithm", "SHA1");
    if !what.to_ascii_lowercase().starts_with("totp/") || !is_aws {
        return Err(no_seed(
            "the address is for other codes than AWS's, which have six digits, every 30 seconds, by SHA-1",
        ));
    }
    let secret = parameter("secret").unwrap_or_default();
    let secret = Zeroizing::new(percent_decode_str(secret).decode_utf8_lossy().into_owned());
    seed(&Secret::new(secret.as_str()))
}

fn no_seed(why: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("not the seed of an MFA device: {why}"),
    )
    .with_hint(
        "IAM's console shows it once, behind \"Show secret key\", while the device is set up",
    )
}

fn key(seed: &Secret) -> Option<Zeroizing<Vec<u8>>> {
    let key = BASE32_NOPAD.decode(seed.expose().as_bytes()).ok()?;
    Some(Zeroizing::new(key))
}

/// RFC 4226, section 5.3: the last four bits say which four bytes count, without their sign.
fn digits(key: &[u8], window: i64, count: u32) -> Option<Secret> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&window.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let from = usize::from(digest[19] & 15);
    let bytes = [
        digest[from] & 0x7f,
        digest[from + 1],
        digest[from + 2],
        digest[from + 3],
    ];
    let number = u32::from_be_bytes(bytes) % 10_u32.pow(count);
    let width = usize::try_from(count).ok()?;
    Some(Secret::from(format!("{number:0width$}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1.
    const PUBLISHED: [(i64, &str); 6] = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];

    #[test]
    fn the_published_codes() {
        let key = b"12345678901234567890";
        let seed = Secret::from(BASE32_NOPAD.encode(key));
        for (at, eight) in PUBLISHED {
            let window = window(Timestamp::from_unix(at));
            assert_eq!(digits(key, window, 8).unwrap().expose(), eight, "{at}");
            let six = code(&seed, window).unwrap();
            assert_eq!(six.expose(), &eight[2..], "{at}");
        }
    }

    #[test]
    fn a_seed_is_taken_as_people_copy_it() {
        for typed in [
            "jbsw y3dp-ehpk 3pxp\n",
            "JBSWY3DPEHPK3PXP====",
            "otpauth://totp/Amazon%20Web%20Services:me@123456789012?secret=JBSWY3DPEHPK3PXP&issuer=Amazon%20Web%20Services",
            "OTPAUTH://TOTP/me?algorithm=sha1&digits=6&period=30&Secret=jbswy3dpehpk3pxp%3D",
        ] {
            let seed = seed(&Secret::new(typed)).unwrap();
            assert_eq!(seed.expose(), "JBSWY3DPEHPK3PXP", "{typed}");
        }
    }

    #[test]
    fn what_is_no_seed_is_refused_and_not_quoted() {
        for bad in [
            "",
            "JBSWY3DP",
            "JBSWY3DPEHPK3PX1",
            "123456",
            "otpauth://totp/me",
            "otpauth://hotp/me?secret=JBSWY3DPEHPK3PXP&counter=1",
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&digits=8",
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&algorithm=SHA256",
            "otpauth://totp/me?secret=otpauth%3A%2F%2Ftotp%2Fme",
        ] {
            let error = seed(&Secret::new(bad)).unwrap_err();
            assert_eq!(error.code(), ErrorCode::InvalidArgument, "{bad}");
            assert!(!error.to_string().contains("JBSW"), "{bad}");
        }
    }
}
