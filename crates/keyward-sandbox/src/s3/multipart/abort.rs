//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html>

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};
use crate::s3::call::Call;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let bucket = call.bucket(cx)?;
    super::find(bucket, call)?;
    bucket
        .uploads
        .remove(call.query("uploadId").unwrap_or_default());
    Ok(Reply::new(204))
}
