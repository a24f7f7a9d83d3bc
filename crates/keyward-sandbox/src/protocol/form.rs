//! `application/x-www-form-urlencoded`, as query strings and Query API bodies use it.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, percent_encode};

/// Decodes to pairs in the order sent. Bytes that are not UTF-8 become the replacement character.
pub(crate) fn decode(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (part(name), part(value))
        })
        .collect()
}

/// Encodes pairs.
pub(crate) fn encode(pairs: &[(String, String)]) -> String {
    let encoded = |text: &str| percent_encode(text.as_bytes(), NON_ALPHANUMERIC).to_string();
    let pairs = pairs.iter();
    let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn part(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_plus_percent_and_missing_values() {
        let pairs = decode("a=1+2&b=%C3%BC%2F&c&&d=x=y");
        let expected = [("a", "1 2"), ("b", "ü/"), ("c", ""), ("d", "x=y")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(pairs, expected);
    }
}
