//! Text in base64, with or without line ends, in either alphabet.

use std::ops::Range;

use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

/// Bits at the end may be anything: the text may be cut off.
const DECODER: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// No further, either way: images are long.
const FARTHEST: usize = 64 * 1024;

pub(super) struct Unpacked {
    pub(super) span: Range<usize>,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

/// The last two letters of base64.
#[derive(Clone, Copy)]
pub(super) enum Alphabet {
    /// `+` and `/`.
    Standard,
    /// `-` and `_`; a ruler of hyphens looks like it too.
    UrlSafe,
}

/// The base64 around `at`, unpacked; nothing where it is none.
pub(super) fn around(text: &[u8], at: usize, alphabet: Alphabet) -> Unpacked {
    let letter = |byte: &u8| letter(*byte, alphabet);
    let start = at - reach(text[..at].iter().rev(), letter);
    let end = at + reach(text[at..].iter(), letter);
    // `start` is a character, since line ends at either end are left out.
    let letters: Zeroizing<Vec<u8>> =
        Zeroizing::new(text[start..end].iter().filter_map(letter).collect());
    let whole = letters.len() - usize::from(letters.len() % 4 == 1);
    let bytes = DECODER.decode(&letters[..whole]).unwrap_or_default();
    Unpacked {
        span: start..end,
        bytes: Zeroizing::new(bytes),
    }
}

/// How far base64 goes on: single line ends are part of it.
fn reach<'a>(bytes: impl Iterator<Item = &'a u8>, letter: impl Fn(&u8) -> Option<u8>) -> usize {
    let mut reach = 0;
    let mut line_ends = 0;
    for (offset, byte) in bytes.enumerate().take(FARTHEST) {
        match byte {
            b'\r' | b'\n' if line_ends < 2 => line_ends += 1,
            byte if letter(byte).is_some() => {
                line_ends = 0;
                reach = offset + 1;
            }
            _ => break,
        }
    }
    reach
}

fn letter(byte: u8, alphabet: Alphabet) -> Option<u8> {
    match (alphabet, byte) {
        (Alphabet::Standard, b'+' | b'/') => Some(byte),
        (Alphabet::UrlSafe, b'-') => Some(b'+'),
        (Alphabet::UrlSafe, b'_') => Some(b'/'),
        _ => byte.is_ascii_alphanumeric().then_some(byte),
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use super::*;

    #[test]
    fn base64_is_unpacked_from_its_middle() {
        let inner = "a long text?>?>, wrapped at 76 characters as tools for letters do it since the beginning";
        let wrapped: Vec<String> = STANDARD
            .encode(inner)
            .as_bytes()
            .chunks(76)
            .map(|line| String::from_utf8(line.to_vec()).unwrap())
            .collect();
        for (encoded, alphabet) in [
            (STANDARD.encode(inner), Alphabet::Standard),
            (URL_SAFE.encode(inner), Alphabet::UrlSafe),
            (
                wrapped.join(
                    "
",
                ),
                Alphabet::Standard,
            ),
            (
                wrapped.join(
                    "
",
                ),
                Alphabet::Standard,
            ),
        ] {
            let text = format!("data: {encoded}\n\nnext");
            let unpacked = around(text.as_bytes(), 20, alphabet);
            assert_eq!(str::from_utf8(&unpacked.bytes).unwrap(), inner);
        }
    }
}
