//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html>

use super::call::Call;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let bucket = call.bucket(cx)?;
    Ok(Reply::new(200)
        .header("x-amz-bucket-region", &bucket.region)
        .header("x-amz-access-point-alias", "false"))
}
