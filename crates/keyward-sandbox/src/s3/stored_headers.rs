//! Headers that are kept with an object and come back with it.

use super::call::Call;
use crate::protocol::AwsError;

/// Names and values of all user metadata together.
const LARGEST_METADATA: usize = 2048;
const KEPT: [&str; 5] = [
    "cache-control",
    "content-disposition",
    "content-language",
    "content-type",
    "expires",
];

/// Whether a header, in small letters, is kept with an object.
pub(crate) fn is_kept(name: &str) -> bool {
    KEPT.contains(&name) || name == "content-encoding" || name.starts_with("x-amz-meta-")
}

/// Reads them from a PUT.
pub(crate) fn read(call: &Call<'_>) -> Result<Vec<(String, String)>, AwsError> {
    let request = call.request;
    let mut kept: Vec<(String, String)> = Vec::new();
    for name in KEPT {
        kept.extend(
            request
                .header_utf8(name)
                .map(|value| (name.to_owned(), value.to_owned())),
        );
    }
    if request.header("content-type").is_none_or(str::is_empty) {
        kept.retain(|(name, _)| name != "content-type");
        kept.push(("content-type".to_owned(), "binary/octet-stream".to_owned()));
    }
    kept.extend(encoding(call).map(|value| ("content-encoding".to_owned(), value)));
    let metadata = metadata(call);
    let size: usize = metadata
        .iter()
        .map(|(name, value)| name.len() - "x-amz-meta-".len() + value.len())
        .sum();
    if size > LARGEST_METADATA {
        return Err(AwsError::new(
            400,
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size",
        )
        .with("Size", size.to_string())
        .with("MaxSizeAllowed", LARGEST_METADATA.to_string()));
    }
    kept.extend(metadata);
    Ok(kept)
}

/// `x-amz-meta-*`; a name that comes twice has its values joined.
fn metadata(call: &Call<'_>) -> Vec<(String, String)> {
    let headers = &call.request.headers;
    let names = headers
        .keys()
        .filter(|name| name.as_str().starts_with("x-amz-meta-"));
    names
        .map(|name| {
            let values = headers.get_all(name).into_iter();
            let texts: Vec<_> = values
                .map(|value| String::from_utf8_lossy(value.as_bytes()))
                .collect();
            (name.as_str().to_owned(), texts.join(","))
        })
        .collect()
}

/// `Content-Encoding` without `aws-chunked`, which was the transport's.
fn encoding(call: &Call<'_>) -> Option<String> {
    let text = call.request.header("content-encoding")?;
    let rest: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "aws-chunked")
        .collect();
    (!rest.is_empty()).then(|| rest.join(","))
}
