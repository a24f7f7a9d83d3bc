//! The canonical request and the string to sign.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use sha2::{Digest, Sha256};

use super::authorization::ALGORITHM;
use super::{Authorization, Dialect, Scope};
use crate::request::Request;

/// Everything but the unreserved characters of RFC 3986 is encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// The same with slashes left alone.
const PATH: &AsciiSet = &RESERVED.remove(b'/');

/// The canonical request, with `payload` in its last line.
pub(crate) fn request(
    request: &Request,
    authorization: &Authorization,
    dialect: Dialect,
    payload: &str,
) -> String {
    [
        request.method.as_str(),
        &path(&request.path, dialect),
        &query(&request.query),
        &headers(request, &authorization.signed_headers),
        &authorization.signed_headers.join(";"),
        payload,
    ]
    .join("\n")
}

pub(crate) fn string_to_sign(canonical: &str, time: &str, scope: &Scope) -> String {
    let hash = hex::encode(Sha256::digest(canonical));
    [ALGORITHM, time, &scope.text(), &hash].join("\n")
}

fn path(path: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::S3 => {
            percent_encode(&percent_decode_str(path).collect::<Vec<u8>>(), PATH).to_string()
        }
        Dialect::General => percent_encode(normalised(path).as_bytes(), PATH).to_string(),
    }
}

/// RFC 3986 normalisation: no empty segments, no `.` and `..`.
fn normalised(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{end}", segments.join("/"))
}

/// A value as it stands in a canonical query.
pub(crate) fn encoded(text: &str) -> String {
    percent_encode(text.as_bytes(), RESERVED).to_string()
}

/// Pairs sorted by encoded name, then by encoded value; a presigned signature is not under itself.
fn query(query: &str) -> String {
    let encode = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_encode(&percent_decode_str(&spaced).collect::<Vec<u8>>(), RESERVED).to_string()
    };
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(name, _)| !name.eq_ignore_ascii_case("X-Amz-Signature"))
        .map(|(name, value)| (encode(name), encode(value)))
        .collect();
    pairs.sort();
    let joined: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    joined.join("&")
}

fn headers(request: &Request, signed: &[String]) -> String {
    signed
        .iter()
        .map(|name| format!("{name}:{}\n", header(request, name)))
        .collect()
}

/// All values of a header, trimmed, inner spaces collapsed, joined by commas.
fn header(request: &Request, name: &str) -> String {
    let values = request.headers.get_all(name).into_iter().map(|value| {
        let text = String::from_utf8_lossy(value.as_bytes());
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    });
    values.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_paths_are_normalised_and_encoded_twice() {
        for (sent, canonical) in [
            ("/", "/"),
            ("/./", "/"),
            ("//example//", "/example/"),
            ("/example/..", "/"),
            ("/example1/example2/../..", "/"),
            ("/./example", "/example"),
            ("/a%20b/", "/a%2520b/"),
        ] {
            assert_eq!(path(sent, Dialect::General), canonical, "{sent}");
        }
    }

    #[test]
    fn s3_paths_are_kept_and_encoded_once() {
        for (sent, canonical) in [
            ("/b//a/../c", "/b//a/../c"),
            ("/b/a%20b%2Bc%3D%25", "/b/a%20b%2Bc%3D%25"),
            ("/b/a+b=c", "/b/a%2Bb%3Dc"),
            ("/b/%c3%bc", "/b/%C3%BC"),
        ] {
            assert_eq!(path(sent, Dialect::S3), canonical, "{sent}");
        }
    }

    #[test]
    fn query_is_decoded_encoded_and_sorted() {
        assert_eq!(
            query("prefix=a%2Fb&list-type=2&delete"),
            "delete=&list-type=2&prefix=a%2Fb"
        );
        assert_eq!(query("b=2&a=z&a=y&c=x+y"), "a=y&a=z&b=2&c=x%20y");
    }
}
