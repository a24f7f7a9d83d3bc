//! Whether a body is the one that its sender meant: `Content-MD5` and `x-amz-checksum-*`, as header
//! or trailer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use super::bucket::{Checksum, Kind};
use super::call::Call;
use crate::protocol::AwsError;
use crate::sigv4::checksum::Algorithm;

/// Checks what is given. The checksum, where one was given.
pub(crate) fn check(call: &Call<'_>) -> Result<Option<Checksum>, AwsError> {
    check_md5(call)?;
    let given = given(call)?;
    let Some((algorithm, value)) = given else {
        return match call.request.header("x-amz-sdk-checksum-algorithm") {
            None => Ok(None),
            Some(_) => Err(invalid(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
            )),
        };
    };
    let size = STANDARD.decode(&value).map(|bytes| bytes.len());
    if size != Ok(algorithm.size()) {
        return Err(invalid(&format!(
            "Value for {} header is invalid.",
            algorithm.header()
        )));
    }
    if algorithm.of(&call.request.body) != value {
        let name = algorithm.name().to_uppercase();
        let why = format!("The {name} you specified did not match the calculated checksum.");
        return Err(AwsError::new(400, "BadDigest", why));
    }
    Ok(Some(Checksum {
        algorithm,
        value,
        kind: Kind::FullObject,
    }))
}

/// The checksum to keep: the sender's, else the one that S3 makes by itself.
pub(crate) fn checksum(call: &Call<'_>) -> Result<Checksum, AwsError> {
    let own = || Checksum::of(Algorithm::Crc64Nvme, &call.request.body);
    Ok(check(call)?.unwrap_or_else(own))
}

/// MD5 of a body in hexadecimal digits, within quotation marks: the ETag of a simple object.
pub(crate) fn etag(body: &[u8]) -> String {
    format!("\"{}\"", hex::encode(Md5::digest(body)))
}

/// The one checksum among headers and trailers.
fn given(call: &Call<'_>) -> Result<Option<(Algorithm, String)>, AwsError> {
    let headers = call.request.headers.iter().filter_map(|(name, value)| {
        let algorithm = Algorithm::from_header(name.as_str())?;
        Some((algorithm, value.to_str().unwrap_or_default().to_owned()))
    });
    let mut all: Vec<_> = headers.collect();
    for (name, value) in call.trailers {
        let algorithm = Algorithm::from_header(name).ok_or_else(|| {
            invalid(&format!(
                "The trailer {name} is not a checksum that is understood."
            ))
        })?;
        all.push((algorithm, value.clone()));
    }
    if all.len() > 1 {
        return Err(invalid(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
        ));
    }
    Ok(all.pop())
}

fn check_md5(call: &Call<'_>) -> Result<(), AwsError> {
    let Some(text) = call.request.header("content-md5") else {
        return Ok(());
    };
    let given = STANDARD.decode(text).ok().filter(|bytes| bytes.len() == 16);
    let given = given.ok_or_else(|| {
        AwsError::new(
            400,
            "InvalidDigest",
            "The Content-MD5 you specified was invalid.",
        )
    })?;
    if given == Md5::digest(&call.request.body).as_slice() {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "BadDigest",
        "The Content-MD5 you specified did not match what we received.",
    ))
}

pub(super) fn invalid(why: &str) -> AwsError {
    AwsError::new(400, "InvalidRequest", why)
}

/// `x-amz-checksum-algorithm`, where the request names one.
pub(super) fn named_algorithm(call: &Call<'_>) -> Result<Option<Algorithm>, AwsError> {
    let Some(name) = call.request.header("x-amz-checksum-algorithm") else {
        return Ok(None);
    };
    let found = Algorithm::ALL
        .into_iter()
        .find(|algorithm| algorithm.name().eq_ignore_ascii_case(name));
    found
        .map(Some)
        .ok_or_else(|| invalid("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"))
}
