//! Bucket policies: none can exist, because none would be evaluated.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>

use super::call::Call;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

pub(crate) fn get(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?;
    Err(AwsError::new(
        404,
        "NoSuchBucketPolicy",
        "The bucket policy does not exist",
    )
    .with("BucketName", &call.bucket))
}

/// Taking a policy and not heeding it would make a test pass that AWS fails.
pub(crate) fn put(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?;
    Err(AwsError::new(
        501,
        "NotImplemented",
        "This sandbox does not evaluate bucket policies yet, so it takes none",
    ))
}

pub(crate) fn delete(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?;
    Ok(Reply::new(204))
}
