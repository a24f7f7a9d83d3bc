//! Which operation a request means, on which bucket and key.
//!
//! Path style (`/BUCKET/KEY`), and virtual-host style for `BUCKET.localhost`, `BUCKET.s3.localhost`
//! and `BUCKET.127.0.0.1`.

use hyper::Method;
use percent_encoding::percent_decode_str;

use super::call::{Call, method_not_allowed};
use super::plain_settings::Setting;
use crate::protocol::AwsError;
use crate::request::Request;

/// The operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    ListBuckets,
    CreateBucket,
    DeleteBucket,
    HeadBucket,
    GetBucketLocation,
    GetBucketPolicy,
    PutBucketPolicy,
    DeleteBucketPolicy,
    GetBucketPolicyStatus,
    GetPublicAccessBlock,
    PutPublicAccessBlock,
    DeletePublicAccessBlock,
    /// A setting that nobody can change here, read as a new bucket has it.
    Plain(Setting),
    GetBucketTagging,
    PutBucketTagging,
    DeleteBucketTagging,
    ListObjects,
    ListObjectsV2,
    ListMultipartUploads,
    DeleteObjects,
    PutObject,
    CopyObject,
    GetObject,
    HeadObject,
    GetObjectAttributes,
    DeleteObject,
    GetObjectTagging,
    PutObjectTagging,
    DeleteObjectTagging,
    CreateMultipartUpload,
    UploadPart,
    UploadPartCopy,
    CompleteMultipartUpload,
    AbortMultipartUpload,
    ListParts,
}

impl Operation {
    /// AWS's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ListBuckets => "ListBuckets",
            Self::CreateBucket => "CreateBucket",
            Self::DeleteBucket => "DeleteBucket",
            Self::HeadBucket => "HeadBucket",
            Self::GetBucketLocation => "GetBucketLocation",
            Self::GetBucketPolicy => "GetBucketPolicy",
            Self::PutBucketPolicy => "PutBucketPolicy",
            Self::DeleteBucketPolicy => "DeleteBucketPolicy",
            Self::GetBucketPolicyStatus => "GetBucketPolicyStatus",
            Self::GetPublicAccessBlock => "GetPublicAccessBlock",
            Self::PutPublicAccessBlock => "PutPublicAccessBlock",
            Self::DeletePublicAccessBlock => "DeletePublicAccessBlock",
            Self::Plain(setting) => setting.operation(),
            Self::GetBucketTagging => "GetBucketTagging",
            Self::PutBucketTagging => "PutBucketTagging",
            Self::DeleteBucketTagging => "DeleteBucketTagging",
            Self::ListObjects => "ListObjects",
            Self::ListObjectsV2 => "ListObjectsV2",
            Self::ListMultipartUploads => "ListMultipartUploads",
            Self::DeleteObjects => "DeleteObjects",
            Self::PutObject => "PutObject",
            Self::CopyObject => "CopyObject",
            Self::GetObject => "GetObject",
            Self::HeadObject => "HeadObject",
            Self::GetObjectAttributes => "GetObjectAttributes",
            Self::DeleteObject => "DeleteObject",
            Self::GetObjectTagging => "GetObjectTagging",
            Self::PutObjectTagging => "PutObjectTagging",
            Self::DeleteObjectTagging => "DeleteObjectTagging",
            Self::CreateMultipartUpload => "CreateMultipartUpload",
            Self::UploadPart => "UploadPart",
            Self::UploadPartCopy => "UploadPartCopy",
            Self::CompleteMultipartUpload => "CompleteMultipartUpload",
            Self::AbortMultipartUpload => "AbortMultipartUpload",
            Self::ListParts => "ListParts",
        }
    }
}

/// Longest key, in bytes.
const LONGEST_KEY: usize = 1024;

/// Takes a request apart.
pub(crate) fn read<'a>(
    request: &'a Request,
    trailers: &'a [(String, String)],
) -> Result<(Operation, Call<'a>), AwsError> {
    let (bucket, key) = target(request)?;
    if key.len() > LONGEST_KEY {
        return Err(
            AwsError::new(400, "KeyTooLongError", "Your key is too long")
                .with("Size", key.len().to_string())
                .with("MaxSizeAllowed", LONGEST_KEY.to_string()),
        );
    }
    let call = Call {
        request,
        trailers,
        bucket,
        key,
        query: request.query_pairs(),
    };
    Ok((operation(&call)?, call))
}

/// The bucket and key that path and host name.
pub(crate) fn target(request: &Request) -> Result<(String, String), AwsError> {
    let path = request.path.strip_prefix('/').unwrap_or(&request.path);
    if let Some(bucket) = host_bucket(request.host()) {
        return Ok((bucket.to_owned(), decoded(path)?));
    }
    let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
    Ok((decoded(bucket)?, decoded(key)?))
}

fn host_bucket(host: &str) -> Option<&str> {
    let suffixes = [".s3.localhost", ".localhost", ".127.0.0.1"];
    let bucket = suffixes
        .into_iter()
        .find_map(|suffix| host.strip_suffix(suffix))?;
    // `s3.localhost` is the service itself.
    (!bucket.is_empty() && bucket != "s3").then_some(bucket)
}

fn decoded(part: &str) -> Result<String, AwsError> {
    let text = percent_decode_str(part).decode_utf8();
    text.map(std::borrow::Cow::into_owned)
        .map_err(|_| AwsError::new(400, "InvalidURI", "Couldn't parse the specified URI."))
}

fn operation(call: &Call<'_>) -> Result<Operation, AwsError> {
    let method = &call.request.method;
    let found = match (call.bucket.is_empty(), call.key.is_empty()) {
        (true, _) => (method == Method::GET).then_some(Operation::ListBuckets),
        (false, true) => bucket_operation(method, call),
        (false, false) => object_operation(method, call),
    };
    found.ok_or_else(|| method_not_allowed(method.as_str()))
}

fn bucket_operation(method: &Method, call: &Call<'_>) -> Option<Operation> {
    let asks = |name| call.query(name).is_some();
    match *method {
        Method::PUT if asks("policy") => Some(Operation::PutBucketPolicy),
        Method::PUT if asks("tagging") => Some(Operation::PutBucketTagging),
        Method::PUT if asks("publicAccessBlock") => Some(Operation::PutPublicAccessBlock),
        Method::PUT => Some(Operation::CreateBucket),
        Method::DELETE if asks("policy") => Some(Operation::DeleteBucketPolicy),
        Method::DELETE if asks("tagging") => Some(Operation::DeleteBucketTagging),
        Method::DELETE if asks("publicAccessBlock") => Some(Operation::DeletePublicAccessBlock),
        Method::DELETE => Some(Operation::DeleteBucket),
        Method::HEAD => Some(Operation::HeadBucket),
        Method::POST if asks("delete") => Some(Operation::DeleteObjects),
        Method::GET if asks("location") => Some(Operation::GetBucketLocation),
        Method::GET if asks("policy") => Some(Operation::GetBucketPolicy),
        Method::GET if asks("policyStatus") => Some(Operation::GetBucketPolicyStatus),
        Method::GET if asks("publicAccessBlock") => Some(Operation::GetPublicAccessBlock),
        Method::GET if asks("tagging") => Some(Operation::GetBucketTagging),
        Method::GET if asks("uploads") => Some(Operation::ListMultipartUploads),
        Method::GET if call.query("list-type") == Some("2") => Some(Operation::ListObjectsV2),
        Method::GET => {
            let setting = Setting::of_bucket(call).map(Operation::Plain);
            Some(setting.unwrap_or(Operation::ListObjects))
        }
        _ => None,
    }
}

fn object_operation(method: &Method, call: &Call<'_>) -> Option<Operation> {
    let asks = |name| call.query(name).is_some();
    let copies = call.request.headers.contains_key("x-amz-copy-source");
    match *method {
        Method::PUT if asks("uploadId") && copies => Some(Operation::UploadPartCopy),
        Method::PUT if asks("uploadId") => Some(Operation::UploadPart),
        Method::PUT if asks("tagging") => Some(Operation::PutObjectTagging),
        Method::PUT if copies => Some(Operation::CopyObject),
        Method::PUT => Some(Operation::PutObject),
        Method::POST if asks("uploads") => Some(Operation::CreateMultipartUpload),
        Method::POST if asks("uploadId") => Some(Operation::CompleteMultipartUpload),
        Method::GET if asks("tagging") => Some(Operation::GetObjectTagging),
        Method::GET if asks("uploadId") => Some(Operation::ListParts),
        Method::GET if asks("attributes") => Some(Operation::GetObjectAttributes),
        Method::GET if asks("acl") => Some(Operation::Plain(Setting::ObjectAcl)),
        Method::GET => Some(Operation::GetObject),
        Method::HEAD => Some(Operation::HeadObject),
        Method::DELETE if asks("uploadId") => Some(Operation::AbortMultipartUpload),
        Method::DELETE if asks("tagging") => Some(Operation::DeleteObjectTagging),
        Method::DELETE => Some(Operation::DeleteObject),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::HeaderMap;
    use hyper::body::Bytes;

    fn request(method: Method, host: &str, path: &str, query: &str) -> Request {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        Request {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: Bytes::new(),
        }
    }

    #[test]
    fn buckets_and_keys_come_from_path_or_host() {
        for (host, path, bucket, key) in [
            ("127.0.0.1:80", "/b/k", "b", "k"),
            ("127.0.0.1:80", "/b", "b", ""),
            ("127.0.0.1:80", "/", "", ""),
            ("127.0.0.1:80", "/b//a%2Fb%20+", "b", "/a/b +"),
            ("b.localhost:80", "/k/%C3%BC", "b", "k/ü"),
            ("a.b.s3.localhost", "/k", "a.b", "k"),
            ("s3.localhost", "/b/k", "b", "k"),
        ] {
            let request = request(Method::GET, host, path, "");
            let found = target(&request).unwrap();
            assert_eq!(found, (bucket.to_owned(), key.to_owned()), "{host}{path}");
        }
        assert_eq!(
            target(&request(Method::GET, "h", "/b/%ff", ""))
                .unwrap_err()
                .code,
            "InvalidURI"
        );
    }

    #[test]
    fn methods_and_queries_name_the_operation() {
        for (method, path, query, expected) in [
            (Method::GET, "/", "", Some(Operation::ListBuckets)),
            (
                Method::GET,
                "/b",
                "list-type=2",
                Some(Operation::ListObjectsV2),
            ),
            (
                Method::GET,
                "/b",
                "location",
                Some(Operation::GetBucketLocation),
            ),
            (Method::POST, "/b", "delete", Some(Operation::DeleteObjects)),
            (Method::POST, "/b", "", None),
            (Method::HEAD, "/b/k", "", Some(Operation::HeadObject)),
            (Method::PATCH, "/b/k", "", None),
        ] {
            let request = request(method, "127.0.0.1", path, query);
            assert_eq!(
                read(&request, &[]).ok().map(|(operation, _)| operation),
                expected,
                "{path}?{query}"
            );
        }
    }

    #[test]
    fn keys_have_a_longest() {
        let path = format!("/b/{}", "k".repeat(1025));
        assert_eq!(
            read(&request(Method::GET, "h", &path, ""), &[])
                .unwrap_err()
                .code,
            "KeyTooLongError"
        );
    }
}
