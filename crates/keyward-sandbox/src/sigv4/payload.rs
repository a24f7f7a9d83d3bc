//! What a signature says about the body: `x-amz-content-sha256` and its reserved words.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html>

use sha2::{Digest, Sha256};

use super::chunked::{self, Seal};
use super::{Authorization, Dialect, Fault, Verified};
use crate::request::Request;

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// The form in which a body is signed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// The hash of the whole body.
    Hash(String),
    /// `UNSIGNED-PAYLOAD`.
    Unsigned,
    /// One of the `STREAMING-…` forms.
    Chunked(Form),
}

/// The three chunked forms that AWS's clients use with an HMAC signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    UnsignedTrailer,
    Signed,
    SignedTrailer,
}

impl Form {
    const ALL: [Self; 3] = [Self::UnsignedTrailer, Self::Signed, Self::SignedTrailer];

    fn text(self) -> &'static str {
        match self {
            Self::UnsignedTrailer => "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            Self::Signed => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            Self::SignedTrailer => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        }
    }

    pub(crate) fn is_signed(self) -> bool {
        self != Self::UnsignedTrailer
    }

    pub(crate) fn has_trailer(self) -> bool {
        self != Self::Signed
    }
}

impl Payload {
    /// S3 goes by the header. All others hash the body whatever the header says, so a header that
    /// does not fit breaks the signature.
    pub(crate) fn read(
        request: &Request,
        authorization: &Authorization,
        dialect: Dialect,
    ) -> Result<Self, Fault> {
        if dialect == Dialect::General {
            return Ok(Self::Hash(hash(&request.body)));
        }
        let header = request.header("x-amz-content-sha256");
        // Who signs a URL does not know the body.
        let text = match &authorization.presigned {
            Some(presigned) => header.or(presigned.payload.as_deref()).or(Some(UNSIGNED)),
            None => header,
        };
        let text = text.ok_or(Fault::NoPayloadHash)?;
        if text == UNSIGNED {
            return Ok(Self::Unsigned);
        }
        if let Some(form) = Form::ALL.into_iter().find(|form| form.text() == text) {
            return Ok(Self::Chunked(form));
        }
        let digits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if digits {
            Ok(Self::Hash(text.to_owned()))
        } else {
            Err(Fault::NoPayloadHash)
        }
    }

    /// The last line of the canonical request.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Hash(hash) => hash,
            Self::Unsigned => UNSIGNED,
            Self::Chunked(form) => form.text(),
        }
    }

    /// The body itself, once it is shown to be the signed one.
    pub(crate) fn open(&self, request: &Request, seal: &Seal<'_>) -> Result<Verified, Fault> {
        match self {
            Self::Hash(signed) => {
                let computed = hash(&request.body);
                if !signed.eq_ignore_ascii_case(&computed) {
                    return Err(Fault::Payload {
                        signed: signed.clone(),
                        computed,
                    });
                }
                Ok(Verified {
                    body: request.body.clone(),
                    trailers: Vec::new(),
                })
            }
            Self::Unsigned => Ok(Verified {
                body: request.body.clone(),
                trailers: Vec::new(),
            }),
            Self::Chunked(form) => chunked::open(request, *form, Some(seal)),
        }
    }
}

/// The body of a request that nobody signed: as it came, or out of its chunks.
pub(crate) fn unsigned(request: &Request) -> Result<Verified, Fault> {
    let kind = request.header("x-amz-content-sha256");
    let form = Form::ALL.into_iter().find(|form| Some(form.text()) == kind);
    match form {
        Some(form) => chunked::open(request, form, None),
        None => Ok(Verified {
            body: request.body.clone(),
            trailers: Vec::new(),
        }),
    }
}

fn hash(body: &[u8]) -> String {
    if body.is_empty() {
        EMPTY.to_owned()
    } else {
        hex::encode(Sha256::digest(body))
    }
}
