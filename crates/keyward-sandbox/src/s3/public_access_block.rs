//! S3 Block Public Access of a bucket.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html>

use super::bucket::PublicAccess;
use super::call::Call;
use super::document::{self, malformed};
use super::integrity;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

const NONE: PublicAccess = PublicAccess {
    block_public_acls: false,
    ignore_public_acls: false,
    block_public_policy: false,
    restrict_public_buckets: false,
};

pub(crate) fn get(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let kept = call.bucket(cx)?.public_access;
    if kept == NONE {
        return Err(AwsError::new(
            404,
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found",
        )
        .with("BucketName", &call.bucket));
    }
    let body = Xml::new()
        .text("BlockPublicAcls", kept.block_public_acls.to_string())
        .text("IgnorePublicAcls", kept.ignore_public_acls.to_string())
        .text("BlockPublicPolicy", kept.block_public_policy.to_string())
        .text(
            "RestrictPublicBuckets",
            kept.restrict_public_buckets.to_string(),
        );
    Ok(rest_xml::success("PublicAccessBlockConfiguration", &body))
}

pub(crate) fn put(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    integrity::check(call)?;
    let asked = read(&call.request.body)?;
    call.bucket(cx)?.public_access = asked;
    Ok(Reply::new(200))
}

pub(crate) fn delete(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?.public_access = NONE;
    Ok(Reply::new(204))
}

/// What is not named is off.
fn read(body: &[u8]) -> Result<PublicAccess, AwsError> {
    let root = document::parse(body)?;
    if root.name != "PublicAccessBlockConfiguration" {
        return Err(malformed());
    }
    let mut asked = NONE;
    for child in &root.children {
        let setting = match child.name.as_str() {
            "BlockPublicAcls" => &mut asked.block_public_acls,
            "IgnorePublicAcls" => &mut asked.ignore_public_acls,
            "BlockPublicPolicy" => &mut asked.block_public_policy,
            "RestrictPublicBuckets" => &mut asked.restrict_public_buckets,
            _ => return Err(malformed()),
        };
        *setting = match child.text.to_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => return Err(malformed()),
        };
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_or_refused() {
        let body = b"<PublicAccessBlockConfiguration><BlockPublicPolicy>TRUE</BlockPublicPolicy></PublicAccessBlockConfiguration>";
        let expected = PublicAccess {
            block_public_policy: true,
            ..NONE
        };
        assert_eq!(read(body), Ok(expected));
        for bad in [
            "<Other/>",
            "<PublicAccessBlockConfiguration><A>true</A></PublicAccessBlockConfiguration>",
            "<PublicAccessBlockConfiguration><BlockPublicAcls>1</BlockPublicAcls></PublicAccessBlockConfiguration>",
        ] {
            assert_eq!(read(bad.as_bytes()).unwrap_err().code, "MalformedXML");
        }
    }
}
