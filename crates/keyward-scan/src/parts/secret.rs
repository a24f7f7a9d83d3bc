//! Secret access keys: 40 characters of base64's alphabet.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use zeroize::Zeroizing;

use super::{Part, behind_a_name};
use crate::{
    finding::What,
    randomness::{changes, entropy, is_placeholder},
    runs::Run,
};

const LENGTH: usize = 40;

/// Behind a name that says so.
pub(super) fn named(text: &[u8], at: usize) -> Option<Part> {
    behind_a_name(text, at, |run| part(run, true))
}

pub(super) fn unnamed(run: &Run) -> Option<Part> {
    part(run, false)
}

fn part(run: &Run, is_named: bool) -> Option<Part> {
    let value = plain(run).or_else(|| in_base64(run))?;
    is_random(&value, is_named).then(|| Part {
        what: What::SecretAccessKey,
        span: run.span.clone(),
        value,
        is_named,
    })
}

fn plain(run: &Run) -> Option<Zeroizing<String>> {
    let is_one = run.value.len() == LENGTH && run.padding == 0;
    is_one.then(|| run.value.clone())
}

/// As in a Secret of Kubernetes: 40 bytes, or 41 with the line's end that `echo` adds.
fn in_base64(run: &Run) -> Option<Zeroizing<String>> {
    if !matches!((run.value.len(), run.padding), (54, 2 | 0) | (55, 1 | 0)) {
        return None;
    }
    let bytes = STANDARD_NO_PAD
        .decode(run.value.as_bytes())
        .map(Zeroizing::new)
        .ok()?;
    let text = str::from_utf8(&bytes).ok()?.trim_end();
    (text.len() == LENGTH).then(|| Zeroizing::new(text.to_owned()))
}

/// Hashes have no capitals, paths and identifiers are made of words.
fn is_random(value: &str, is_named: bool) -> bool {
    let has = |kind: fn(&u8) -> bool| value.as_bytes().iter().any(kind);
    let (fewest_changes, lowest_entropy) = if is_named { (12, 3.6) } else { (15, 4.0) };
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(|byte| !byte.is_ascii_alphabetic())
        && changes(value) >= fewest_changes
        && entropy(value) >= lowest_entropy
        && !is_placeholder(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "zR8vQ2mX/7pLw4Tn+K1sYb6HcJ9dFg3AeUoViN5E";

    fn found(text: &str) -> Option<String> {
        let at = text.find("ecret").unwrap() + 5;
        named(text.as_bytes(), at).map(|part| part.value.to_string())
    }

    #[test]
    fn a_secret_is_found_behind_its_name() {
        for text in [
            format!("secretAccessKey: '{SECRET}'"),
            format!("aws_secret_access_key = {SECRET}\r\n"),
            format!("<SecretAccessKey>{SECRET}</SecretAccessKey>"),
            format!("\"name\": \"AWS_SECRET_ACCESS_KEY ecret\",\n  \"value\": \"{SECRET}\""),
            format!("SecretAccessKey: aws.String(`{SECRET}`)"),
            format!("secret={}", SECRET.replace('/', "%2F").replace('+', "%2B")),
            format!("\"secret\":\"{}\"", SECRET.replace('/', "\\/")),
            format!(
                "secret: {}",
                base64::engine::general_purpose::STANDARD.encode(SECRET)
            ),
            format!(
                "secret: {}",
                base64::engine::general_purpose::STANDARD.encode(format!("{SECRET}\n"))
            ),
        ] {
            assert_eq!(found(&text).as_deref(), Some(SECRET), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for value in [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
            "lib/credentials/chainable/temporary/Creds",
            "thisIsAVeryLongIdentifierInCamelCaseForms",
            "AbCdEfGhIjKlMnOpQrStUvWxYz01234567890abc",
            "process.env.AWS_SECRET_ACCESS_KEY",
        ] {
            assert_eq!(found(&format!("secret: '{value}'")), None, "{value}");
        }
    }
}
