//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html>

use super::call::Call;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    if !call.bucket(cx)?.objects.is_empty() {
        return Err(AwsError::new(
            409,
            "BucketNotEmpty",
            "The bucket you tried to delete is not empty",
        )
        .with("BucketName", &call.bucket));
    }
    cx.state.buckets.remove(&call.bucket);
    Ok(Reply::new(204))
}
