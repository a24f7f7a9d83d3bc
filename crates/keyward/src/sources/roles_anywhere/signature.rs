//! Signature Version 4 with a certificate (IAM Roles Anywhere User Guide, "Signing process"). AWS's crate
//! for signatures knows keys and no certificates; one fixed request is all there is to sign.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hyper::Uri;
use keyward_core::{Error, ErrorCode, Result, Secret, Timestamp};
use sha2::{Digest, Sha256};

use super::identity::Identity;

/// What the POST of `body` to `url` carries beside its content type.
///
/// # Errors
/// The key cannot sign.
pub(super) fn headers(
    identity: &Identity,
    url: &str,
    region: &str,
    body: &[u8],
) -> Result<Vec<(&'static str, Secret)>> {
    // AWS judges by its own clock: never a fake one's.
    let now = Timestamp::from(std::time::SystemTime::now());
    signed(identity, url, region, body, &compact(now)).ok_or_else(|| {
        Error::new(
            ErrorCode::Unexpected,
            "the request to IAM Roles Anywhere cannot be signed",
        )
    })
}

fn signed(
    identity: &Identity,
    url: &str,
    region: &str,
    body: &[u8],
    at: &str,
) -> Option<Vec<(&'static str, Secret)>> {
    let uri: Uri = url.parse().ok()?;
    let mut certificates = identity.certificates.iter().map(|it| STANDARD.encode(it));
    let own = certificates.next()?;
    let chain = certificates.collect::<Vec<_>>().join(",");
    let mut headers = vec![("x-amz-date", at.to_owned()), ("x-amz-x509", own)];
    if !chain.is_empty() {
        headers.push(("x-amz-x509-chain", chain));
    }
    let mut all = vec![
        ("content-type", "application/json".to_owned()),
        ("host", uri.authority()?.as_str().to_owned()),
    ];
    all.extend(headers.iter().cloned());
    let names = all
        .iter()
        .map(|(name, _)| *name)
        .collect::<Vec<_>>()
        .join(";");
    let lines: String = all
        .iter()
        .map(|(name, value)| format!("{name}:{value}\n"))
        .collect();
    let request = format!("POST\n{}\n\n{lines}\n{names}\n{}", uri.path(), digest(body));
    let scope = format!("{}/{region}/rolesanywhere/aws4_request", &at[..8]);
    let algorithm = identity.algorithm();
    let signature = identity
        .sign(format!("{algorithm}\n{at}\n{scope}\n{}", digest(request.as_bytes())).as_bytes())?;
    let authorization = format!(
        "{algorithm} Credential={}/{scope}, SignedHeaders={names}, Signature={}",
        decimal(&identity.serial()),
        hex::encode(signature)
    );
    headers.push(("authorization", authorization));
    Some(
        headers
            .into_iter()
            .map(|(name, value)| (name, Secret::new(value)))
            .collect(),
    )
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// `20261123T090000Z`
fn compact(at: Timestamp) -> String {
    at.to_string().replace(['-', ':'], "")
}

/// A serial number as people write it; it may have twenty bytes.
fn decimal(bytes: &[u8]) -> String {
    let mut digits = vec![0_u8];
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) * 256;
            *digit = u8::try_from(carry % 10).expect("below ten");
            carry /= 10;
        }
        while carry > 0 {
            digits.push(u8::try_from(carry % 10).expect("below ten"));
            carry /= 10;
        }
    }
    digits
        .iter()
        .rev()
        .map(|digit| char::from(b'0' + digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_decimal() {
        assert_eq!(decimal(&[0]), "0");
        assert_eq!(decimal(&[0, 255]), "255");
        assert_eq!(decimal(&[1, 0]), "256");
        let longest = decimal(&[0xff; 20]);
        assert_eq!(longest, "1461501637330902918203684832716283019655932542975");
    }

    #[test]
    fn instants_are_compact() {
        let at = Timestamp::parse("2026-11-23T09:00:00Z").unwrap();
        assert_eq!(compact(at), "20261123T090000Z");
    }
}
