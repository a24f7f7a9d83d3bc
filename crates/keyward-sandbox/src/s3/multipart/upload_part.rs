//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html>

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};
use crate::s3::bucket::{Checksum, Part, Upload};
use crate::s3::call::Call;
use crate::s3::{integrity, put_object};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let number = super::part_number(call.query("partNumber").unwrap_or_default())?;
    let now = cx.now();
    let body = &call.request.body;
    put_object::check_size(body.len(), put_object::LARGEST)?;
    let upload = super::find(call.bucket(cx)?, call)?;
    let part = Part {
        body: body.clone(),
        etag: integrity::etag(body),
        checksum: checksum(call, upload)?,
        modified: now,
    };
    let reply = Reply::new(200)
        .header("etag", &part.etag)
        .header(&part.checksum.algorithm.header(), &part.checksum.value)
        .header("x-amz-server-side-encryption", "AES256");
    upload.parts.insert(number, part);
    Ok(reply)
}

/// A part of an upload with a named algorithm has to bring its own checksum.
fn checksum(call: &Call<'_>, upload: &Upload) -> Result<Checksum, AwsError> {
    let given = integrity::check(call)?;
    match given {
        Some(checksum) if checksum.algorithm == upload.algorithm || !upload.named => Ok(checksum),
        None if !upload.named => Ok(Checksum::of(upload.algorithm, &call.request.body)),
        other => Err(integrity::invalid(&format!(
            "Checksum Type mismatch occurred, expected checksum Type: {}, actual checksum Type: {}",
            upload.algorithm.name(),
            other.map_or("null", |checksum| checksum.algorithm.name())
        ))),
    }
}
