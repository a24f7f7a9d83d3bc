//! Signatures in the query string.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>

use hyper::header::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use time::{Duration, OffsetDateTime};

use super::authorization::{ALGORITHM, Authorization, credential};
use super::{Dialect, Fault, WINDOW};
use crate::protocol::{form, times};
use crate::request::Request;

/// A week, in seconds: the longest life of a presigned URL.
const LONGEST: i64 = 604_800;
const NEEDED: &str = "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

/// The parameters that make the signature; everything else in the query belongs to the operation.
const OWN: [&str; 7] = [
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-expires",
    "x-amz-security-token",
    "x-amz-signature",
    "x-amz-signedheaders",
];

/// What only a signature in the query carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Presigned {
    pub(crate) date: String,
    /// As sent: only S3 gives it a meaning.
    expires: Option<String>,
    /// S3 only: what stands for the payload, where the query names it.
    pub(crate) payload: Option<String>,
}

/// Reads the parameters of a query, where there are any.
pub(crate) fn read(request: &Request) -> Option<Result<Authorization, Fault>> {
    let pairs: Vec<(String, String)> = request
        .query
        .split('&')
        .filter(|pair| pair.len() > 6 && pair.as_bytes()[..6].eq_ignore_ascii_case(b"x-amz-"))
        .flat_map(form::decode)
        .collect();
    let get = |name: &str| {
        pairs
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    };
    let algorithm = get("X-Amz-Algorithm")?;
    Some(parse(algorithm, get))
}

fn parse<'a>(
    algorithm: &str,
    get: impl Fn(&str) -> Option<&'a str>,
) -> Result<Authorization, Fault> {
    if algorithm != ALGORITHM {
        return Err(Fault::Algorithm(algorithm.to_owned()));
    }
    let needed = |name| {
        get(name)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Fault::Query(NEEDED.to_owned()))
    };
    let (access_key_id, scope) = credential(needed("X-Amz-Credential")?).map_err(|fault| {
        let Fault::Malformed(why) = fault else {
            return fault;
        };
        Fault::Query(format!(
            "Error parsing the X-Amz-Credential parameter; {why}"
        ))
    })?;
    Ok(Authorization {
        access_key_id,
        scope,
        signed_headers: needed("X-Amz-SignedHeaders")?
            .split(';')
            .map(str::to_lowercase)
            .collect(),
        signature: needed("X-Amz-Signature")?.to_owned(),
        token: get("X-Amz-Security-Token").map(str::to_owned),
        presigned: Some(Presigned {
            date: needed("X-Amz-Date")?.to_owned(),
            expires: get("X-Amz-Expires").map(str::to_owned),
            payload: get("X-Amz-Content-Sha256").map(str::to_owned),
        }),
    })
}

impl Presigned {
    /// The signed time, which must fall on the scope's day.
    pub(crate) fn time(&self, scope_date: &str) -> Result<OffsetDateTime, Fault> {
        let at = times::parse_basic(&self.date).ok_or_else(|| {
            Fault::Query(
                "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"".to_owned(),
            )
        })?;
        if self.date.starts_with(scope_date) {
            return Ok(at);
        }
        Err(Fault::Query(format!(
            "Error parsing the X-Amz-Credential parameter; incorrect date \"{scope_date}\". This date is not the same as X-Amz-Date: \"{}\".",
            &self.date[..8]
        )))
    }

    /// S3 keeps to `X-Amz-Expires`. All others ignore it and take a URL for 15 minutes.
    pub(crate) fn check_age(
        &self,
        dialect: Dialect,
        signed: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<(), Fault> {
        if dialect == Dialect::General {
            let skewed = (signed - now).abs() > WINDOW;
            return if skewed {
                Err(Fault::Skewed { signed, now })
            } else {
                Ok(())
            };
        }
        let seconds = self.seconds()?;
        if signed - now > WINDOW {
            return Err(Fault::NotYet { signed, now });
        }
        let ends = signed + Duration::seconds(seconds);
        if now >= ends {
            return Err(Fault::UrlExpired { seconds, ends, now });
        }
        Ok(())
    }

    fn seconds(&self) -> Result<i64, Fault> {
        let text = self
            .expires
            .as_deref()
            .ok_or_else(|| Fault::Query(NEEDED.to_owned()))?;
        let refused = |why: &str| Err(Fault::Query(format!("X-Amz-Expires {why}")));
        match text.parse::<i64>() {
            Err(_) => refused("should be a number"),
            Ok(seconds) if seconds < 0 => refused("must be non-negative"),
            Ok(seconds) if seconds > LONGEST => refused(
                "must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
            ),
            Ok(seconds) => Ok(seconds),
        }
    }
}

/// Takes the signature out of a believed request, and puts headers that the signer moved into the
/// query (`x-amz-acl`, `x-amz-meta-…`) back to where operations look for them.
pub(crate) fn settle(request: &mut Request) {
    let mut kept: Vec<&str> = Vec::new();
    let mut moved: Vec<(HeaderName, HeaderValue)> = Vec::new();
    for pair in request.query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode_str(name).decode_utf8_lossy().to_lowercase();
        if OWN.contains(&name.as_str()) || is_checksum(&name) {
            continue;
        }
        let value = percent_decode_str(value).collect::<Vec<u8>>();
        match (HeaderName::try_from(&name), HeaderValue::from_bytes(&value)) {
            (Ok(name), Ok(value)) if name.as_str().starts_with("x-amz-") => {
                moved.push((name, value));
            }
            _ => kept.push(pair),
        }
    }
    request.query = kept.join("&");
    request.headers.extend(moved);
}

/// S3 ignores a checksum in the query. It has to: SDK v3 signs that of an empty body into every URL
/// (<https://github.com/aws/aws-sdk/issues/480>).
fn is_checksum(name: &str) -> bool {
    name == "x-amz-sdk-checksum-algorithm"
        || (name.starts_with("x-amz-checksum-") && name != "x-amz-checksum-mode")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn presigned(expires: Option<&str>) -> Presigned {
        Presigned {
            date: "20150830T123600Z".to_owned(),
            expires: expires.map(str::to_owned),
            payload: None,
        }
    }

    #[test]
    fn lives_as_long_as_it_says_at_s3_and_fifteen_minutes_elsewhere() {
        let signed = times::parse_basic("20150830T123600Z").unwrap();
        let after = |seconds| signed + Duration::seconds(seconds);
        let s3 = |expires, seconds| {
            presigned(Some(expires)).check_age(Dialect::S3, signed, after(seconds))
        };
        assert_eq!(s3("60", 59), Ok(()));
        assert!(matches!(s3("60", 60), Err(Fault::UrlExpired { .. })));
        assert_eq!(s3("604800", 604_799), Ok(()));
        assert_eq!(s3("60", -900), Ok(()));
        assert!(matches!(s3("60", -901), Err(Fault::NotYet { .. })));
        for bad in ["604801", "-1", "soon", ""] {
            assert!(matches!(s3(bad, 0), Err(Fault::Query(_))), "{bad}");
        }
        let absent = presigned(None);
        assert!(matches!(
            absent.check_age(Dialect::S3, signed, signed),
            Err(Fault::Query(_))
        ));
        assert_eq!(
            absent.check_age(Dialect::General, signed, after(900)),
            Ok(())
        );
        assert!(matches!(
            absent.check_age(Dialect::General, signed, after(901)),
            Err(Fault::Skewed { .. })
        ));
        assert!(absent.time("20150831").is_err());
    }

    #[test]
    fn what_was_moved_comes_back_and_the_signature_goes() {
        let mut request = Request {
            method: hyper::Method::PUT,
            path: "/b/k".to_owned(),
            query: "X-Amz-Signature=1&x-amz-meta-a=b%20c&partNumber=1&x-amz-checksum-crc32=AA"
                .to_owned(),
            headers: hyper::HeaderMap::new(),
            body: hyper::body::Bytes::new(),
        };
        settle(&mut request);
        assert_eq!(request.query, "partNumber=1");
        assert_eq!(request.header("x-amz-meta-a"), Some("b c"));
        assert_eq!(request.headers.len(), 1);
    }
}
