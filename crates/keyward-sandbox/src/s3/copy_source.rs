//! `x-amz-copy-source`, of CopyObject and UploadPartCopy.

use percent_encoding::percent_decode_str;
use time::OffsetDateTime;

use super::bucket::Object;
use super::call::{self, Call};
use super::conditions;
use crate::dispatch::Context;
use crate::protocol::AwsError;

/// The object that is copied from.
pub(super) struct Source {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) object: Object,
}

/// Finds it, where its conditions hold.
pub(super) fn read(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Source, AwsError> {
    let (bucket, key) = named(call)?;
    let clock = cx.state.clock;
    let expected = call.request.header("x-amz-source-expected-bucket-owner");
    let found = call::bucket(cx, &bucket, expected)?.objects.get(&key);
    let object = found.cloned().ok_or_else(|| {
        AwsError::new(404, "NoSuchKey", "The specified key does not exist.").with("Key", &key)
    })?;
    let told: OffsetDateTime = clock.told(object.modified);
    let modified = told.replace_nanosecond(0).unwrap_or(told);
    conditions::on_source(call, &object, modified)?;
    Ok(Source {
        bucket,
        key,
        object,
    })
}

/// The bucket and key that the header names.
pub(crate) fn named(call: &Call<'_>) -> Result<(String, String), AwsError> {
    let header = call.request.header_utf8("x-amz-copy-source");
    parse(header.unwrap_or_default())
}

/// `BUCKET/KEY` or `/BUCKET/KEY`, encoded, with or without `?versionId=null`.
fn parse(header: &str) -> Result<(String, String), AwsError> {
    let refused = |why: &str| {
        AwsError::new(400, "InvalidArgument", why).with("ArgumentName", "x-amz-copy-source")
    };
    let (path, version) = header.split_once("?versionId=").unwrap_or((header, "null"));
    if version != "null" {
        return Err(refused("Invalid version id specified"));
    }
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| refused("Copy Source must be URL-encoded UTF-8"))?;
    let path = path.strip_prefix('/').unwrap_or(&path);
    let parts = path
        .split_once('/')
        .filter(|(bucket, key)| !bucket.is_empty() && !key.is_empty());
    parts
        .map(|(bucket, key)| (bucket.to_owned(), key.to_owned()))
        .ok_or_else(|| {
            refused("Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources() {
        for (header, bucket, key) in [
            ("b/k", "b", "k"),
            ("/b/k/l", "b", "k/l"),
            ("b/a%20b%2Bc?versionId=null", "b", "a b+c"),
            ("b%2Fk", "b", "k"),
        ] {
            let expected = (bucket.to_owned(), key.to_owned());
            assert_eq!(parse(header), Ok(expected), "{header}");
        }
        for bad in ["", "b", "b/", "/b", "b/k?versionId=1", "b/%ff"] {
            assert_eq!(parse(bad).unwrap_err().code, "InvalidArgument", "{bad}");
        }
    }
}
