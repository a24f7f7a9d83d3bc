//! Simple Storage Service. <https://docs.aws.amazon.com/AmazonS3/latest/API/>
//!
//! Written here rather than taken from the `s3s` crates: those bring a signature verifier of their
//! own (the sandbox would have two that may disagree, and STS needs one anyway), 2 700 lines of
//! generated types, and more build time than the whole of this crate; the operations of this floor
//! are a few hundred lines.
//!
//! A header or query that asks for something which is not built is refused, never ignored.

pub(crate) mod bucket;
mod bucket_policy;
mod call;
mod conditions;
mod copy_object;
mod copy_source;
mod create_bucket;
mod delete_bucket;
mod delete_object;
mod delete_objects;
mod document;
mod get_bucket_location;
mod get_object;
mod get_object_attributes;
mod head_bucket;
mod integrity;
mod list_buckets;
mod list_objects;
mod list_objects_v2;
mod listing;
mod multipart;
mod names;
mod owner;
mod plain_settings;
mod post_object;
mod public_access_block;
mod put_object;
mod range;
mod route;
mod stored_headers;
mod tags;
mod unbuilt;
mod unsigned;

pub(crate) use bucket::{Bucket, Tags};
pub(crate) use bucket_policy::parse as parse_bucket_policy;
pub(crate) use call::{Call, absent as absent_bucket};
pub(crate) use copy_source::named as source_of;
pub(crate) use integrity::etag;
pub(crate) use names::check as check_bucket_name;
pub(crate) use route::Operation;
pub(crate) use stored_headers::is_kept as is_kept_header;
pub(crate) use unsigned::answer as unsigned;

use crate::authorization::{self, table};
use crate::dispatch::{Context, Outcome};
use crate::protocol::{AwsError, Reply, Service};
use crate::request::Request;

/// Runs the operation that a request means.
pub(crate) fn call(
    cx: &mut Context<'_>,
    request: &Request,
    trailers: &[(String, String)],
) -> Outcome {
    match route::read(request, trailers) {
        Ok((operation, call)) => Outcome {
            operation: operation.name().to_owned(),
            result: permitted(operation, cx, &call),
            decisions: Vec::new(),
        },
        Err(error) => Outcome {
            operation: String::new(),
            result: Err(error),
            decisions: Vec::new(),
        },
    }
}

/// Runs it for who may.
fn permitted(
    operation: Operation,
    cx: &mut Context<'_>,
    call: &Call<'_>,
) -> Result<Reply, AwsError> {
    unbuilt::refuse(operation, call)?;
    let asks = table::rest(operation, cx, call)?;
    authorization::authorize(cx, Service::S3, &asks)?;
    let answer = run(operation, cx, call);
    let reads = matches!(
        operation,
        Operation::GetObject | Operation::HeadObject | Operation::GetObjectAttributes
    );
    if reads
        && answer
            .as_ref()
            .is_err_and(|error| error.code == "NoSuchKey")
    {
        // Who may not list a bucket is not told that it lacks a key.
        let ask = table::list_bucket(cx, call);
        authorization::permit(cx, Service::S3, &ask)?;
    }
    answer
}

/// The operation that a request means; empty where it means none.
pub(crate) fn operation_name(request: &Request) -> &'static str {
    route::read(request, &[]).map_or("", |(operation, _)| operation.name())
}

fn run(operation: Operation, cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    match operation {
        Operation::ListBuckets => list_buckets::run(cx, call),
        Operation::CreateBucket => create_bucket::run(cx, call),
        Operation::DeleteBucket => delete_bucket::run(cx, call),
        Operation::HeadBucket => head_bucket::run(cx, call),
        Operation::GetBucketLocation => get_bucket_location::run(cx, call),
        Operation::GetBucketPolicy => bucket_policy::get(cx, call),
        Operation::PutBucketPolicy => bucket_policy::put(cx, call),
        Operation::DeleteBucketPolicy => bucket_policy::delete(cx, call),
        Operation::GetBucketPolicyStatus => bucket_policy::status(cx, call),
        Operation::GetPublicAccessBlock => public_access_block::get(cx, call),
        Operation::PutPublicAccessBlock => public_access_block::put(cx, call),
        Operation::DeletePublicAccessBlock => public_access_block::delete(cx, call),
        Operation::Plain(setting) => plain_settings::run(setting, cx, call),
        Operation::GetBucketTagging => tags::get_bucket(cx, call),
        Operation::PutBucketTagging => tags::put_bucket(cx, call),
        Operation::DeleteBucketTagging => tags::delete_bucket(cx, call),
        Operation::ListObjects => list_objects::run(cx, call),
        Operation::ListObjectsV2 => list_objects_v2::run(cx, call),
        Operation::ListMultipartUploads => multipart::list_uploads::run(cx, call),
        Operation::DeleteObjects => delete_objects::run(cx, call),
        Operation::PutObject => put_object::run(cx, call),
        Operation::CopyObject => copy_object::run(cx, call),
        Operation::GetObject | Operation::HeadObject => get_object::run(cx, call),
        Operation::GetObjectAttributes => get_object_attributes::run(cx, call),
        Operation::DeleteObject => delete_object::run(cx, call),
        Operation::GetObjectTagging => tags::get_object(cx, call),
        Operation::PutObjectTagging => tags::put_object(cx, call),
        Operation::DeleteObjectTagging => tags::delete_object(cx, call),
        Operation::CreateMultipartUpload => multipart::create::run(cx, call),
        Operation::UploadPart => multipart::upload_part::run(cx, call),
        Operation::UploadPartCopy => multipart::upload_part_copy::run(cx, call),
        Operation::CompleteMultipartUpload => multipart::complete::run(cx, call),
        Operation::AbortMultipartUpload => multipart::abort::run(cx, call),
        Operation::ListParts => multipart::list_parts::run(cx, call),
    }
}
