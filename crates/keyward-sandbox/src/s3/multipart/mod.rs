//! Multipart uploads. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html>

pub(super) mod abort;
pub(super) mod complete;
pub(super) mod create;
pub(super) mod list_parts;
pub(super) mod list_uploads;
pub(super) mod upload_part;
pub(super) mod upload_part_copy;

use super::bucket::{Bucket, Upload};
use super::call::Call;
use crate::protocol::AwsError;

/// A part number within S3's bounds.
pub(super) fn part_number(text: &str) -> Result<u32, AwsError> {
    let number = text.parse().ok().filter(|n| (1..=10_000).contains(n));
    number.ok_or_else(|| {
        AwsError::new(
            400,
            "InvalidArgument",
            "Part number must be an integer between 1 and 10000, inclusive",
        )
        .with("ArgumentName", "partNumber")
        .with("ArgumentValue", text)
    })
}

/// The upload that a request names, where it is one of its key.
fn find<'b>(bucket: &'b mut Bucket, call: &Call<'_>) -> Result<&'b mut Upload, AwsError> {
    let id = call.query("uploadId").unwrap_or_default();
    let upload = bucket.uploads.get_mut(id);
    upload
        .filter(|upload| upload.key == call.key)
        .ok_or_else(|| {
            AwsError::new(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            )
            .with("UploadId", id)
        })
}
