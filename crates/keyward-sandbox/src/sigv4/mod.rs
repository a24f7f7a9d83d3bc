//! Signature Version 4, verified by code of its own.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
//!
//! The verifier knows no accounts: it is given the secret that the request claims to be signed with,
//! and answers with the decoded body or a [`Fault`]. Which error a fault becomes is the service's
//! matter ([`crate::refusal`]).

mod authorization;
mod canonical;
pub(crate) mod checksum;
mod chunked;
pub(crate) mod diagnosis;
mod key;
mod payload;
pub(crate) mod presigned;

pub(crate) use authorization::{Authorization, Scope};
pub(crate) use key::{KeyRing, SigningKey};
pub(crate) use payload::unsigned as unsigned_body;

use hyper::body::Bytes;
use time::OffsetDateTime;

use crate::protocol::Service;
use crate::request::Request;

/// How far the request's time may be from ours.
pub(crate) const WINDOW: time::Duration = time::Duration::minutes(15);

/// Why a request is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No signature at all.
    Missing,
    /// A signature in the query that cannot be read, or does not fit the request.
    Query(String),
    /// A signature in the header and another in the query.
    TwoPlaces,
    /// S3 only: a presigned URL whose time is over.
    UrlExpired {
        seconds: i64,
        ends: OffsetDateTime,
        now: OffsetDateTime,
    },
    /// S3 only: a presigned URL signed more than 15 minutes ahead.
    NotYet {
        signed: OffsetDateTime,
        now: OffsetDateTime,
    },
    /// Not `AWS4-HMAC-SHA256`.
    Algorithm(String),
    /// An Authorization header that cannot be read, or does not fit the request.
    Malformed(String),
    /// Headers that had to be signed and were not.
    Unsigned(Vec<String>),
    /// The key is unknown or inactive: AWS does not say which.
    UnknownKey(String),
    /// A token that is missing, or not the one of this key.
    Token { given: bool },
    /// Signed more than 15 minutes before or after now.
    Skewed {
        signed: OffsetDateTime,
        now: OffsetDateTime,
    },
    /// Signed with another secret, or for another request.
    Mismatch(Box<Mismatch>),
    /// The session has ended.
    Expired,
    /// S3 only: no `x-amz-content-sha256`.
    NoPayloadHash,
    /// S3 only: the body is not the one whose hash was signed.
    Payload { signed: String, computed: String },
    /// S3 only: a chunked body that breaks its format.
    Chunks(&'static str),
    /// S3 only: a chunk, not the last, of less than 8 KiB.
    SmallChunk,
    /// S3 only: a trailer that was announced and did not come, or the reverse.
    Trailer,
    /// S3 only: the decoded length is not the announced one.
    Length,
}

/// What was signed by our reckoning, for the error body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) access_key_id: String,
    pub(crate) provided: String,
    pub(crate) string_to_sign: String,
    /// With the session token blotted out.
    pub(crate) canonical_request: String,
}

/// Which of AWS's two dialects of canonical form a service uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// S3: the path is encoded once and not normalised, the payload hash is a header.
    S3,
    /// All others: the path is normalised and encoded twice, the payload is always hashed.
    General,
}

impl Dialect {
    pub(crate) fn of(service: Service) -> Self {
        if service == Service::S3 {
            Self::S3
        } else {
            Self::General
        }
    }
}

/// A believed request's body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verified {
    /// Without the framing of the chunked forms.
    pub(crate) body: Bytes,
    /// Trailing headers, lower-case names.
    pub(crate) trailers: Vec<(String, String)>,
}

/// Verifies the signature of a request at `now` (the real clock).
pub(crate) fn verify(
    request: &Request,
    authorization: &Authorization,
    dialect: Dialect,
    key: &SigningKey,
    now: OffsetDateTime,
) -> Result<Verified, Fault> {
    let signed_at = authorization.time(request)?;
    authorization.check_age(dialect, signed_at, now)?;
    authorization.check_signed_headers(request)?;
    let payload = payload::Payload::read(request, authorization, dialect)?;
    let canonical = canonical::request(request, authorization, dialect, payload.text());
    let time = crate::protocol::times::basic(signed_at);
    let to_sign = canonical::string_to_sign(&canonical, &time, &authorization.scope);
    if !key.signed(&to_sign, &authorization.signature) {
        return Err(mismatch(authorization, to_sign, &canonical));
    }
    payload.open(
        request,
        &chunked::Seal::new(key, &authorization.scope, &time, &authorization.signature),
    )
}

fn mismatch(authorization: &Authorization, string_to_sign: String, canonical: &str) -> Fault {
    let token = authorization
        .token
        .as_deref()
        .filter(|token| !token.is_empty());
    Fault::Mismatch(Box::new(Mismatch {
        access_key_id: authorization.access_key_id.clone(),
        provided: authorization.signature.clone(),
        string_to_sign,
        canonical_request: token.map_or_else(
            || canonical.to_owned(),
            |token| {
                let encoded = canonical::encoded(token);
                canonical.replace(token, "***").replace(&encoded, "***")
            },
        ),
    }))
}

#[cfg(test)]
mod tests;
