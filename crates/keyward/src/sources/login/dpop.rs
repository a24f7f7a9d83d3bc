//! Proof of possession of the session's key (RFC 9449): a JWT that names one request, signed with
//! ES256 by the key that `aws login` made.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use keyward_core::{Error, ErrorCode, Result, Timestamp};
use ring::{
    rand::{SecureRandom, SystemRandom},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use rustls::pki_types::{PrivateSec1KeyDer, pem::PemObject};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// `AlgorithmIdentifier` of a key on P-256 (RFC 5480), and version 0 before it (RFC 5208).
const PKCS8_HEAD: [u8; 24] = [
    0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08,
    0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
];

/// Version 1 and 32 bytes of private key, with their tags.
const SEC1_PRIVATE: usize = 3 + 2 + 32;

/// `parameters [0]`: P-256 (RFC 5915).
const SEC1_CURVE: [u8; 12] = [
    0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
];

/// The proof for one POST to `url`. `key` is PEM, `EC PRIVATE KEY`.
///
/// # Errors
/// The key is no such key.
pub(crate) fn proof(key: &str, url: &str, now: Timestamp) -> Result<String> {
    let random = SystemRandom::new();
    let key = key_pair(key, &random).ok_or_else(unusable)?;
    let mut id = [0_u8; 16];
    random.fill(&mut id).map_err(|_| unusable())?;
    let claims = json!({
        "jti": URL_SAFE_NO_PAD.encode(id),
        "htm": "POST",
        "htu": url,
        "iat": now.unix(),
    });
    let signed = format!("{}.{}", part(&header(&key)), part(&claims));
    let signature = key
        .sign(&random, signed.as_bytes())
        .map_err(|_| unusable())?;
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// A new key on P-256 in PEM, `EC PRIVATE KEY` (RFC 5915), as the AWS CLI writes it.
///
/// # Errors
/// The system gives no random bytes.
pub(crate) fn new_key() -> Result<Zeroizing<String>> {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
        .map_err(|_| Error::new(ErrorCode::Unexpected, "the system gives no random bytes"))?;
    let der = sec1(pkcs8.as_ref())
        .ok_or_else(|| Error::new(ErrorCode::Unexpected, "a new key has an unknown form"))?;
    let base64 = Zeroizing::new(STANDARD.encode(&der));
    let mut pem = Zeroizing::new(String::with_capacity(256));
    pem.push_str("-----BEGIN EC PRIVATE KEY-----\n");
    for line in base64.as_bytes().chunks(64) {
        pem.extend(line.iter().map(|byte| char::from(*byte)));
        pem.push('\n');
    }
    pem.push_str("-----END EC PRIVATE KEY-----\n");
    Ok(pem)
}

/// The key in ring's PKCS #8, with its curve named inside as well: OpenSSL needs that.
fn sec1(pkcs8: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    // Behind the outer length, PKCS8_HEAD, and two lengths.
    let inner = pkcs8.get(3 + PKCS8_HEAD.len() + 4..)?;
    let (private, public) = inner.split_at_checked(SEC1_PRIVATE)?;
    let content = Zeroizing::new([private, &SEC1_CURVE, public].concat());
    field(0x30, &content).map(Zeroizing::new)
}

fn header(key: &EcdsaKeyPair) -> Value {
    // An uncompressed point: a byte that says so, then x and y.
    let (x, y) = key.public_key().as_ref()[1..].split_at(32);
    json!({
        "typ": "dpop+jwt",
        "alg": "ES256",
        "jwk": {
            "kty": "EC",
            "crv": "P-256",
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        },
    })
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// ring reads PKCS #8 alone; the key in it is the very SEC 1 structure of the file.
fn key_pair(pem: &str, random: &SystemRandom) -> Option<EcdsaKeyPair> {
    let sec1 = PrivateSec1KeyDer::from_pem_slice(pem.as_bytes()).ok()?;
    let inner = Zeroizing::new(field(0x04, sec1.secret_sec1_der())?);
    let content = Zeroizing::new([&PKCS8_HEAD[..], &inner].concat());
    let whole = Zeroizing::new(field(0x30, &content)?);
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &whole, random).ok()
}

/// A DER field of less than 256 bytes; a key on P-256 has half as many.
fn field(tag: u8, content: &[u8]) -> Option<Vec<u8>> {
    let length = u8::try_from(content.len()).ok()?;
    let head: &[u8] = if length < 0x80 {
        &[tag, length]
    } else {
        &[tag, 0x81, length]
    };
    Some([head, content].concat())
}

fn unusable() -> Error {
    Error::new(
        ErrorCode::LoginRequired,
        "the dpopKey in it is not a private key on P-256 in PEM",
    )
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    fn key() -> Zeroizing<String> {
        new_key().unwrap()
    }

    fn decoded(part: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(part).unwrap()
    }

    #[test]
    fn the_key_it_carries_signed_it() {
        let proof = proof(&key(), "https://x/v1/token", Timestamp::from_unix(7)).unwrap();
        let (signed, signature) = proof.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let header: Value = serde_json::from_slice(&decoded(header)).unwrap();
        let claims: Value = serde_json::from_slice(&decoded(claims)).unwrap();
        assert_eq!(claims["htu"], "https://x/v1/token");
        assert_eq!(
            (&claims["htm"], &claims["iat"]),
            (&json!("POST"), &json!(7))
        );
        assert_eq!(header["jwk"]["d"], Value::Null);
        let coordinate = |name: &str| decoded(header["jwk"][name].as_str().unwrap());
        let point = [vec![4], coordinate("x"), coordinate("y")].concat();
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        assert!(
            public
                .verify(signed.as_bytes(), &decoded(signature))
                .is_ok()
        );
    }

    #[test]
    fn no_proof_is_like_another() {
        let key = key();
        let make = || proof(&key, "https://x", Timestamp::from_unix(7)).unwrap();
        assert_ne!(make(), make());
    }

    #[test]
    fn what_is_no_key_is_refused_without_quoting_it() {
        for text in [
            "",
            "MHcCAQEE",
            "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
        ] {
            let error = proof(text, "https://x", Timestamp::from_unix(0)).unwrap_err();
            assert_eq!(error.code(), ErrorCode::LoginRequired);
            assert!(!error.message().contains("AAAA"));
        }
    }
}
