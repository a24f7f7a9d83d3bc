//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html>

use super::call::Call;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

/// us-east-1 is told as an empty constraint.
pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let region = call.bucket(cx)?.region.clone();
    let text = if region == "us-east-1" { "" } else { &region };
    Ok(rest_xml::success("LocationConstraint", &Xml::bare(text)))
}
