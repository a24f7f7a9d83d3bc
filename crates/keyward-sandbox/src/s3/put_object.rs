//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html>

use hyper::body::Bytes;

use super::bucket::Object;
use super::call::Call;
use super::{conditions, integrity, stored_headers, tags};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

/// The largest object or part in one request.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;

/// A larger body fills a buffer of its own.
const SHARED: usize = 64 * 1024;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let now = cx.now();
    let bucket = call.bucket(cx)?;
    let body = &call.request.body;
    check_size(body.len(), LARGEST)?;
    let object = Object {
        body: kept(body),
        etag: integrity::etag(body),
        modified: now,
        checksum: integrity::checksum(call)?,
        headers: stored_headers::read(call)?,
        storage_class: storage_class(call)?,
        tags: tags::from_header(call)?,
        parts: Vec::new(),
    };
    conditions::on_write(call, bucket.objects.get(&call.key))?;
    let reply = object
        .checksum
        .on(Reply::new(200))
        .header("etag", &object.etag)
        .header("x-amz-server-side-encryption", "AES256");
    bucket.objects.insert(call.key.clone(), object);
    Ok(reply)
}

/// The bytes to keep. A small body shares the buffer that its connection reads into, and would hold all
/// of it for as long as the object lives.
pub(super) fn kept(body: &Bytes) -> Bytes {
    match body.len() {
        ..=SHARED => Bytes::copy_from_slice(body),
        _ => body.clone(),
    }
}

/// Refuses what is larger than a limit.
pub(super) fn check_size(size: usize, limit: usize) -> Result<(), AwsError> {
    if size <= limit {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
    )
    .with("ProposedSize", size.to_string())
    .with("MaxSizeAllowed", limit.to_string()))
}

pub(super) fn storage_class(call: &Call<'_>) -> Result<String, AwsError> {
    const KNOWN: [&str; 5] = [
        "STANDARD",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "REDUCED_REDUNDANCY",
    ];
    let class = call
        .request
        .header("x-amz-storage-class")
        .unwrap_or("STANDARD");
    if KNOWN.contains(&class) {
        return Ok(class.to_owned());
    }
    Err(AwsError::new(
        400,
        "InvalidStorageClass",
        "The storage class you specified is not valid",
    )
    .with("StorageClassRequested", class))
}
