//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html>

use super::call::Call;
use super::conditions;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

/// A key that is not there is deleted already.
pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let bucket = call.bucket(cx)?;
    conditions::on_write(call, bucket.objects.get(&call.key))?;
    bucket.objects.remove(&call.key);
    Ok(Reply::new(204))
}
