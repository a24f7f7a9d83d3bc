//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html>

use super::call::Call;
use super::document::{self, malformed};
use super::{Bucket, integrity, names};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply};

/// The region that needs no constraint.
const HOME: &str = "us-east-1";

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    names::check(&call.bucket)?;
    integrity::check(call)?;
    let region = region(cx.region, &constraint(call)?)?;
    let account = cx.account_id();
    if let Some(bucket) = cx.state.buckets.get(&call.bucket) {
        return again(bucket, &account, cx.region, &call.bucket);
    }
    let bucket = Bucket::new(account, region, cx.now());
    cx.state.buckets.insert(call.bucket.clone(), bucket);
    Ok(created(&call.bucket))
}

fn created(bucket: &str) -> Reply {
    Reply::new(200).header("location", format!("/{bucket}"))
}

/// The name is taken. In us-east-1 alone, making one's own bucket again is no mistake.
fn again(bucket: &Bucket, account: &str, region: &str, name: &str) -> Result<Reply, AwsError> {
    if bucket.owner != account {
        return Err(AwsError::new(
            409,
            "BucketAlreadyExists",
            "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        )
        .with("BucketName", name));
    }
    if region == HOME && bucket.region == HOME {
        return Ok(created(name));
    }
    Err(AwsError::new(
        409,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
    )
    .with("BucketName", name))
}

/// `LocationConstraint`, empty where there is none.
fn constraint(call: &Call<'_>) -> Result<String, AwsError> {
    if call.request.body.is_empty() {
        return Ok(String::new());
    }
    let root = document::parse(&call.request.body)?;
    if root.name != "CreateBucketConfiguration" {
        return Err(malformed());
    }
    if let Some(other) = root
        .children
        .iter()
        .find(|child| child.name != "LocationConstraint")
    {
        return Err(AwsError::not_built(&format!(
            "CreateBucket with {}",
            other.name
        )));
    }
    Ok(root
        .child_text("LocationConstraint")
        .unwrap_or_default()
        .to_owned())
}

/// The new bucket's region. The constraint must be the region that the request is signed for; from
/// us-east-1 a bucket can be made anywhere.
fn region(signed: &str, constraint: &str) -> Result<String, AwsError> {
    match (signed, constraint) {
        (HOME, "") => Ok(HOME.to_owned()),
        (HOME, HOME) => Err(AwsError::new(
            400,
            "InvalidLocationConstraint",
            "The specified location-constraint is not valid",
        )
        .with("LocationConstraint", HOME)),
        (HOME, other) => Ok(other.to_owned()),
        (signed, other) if signed == other => Ok(signed.to_owned()),
        (_, other) => {
            let which = if other.is_empty() {
                "unspecified"
            } else {
                other
            };
            Err(AwsError::new(
                400,
                "IllegalLocationConstraintException",
                format!(
                    "The {which} location constraint is incompatible for the region specific endpoint this request was sent to."
                ),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_fit_the_signed_region() {
        assert_eq!(region(HOME, ""), Ok(HOME.to_owned()));
        assert_eq!(region(HOME, "eu-west-1"), Ok("eu-west-1".to_owned()));
        assert_eq!(region("eu-west-1", "eu-west-1"), Ok("eu-west-1".to_owned()));
        assert_eq!(
            region(HOME, HOME).unwrap_err().code,
            "InvalidLocationConstraint"
        );
        assert_eq!(
            region("eu-west-1", "").unwrap_err().code,
            "IllegalLocationConstraintException"
        );
        assert_eq!(
            region("eu-west-1", "us-west-2").unwrap_err().code,
            "IllegalLocationConstraintException"
        );
    }
}
