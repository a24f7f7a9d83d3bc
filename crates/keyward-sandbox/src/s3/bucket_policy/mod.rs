//! Bucket policies: kept, evaluated with every request to the bucket, and told from public ones.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html>

mod actions;
mod check;
mod fields;
mod public;

pub(crate) use check::parse;
pub(crate) use public::is_public;

use super::Bucket;
use super::call::Call;
use super::integrity;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html>
pub(crate) fn get(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let bucket = call.own_bucket(cx)?;
    let document = bucket.policy.as_ref().ok_or_else(|| absent(call))?;
    let mut reply = Reply::new(200).header("content-type", "application/json");
    reply.body = document.text().to_owned().into();
    Ok(reply)
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>
pub(crate) fn put(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    integrity::check(call)?;
    let blocks = call.own_bucket(cx)?.public_access.block_public_policy;
    let document = check::read(cx.state, &call.bucket, &call.request.body)?;
    if blocks && is_public(document.policy()) {
        return Err(blocked(cx, call));
    }
    call.own_bucket(cx)?.policy = Some(document);
    Ok(Reply::new(204))
}

/// A policy that is gone is deleted already.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html>
pub(crate) fn delete(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.own_bucket(cx)?.policy = None;
    Ok(Reply::new(204))
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html>
pub(crate) fn status(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let bucket: &Bucket = call.own_bucket(cx)?;
    let document = bucket.policy.as_ref().ok_or_else(|| absent(call))?;
    let public = is_public(document.policy()).to_string();
    let body = Xml::new().text("IsPublic", public);
    Ok(rest_xml::success("PolicyStatus", &body))
}

fn absent(call: &Call<'_>) -> AwsError {
    AwsError::new(
        404,
        "NoSuchBucketPolicy",
        "The bucket policy does not exist",
    )
    .with("BucketName", &call.bucket)
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html>
fn blocked(cx: &Context<'_>, call: &Call<'_>) -> AwsError {
    let caller = cx.caller.principal.arn();
    let bucket = &call.bucket;
    AwsError::new(
        403,
        "AccessDenied",
        format!(
            "User: {caller} is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::{bucket}\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
        ),
    )
}

#[cfg(test)]
mod tests;
