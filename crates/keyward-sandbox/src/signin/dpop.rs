//! Proof of possession of a key. <https://www.rfc-editor.org/rfc/rfc9449>
//!
//! The proof is a JWT in the header `DPoP`, signed with ES256 by the key that it carries; it names
//! method and URL, is minutes old at most, and is good once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

use super::{Signin, invalid};
use crate::protocol::AwsError;
use crate::request::Request;

/// How far a proof's time may be from ours.
const SKEW: Duration = Duration::minutes(5);

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    jwk: Key,
}

#[derive(Deserialize)]
struct Key {
    kty: String,
    crv: String,
    x: String,
    y: String,
    /// A proof that carries its private key proves nothing.
    d: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
}

/// Verifies a request's proof and gives the thumbprint of its key. `now` is the real time, for the
/// client's clock has signed.
pub(super) fn verify(
    signin: &mut Signin,
    request: &Request,
    now: OffsetDateTime,
) -> Result<String, AwsError> {
    let refused = |why: &str| invalid("invalid_request", &format!("DPoP proof is invalid: {why}"));
    let mut given = request.headers.get_all("dpop").iter();
    let (Some(proof), None) = (given.next(), given.next()) else {
        return Err(refused("exactly one DPoP header is needed"));
    };
    let proof = proof.to_str().map_err(|_| refused("not text"))?;
    let (claims, thumbprint) = read(proof).ok_or_else(|| refused("not a signed ES256 proof"))?;
    let host = request.header("host").unwrap_or_default();
    let here = format!("://{host}{}", request.path);
    let place = claims
        .htu
        .strip_prefix("https")
        .or_else(|| claims.htu.strip_prefix("http"));
    if claims.htm != request.method.as_str() || place != Some(here.as_str()) {
        return Err(refused("it names another request"));
    }
    let issued = OffsetDateTime::from_unix_timestamp(claims.iat).ok();
    if issued.is_none_or(|issued| (now - issued).abs() > SKEW) {
        return Err(refused("it is too old or too new"));
    }
    let once = format!("{thumbprint} {}", claims.jti);
    if claims.jti.is_empty() || signin.proofs.live(&once, now).is_some() {
        return Err(refused("it has been used"));
    }
    signin.proofs.put(&once, (), now, now + SKEW * 2);
    Ok(thumbprint)
}

/// The claims of a proof whose signature is right, and the thumbprint of its key.
fn read(proof: &str) -> Option<(Claims, String)> {
    let (signed, signature) = proof.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Header = part(header)?;
    let key = &header.jwk;
    let kind = (
        header.typ.as_str(),
        header.alg.as_str(),
        key.kty.as_str(),
        key.crv.as_str(),
    );
    if kind != ("dpop+jwt", "ES256", "EC", "P-256") || key.d.is_some() {
        return None;
    }
    let mut point = vec![4];
    for half in [&key.x, &key.y] {
        let half = URL_SAFE_NO_PAD
            .decode(half)
            .ok()
            .filter(|half| half.len() == 32)?;
        point.extend(half);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(signed.as_bytes(), &signature)
        .ok()?;
    Some((part(claims)?, thumbprint(key)))
}

/// <https://www.rfc-editor.org/rfc/rfc7638>: x and y are base64url by now, which JSON leaves alone.
fn thumbprint(key: &Key) -> String {
    let text = format!(
        "{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{}\",\"y\":\"{}\"}}",
        key.x, key.y
    );
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

fn part<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 9449, section 4.1.
    const EXAMPLE: &str = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    fn request(path: &str) -> Request {
        let mut headers = hyper::HeaderMap::new();
        headers.insert("host", "server.example.com".parse().unwrap());
        headers.insert("dpop", EXAMPLE.parse().unwrap());
        Request {
            method: hyper::Method::POST,
            path: path.to_owned(),
            query: String::new(),
            headers,
            body: hyper::body::Bytes::new(),
        }
    }

    #[test]
    fn the_example_of_the_rfc_is_good_once_here_and_now() {
        let now = OffsetDateTime::from_unix_timestamp(1_562_262_616).unwrap();
        let mut signin = Signin::default();
        assert!(verify(&mut signin, &request("/other"), now).is_err());
        assert!(verify(&mut signin, &request("/token"), now + SKEW * 2).is_err());
        let thumbprint = verify(&mut signin, &request("/token"), now).unwrap();
        // RFC 9449, section 6.1, names the thumbprint of this key.
        assert_eq!(thumbprint, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        assert!(
            verify(&mut signin, &request("/token"), now).is_err(),
            "used"
        );
    }

    #[test]
    fn a_proof_that_was_touched_is_none() {
        for (from, to) in [("2-GxA6T8", "2-GxA6T9"), (".eyJqdGki", ".eyJqdGkj")] {
            assert!(read(&EXAMPLE.replace(from, to)).is_none(), "{from}");
        }
        assert!(read("").is_none());
        assert!(read("a.b.c").is_none());
    }
}
