//! One S3 request, taken apart.

use crate::dispatch::Context;
use crate::protocol::AwsError;
use crate::request::Request;

use super::Bucket;

/// A request, its bucket and its key.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request,
    /// Trailing headers of a chunked body.
    pub(crate) trailers: &'a [(String, String)],
    /// Decoded; empty for ListBuckets.
    pub(crate) bucket: String,
    /// Decoded; empty for bucket operations.
    pub(crate) key: String,
    /// Decoded.
    pub(crate) query: Vec<(String, String)>,
}

impl Call<'_> {
    /// The first value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The bucket, where it exists and has the owner that the request expects.
    pub(crate) fn bucket<'c>(&self, cx: &'c mut Context<'_>) -> Result<&'c mut Bucket, AwsError> {
        let expected = self.request.header("x-amz-expected-bucket-owner");
        bucket(cx, &self.bucket, expected)
    }

    /// The bucket, for what its owner's account alone may do, whatever policies say.
    pub(crate) fn own_bucket<'c>(
        &self,
        cx: &'c mut Context<'_>,
    ) -> Result<&'c mut Bucket, AwsError> {
        let account = cx.account_id();
        let bucket = self.bucket(cx)?;
        if bucket.owner == account {
            return Ok(bucket);
        }
        Err(method_not_allowed(self.request.method.as_str()))
    }

    /// `NoSuchKey` for this call's key.
    pub(crate) fn no_such_key(&self) -> AwsError {
        AwsError::new(404, "NoSuchKey", "The specified key does not exist.").with("Key", &self.key)
    }
}

/// A bucket by its name, under the same rule.
pub(super) fn bucket<'c>(
    cx: &'c mut Context<'_>,
    name: &str,
    expected_owner: Option<&str>,
) -> Result<&'c mut Bucket, AwsError> {
    let bucket = cx.state.buckets.get_mut(name);
    let bucket = bucket.ok_or_else(|| absent(name))?;
    if expected_owner.is_some_and(|id| id != bucket.owner) {
        return Err(AwsError::new(403, "AccessDenied", "Access Denied"));
    }
    Ok(bucket)
}

pub(super) fn method_not_allowed(method: &str) -> AwsError {
    AwsError::new(
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
    )
    .with("Method", method)
}

/// The refusal of a bucket that nobody has.
pub(crate) fn absent(name: &str) -> AwsError {
    AwsError::new(404, "NoSuchBucket", "The specified bucket does not exist")
        .with("BucketName", name)
}
