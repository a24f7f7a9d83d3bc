//! Headers and query parameters that ask for more than is built. Refused here, once for all
//! operations, so that nothing a client asked for is silently left out.

use super::call::Call;
use super::route::Operation;
use crate::protocol::AwsError;
use crate::sigv4::checksum::Algorithm;

/// `x-amz-*` headers that are understood, or that ask for what is the case anyway.
const HEADERS: [&str; 32] = [
    "x-amz-acl",
    "x-amz-bucket-object-lock-enabled",
    "x-amz-bypass-governance-retention",
    "x-amz-checksum-algorithm",
    "x-amz-checksum-mode",
    "x-amz-checksum-type",
    "x-amz-content-sha256",
    "x-amz-copy-source",
    "x-amz-copy-source-if-match",
    "x-amz-copy-source-if-modified-since",
    "x-amz-copy-source-if-none-match",
    "x-amz-copy-source-if-unmodified-since",
    "x-amz-copy-source-range",
    "x-amz-date",
    "x-amz-decoded-content-length",
    "x-amz-expected-bucket-owner",
    "x-amz-max-parts",
    "x-amz-metadata-directive",
    "x-amz-mp-object-size",
    "x-amz-object-attributes",
    "x-amz-object-ownership",
    "x-amz-part-number-marker",
    "x-amz-request-payer",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-security-token",
    "x-amz-server-side-encryption",
    "x-amz-source-expected-bucket-owner",
    "x-amz-storage-class",
    "x-amz-tagging",
    "x-amz-tagging-directive",
    "x-amz-trailer",
    "x-amz-user-agent",
];

/// Headers that may only have one of these values.
const VALUES: [(&str, &[&str]); 4] = [
    ("x-amz-bucket-object-lock-enabled", &["false"]),
    ("x-amz-checksum-type", &["FULL_OBJECT", "COMPOSITE"]),
    ("x-amz-object-ownership", &["BucketOwnerEnforced"]),
    ("x-amz-server-side-encryption", &["AES256"]),
];

/// Refuses what cannot be done.
pub(crate) fn refuse(operation: Operation, call: &Call<'_>) -> Result<(), AwsError> {
    refuse_query(operation, call)?;
    for name in call
        .request
        .headers
        .keys()
        .map(hyper::header::HeaderName::as_str)
    {
        let known = !name.starts_with("x-amz-")
            || name.starts_with("x-amz-meta-")
            || HEADERS.contains(&name)
            || Algorithm::from_header(name).is_some();
        if !known {
            return Err(header(name));
        }
    }
    for (name, allowed) in VALUES {
        if call
            .request
            .header(name)
            .is_some_and(|value| !allowed.contains(&value))
        {
            return Err(header(name));
        }
    }
    refuse_acl(call)
}

fn refuse_query(operation: Operation, call: &Call<'_>) -> Result<(), AwsError> {
    let allowed = parameters(operation);
    for (name, value) in &call.query {
        if name != "x-id" && !is_header(name) && !allowed.contains(&name.as_str()) {
            return Err(AwsError::not_built(&format!(
                "a request with ?{name} in its query"
            )));
        }
        if name == "versionId" && value != "null" {
            return Err(AwsError::new(
                400,
                "InvalidArgument",
                "Invalid version id specified",
            ));
        }
    }
    Ok(())
}

/// A header that the SDK for JavaScript v2 repeats in the query of a presigned URL. What counts is the header itself.
fn is_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("content-") || name == "cache-control"
}

/// The query parameters that an operation understands.
fn parameters(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::ListObjects => &["prefix", "delimiter", "max-keys", "marker", "encoding-type"],
        Operation::ListObjectsV2 => &[
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner",
        ],
        Operation::ListMultipartUploads => &[
            "uploads",
            "delimiter",
            "encoding-type",
            "prefix",
            "max-uploads",
            "key-marker",
            "upload-id-marker",
        ],
        Operation::GetBucketLocation => &["location"],
        Operation::GetBucketPolicy | Operation::PutBucketPolicy | Operation::DeleteBucketPolicy => {
            &["policy"]
        }
        Operation::GetBucketPolicyStatus => &["policyStatus"],
        Operation::GetPublicAccessBlock
        | Operation::PutPublicAccessBlock
        | Operation::DeletePublicAccessBlock => &["publicAccessBlock"],
        Operation::Plain(setting) => setting.parameters(),
        Operation::GetObjectAttributes => &["attributes", "versionId"],
        Operation::ListBuckets => &[
            "bucket-region",
            "continuation-token",
            "max-buckets",
            "prefix",
        ],
        Operation::GetBucketTagging
        | Operation::PutBucketTagging
        | Operation::DeleteBucketTagging => &["tagging"],
        Operation::GetObjectTagging
        | Operation::PutObjectTagging
        | Operation::DeleteObjectTagging => &["tagging", "versionId"],
        Operation::DeleteObjects => &["delete"],
        Operation::GetObject | Operation::HeadObject => &[
            "partNumber",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "versionId",
        ],
        Operation::DeleteObject => &["versionId"],
        Operation::CreateMultipartUpload => &["uploads"],
        Operation::UploadPart | Operation::UploadPartCopy => &["partNumber", "uploadId"],
        Operation::CompleteMultipartUpload | Operation::AbortMultipartUpload => &["uploadId"],
        Operation::ListParts => &["uploadId", "max-parts", "part-number-marker"],
        Operation::CreateBucket
        | Operation::DeleteBucket
        | Operation::HeadBucket
        | Operation::PutObject
        | Operation::CopyObject => &[],
    }
}

/// A new bucket has no ACLs, so only those that change nothing are taken.
fn refuse_acl(call: &Call<'_>) -> Result<(), AwsError> {
    match call.request.header("x-amz-acl") {
        None | Some("private" | "bucket-owner-full-control") => Ok(()),
        Some(_) => Err(AwsError::new(
            400,
            "AccessControlListNotSupported",
            "The bucket does not allow ACLs",
        )),
    }
}

fn header(name: &str) -> AwsError {
    AwsError::new(
        501,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented",
    )
    .with("Header", name)
}
