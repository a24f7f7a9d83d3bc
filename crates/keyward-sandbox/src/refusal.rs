//! Why a request is not believed, in the words of the service it went to.
//!
//! One table for all services, because the same fault has up to three codes and statuses:
//! <https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>,
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>.

use time::OffsetDateTime;

use crate::protocol::{AwsError, Service, times};
use crate::sigv4::{Fault, Mismatch};

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
const MISMATCH_QUERY: &str = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const SIGV2: &str =
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";
const SIGV4A: &str = "AWS4-ECDSA-P256-SHA256";

/// The refusal of `service` for `fault`.
pub(crate) fn of(fault: &Fault, service: Service) -> AwsError {
    match service {
        Service::S3 => s3(fault),
        Service::Ec2 => ec2(fault),
        Service::Sts | Service::Iam | Service::Sns => query(fault),
        Service::SecretsManager | Service::Ssm | Service::CognitoIdentity => json(fault),
    }
}

fn query(fault: &Fault) -> AwsError {
    match fault {
        Fault::Missing => AwsError::new(
            403,
            "MissingAuthenticationToken",
            "Request is missing Authentication Token",
        ),
        Fault::UnknownKey(_) | Fault::Token { .. } => AwsError::new(
            403,
            "InvalidClientTokenId",
            "The security token included in the request is invalid.",
        ),
        Fault::Expired => AwsError::new(
            403,
            "ExpiredToken",
            "The security token included in the request is expired",
        ),
        Fault::Skewed { signed, now } => {
            AwsError::new(403, "SignatureDoesNotMatch", skew_sentence(*signed, *now))
        }
        Fault::Mismatch(_) => AwsError::new(403, "SignatureDoesNotMatch", MISMATCH_QUERY),
        Fault::Unsigned(names) => {
            AwsError::new(403, "SignatureDoesNotMatch", unsigned_sentence(names))
        }
        other => AwsError::new(400, "IncompleteSignature", sentence(other)),
    }
}

/// The JSON services have names of their own for the same.
fn json(fault: &Fault) -> AwsError {
    let refused = query(fault);
    let code = match refused.code {
        "MissingAuthenticationToken" => "MissingAuthenticationTokenException",
        "InvalidClientTokenId" => "UnrecognizedClientException",
        "ExpiredToken" => "ExpiredTokenException",
        "SignatureDoesNotMatch" => "InvalidSignatureException",
        _ => "IncompleteSignatureException",
    };
    AwsError::new(400, code, refused.message)
}

/// EC2 answers a wrong secret as it answers an unknown key.
fn ec2(fault: &Fault) -> AwsError {
    match fault {
        Fault::Missing => AwsError::new(
            400,
            "MissingParameter",
            "The request must contain the parameter AWSAccessKeyId",
        ),
        Fault::UnknownKey(_) | Fault::Token { .. } | Fault::Mismatch(_) | Fault::Unsigned(_) => {
            AwsError::new(
                401,
                "AuthFailure",
                "AWS was not able to validate the provided access credentials",
            )
        }
        Fault::Expired | Fault::Skewed { .. } => {
            AwsError::new(400, "RequestExpired", "Request has expired.")
        }
        other => AwsError::new(400, "IncompleteSignature", sentence(other)),
    }
}

fn s3(fault: &Fault) -> AwsError {
    match fault {
        Fault::Missing => AwsError::new(403, "AccessDenied", "Access Denied"),
        Fault::UnknownKey(id) => AwsError::new(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
        )
        .with("AWSAccessKeyId", id),
        Fault::Token { given: false } => AwsError::new(
            403,
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
        ),
        Fault::Token { given: true } => AwsError::new(
            400,
            "InvalidToken",
            "The provided token is malformed or otherwise invalid.",
        ),
        Fault::Expired => AwsError::new(400, "ExpiredToken", "The provided token has expired."),
        Fault::Skewed { signed, now } => s3_skewed(*signed, *now),
        Fault::Mismatch(mismatch) => s3_mismatch(mismatch),
        Fault::Unsigned(names) => AwsError::new(
            403,
            "AccessDenied",
            "There were headers present in the request which were not signed",
        )
        .with("HeadersNotSigned", names.join(", ")),
        Fault::Algorithm(name) if name.starts_with("AWS") && name != SIGV4A => {
            AwsError::new(400, "InvalidRequest", SIGV2)
        }
        Fault::Algorithm(_) => AwsError::new(400, "InvalidRequest", sentence(fault)),
        Fault::Query(why) => AwsError::new(400, "AuthorizationQueryParametersError", why.clone()),
        Fault::TwoPlaces => AwsError::new(
            400,
            "InvalidArgument",
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified",
        )
        .with("ArgumentName", "Authorization"),
        Fault::UrlExpired { seconds, ends, now } => {
            AwsError::new(403, "AccessDenied", "Request has expired")
                .with("X-Amz-Expires", seconds.to_string())
                .with("Expires", times::seconds(*ends))
                .with("ServerTime", times::seconds(*now))
        }
        Fault::NotYet { signed, now } => {
            AwsError::new(403, "AccessDenied", "Request is not valid yet")
                .with("X-Amz-Date", times::basic(*signed))
                .with("ServerTime", times::seconds(*now))
        }
        Fault::Malformed(why) => AwsError::new(
            400,
            "AuthorizationHeaderMalformed",
            format!("The authorization header is malformed; {why}"),
        ),
        Fault::NoPayloadHash
        | Fault::Payload { .. }
        | Fault::Chunks(_)
        | Fault::SmallChunk
        | Fault::Trailer
        | Fault::Length => s3_body(fault),
    }
}

fn s3_body(fault: &Fault) -> AwsError {
    match fault {
        Fault::Payload { signed, computed } => AwsError::new(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        )
        .with("ClientComputedContentSHA256", signed)
        .with("S3ComputedContentSHA256", computed),
        Fault::SmallChunk => AwsError::new(
            403,
            "InvalidChunkSizeError",
            "Only the last chunk is allowed to have a size less than 8192 bytes",
        ),
        Fault::Trailer => AwsError::new(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema.",
        ),
        Fault::Length => AwsError::new(
            400,
            "IncompleteBody",
            "You did not provide the number of bytes specified by the x-amz-decoded-content-length header",
        ),
        other => AwsError::new(400, "InvalidRequest", sentence(other)),
    }
}

fn s3_skewed(signed: OffsetDateTime, now: OffsetDateTime) -> AwsError {
    AwsError::new(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
    )
    .with("RequestTime", times::basic(signed))
    .with("ServerTime", times::seconds(now))
    .with("MaxAllowedSkewMilliseconds", "900000")
}

fn s3_mismatch(mismatch: &Mismatch) -> AwsError {
    let bytes = |text: &str| {
        text.bytes()
            .map(|b| format!("{b:02x}"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    AwsError::new(403, "SignatureDoesNotMatch", MISMATCH)
        .with("AWSAccessKeyId", &mismatch.access_key_id)
        .with("StringToSign", &mismatch.string_to_sign)
        .with("SignatureProvided", &mismatch.provided)
        .with("StringToSignBytes", bytes(&mismatch.string_to_sign))
        .with("CanonicalRequest", &mismatch.canonical_request)
}

fn skew_sentence(signed: OffsetDateTime, now: OffsetDateTime) -> String {
    let window = crate::sigv4::WINDOW;
    let (signed_text, now_text) = (times::basic(signed), times::basic(now));
    if signed < now {
        let edge = times::basic(now - window);
        format!(
            "Signature expired: {signed_text} is now earlier than {edge} ({now_text} - 15 min.)"
        )
    } else {
        let edge = times::basic(now + window);
        format!(
            "Signature not yet current: {signed_text} is still later than {edge} ({now_text} + 15 min.)"
        )
    }
}

fn unsigned_sentence(names: &[String]) -> String {
    format!(
        "'{}' must be a 'SignedHeader' in the AWS Authorization.",
        names.join("', '")
    )
}

/// Faults that read the same everywhere.
fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Algorithm(name) if name == SIGV4A => {
            "AWS4-ECDSA-P256-SHA256 (SigV4A) is not part of this sandbox; sign with AWS4-HMAC-SHA256.".to_owned()
        }
        Fault::Algorithm(name) => format!("Unsupported AWS 'algorithm': '{name}'."),
        Fault::Malformed(why) | Fault::Query(why) => why.clone(),
        Fault::NoPayloadHash => {
            "Missing required header for this request: x-amz-content-sha256".to_owned()
        }
        Fault::Chunks(why) => format!("The chunked body is malformed: {why}."),
        _ => "The request signature does not conform to AWS standards.".to_owned(),
    }
}
