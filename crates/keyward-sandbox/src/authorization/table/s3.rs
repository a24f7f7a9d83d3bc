//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html>,
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>
//!
//! Every `x-amz-*` header that policies know is filled. How a request was signed (`s3:authType`,
//! `s3:signatureAge`) and TLS are not.

use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::{AwsError, form};
use crate::s3::{Call, Operation, Tags, absent_bucket, source_of};
use crate::state::Principal;

pub(super) const KEYS: [&str; 24] = [
    "s3:ExistingObjectTag/*",
    "s3:RequestObjectTag/*",
    "s3:RequestObjectTagKeys",
    "s3:ResourceAccount",
    "s3:delimiter",
    "s3:if-match",
    "s3:if-none-match",
    "s3:max-keys",
    "s3:prefix",
    "s3:signatureversion",
    "s3:versionid",
    "s3:x-amz-acl",
    "s3:x-amz-content-sha256",
    "s3:x-amz-copy-source",
    "s3:x-amz-grant-full-control",
    "s3:x-amz-grant-read",
    "s3:x-amz-grant-read-acp",
    "s3:x-amz-grant-write",
    "s3:x-amz-grant-write-acp",
    "s3:x-amz-metadata-directive",
    "s3:x-amz-server-side-encryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
    "s3:x-amz-storage-class",
    "s3:x-amz-website-redirect-location",
];

/// Keys that S3 has and the sandbox does not fill; a policy may name them all the same.
const UNFILLED: [&str; 20] = [
    "s3:AccessGrantsInstanceArn",
    "s3:AccessPointNetworkOrigin",
    "s3:AccessPointTag/*",
    "s3:BucketTag/*",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
    "s3:InventoryAccessibleOptionalFields",
    "s3:JobTag/*",
    "s3:ObjectCreationOperation",
    "s3:TlsVersion",
    "s3:VersionId",
    "s3:authType",
    "s3:locationconstraint",
    "s3:object-lock-legal-hold",
    "s3:object-lock-mode",
    "s3:object-lock-remaining-retention-days",
    "s3:object-lock-retain-until-date",
    "s3:signatureAge",
    "s3:x-amz-object-ownership",
    "s3:x-amz-server-side-encryption-customer-algorithm",
];

/// Whether a bucket policy may ask for a condition key: those of all services, and S3's own.
pub(crate) fn is_known_key(key: &str) -> bool {
    let key = key.to_lowercase();
    let named = |known: &&str| match known.to_lowercase().strip_suffix('*') {
        Some(family) => key.starts_with(family),
        None => key == known.to_lowercase(),
    };
    key.starts_with("aws:") || KEYS.iter().chain(&UNFILLED).any(named)
}

pub(super) fn asks(
    operation: Operation,
    cx: &Context<'_>,
    call: &Call<'_>,
) -> Result<Vec<Ask>, AwsError> {
    let creates = matches!(operation, Operation::ListBuckets | Operation::CreateBucket);
    if !creates && !cx.state.buckets.contains_key(&call.bucket) {
        return Err(absent_bucket(&call.bucket));
    }
    let on_bucket = |name: &str| vec![bucket(name, cx, call)];
    let on_object = |name: &str| vec![object(name, cx, call, &call.bucket, &call.key)];
    Ok(match operation {
        Operation::ListBuckets => vec![Ask::new("s3:ListAllMyBuckets", "arn:aws:s3:::*")],
        // Whose a name is that is taken already, the operation tells.
        Operation::CreateBucket => vec![unowned("CreateBucket", cx, call)],
        Operation::DeleteBucket => on_bucket("DeleteBucket"),
        Operation::HeadBucket | Operation::ListObjects | Operation::ListObjectsV2 => {
            vec![list_bucket(cx, call)]
        }
        Operation::GetBucketLocation => on_bucket("GetBucketLocation"),
        Operation::GetBucketPolicy | Operation::PutBucketPolicy | Operation::DeleteBucketPolicy
            if is_owner_root(cx, call) =>
        {
            Vec::new()
        }
        Operation::GetBucketPolicy
        | Operation::PutBucketPolicy
        | Operation::DeleteBucketPolicy
        | Operation::GetBucketPolicyStatus => on_bucket(operation.name()),
        Operation::GetPublicAccessBlock => on_bucket("GetBucketPublicAccessBlock"),
        Operation::PutPublicAccessBlock | Operation::DeletePublicAccessBlock => {
            on_bucket("PutBucketPublicAccessBlock")
        }
        Operation::Plain(setting) => match call.key.as_str() {
            "" => on_bucket(setting.action()),
            _ => on_object(setting.action()),
        },
        Operation::GetObjectAttributes => vec![
            object("GetObject", cx, call, &call.bucket, &call.key),
            object("GetObjectAttributes", cx, call, &call.bucket, &call.key),
        ],
        Operation::GetBucketTagging => on_bucket("GetBucketTagging"),
        Operation::PutBucketTagging | Operation::DeleteBucketTagging => {
            on_bucket("PutBucketTagging")
        }
        Operation::ListMultipartUploads => {
            vec![bucket("ListBucketMultipartUploads", cx, call).keys(listing(call))]
        }
        // Each key is asked for by itself; what is refused is told in the answer.
        Operation::DeleteObjects => Vec::new(),
        Operation::PutObject | Operation::CreateMultipartUpload => written(cx, call),
        Operation::UploadPart | Operation::CompleteMultipartUpload => on_object("PutObject"),
        Operation::CopyObject | Operation::UploadPartCopy => copied(operation, cx, call)?,
        Operation::GetObject | Operation::HeadObject => on_object("GetObject"),
        Operation::DeleteObject => on_object("DeleteObject"),
        Operation::GetObjectTagging => on_object("GetObjectTagging"),
        Operation::PutObjectTagging => on_object("PutObjectTagging"),
        Operation::DeleteObjectTagging => on_object("DeleteObjectTagging"),
        Operation::AbortMultipartUpload => on_object("AbortMultipartUpload"),
        Operation::ListParts => on_object("ListMultipartUploadParts"),
    })
}

/// Who may not list a bucket is not told that it lacks a key.
pub(crate) fn list_bucket(cx: &Context<'_>, call: &Call<'_>) -> Ask {
    bucket("ListBucket", cx, call).keys(listing(call))
}

/// An action on one object.
pub(crate) fn object(
    name: &str,
    cx: &Context<'_>,
    call: &Call<'_>,
    bucket: &str,
    key: &str,
) -> Ask {
    let known = cx.state.buckets.get(bucket);
    let object = known.and_then(|bucket| bucket.objects.get(key));
    let existing = Keys::new().tags(
        "s3:ExistingObjectTag",
        object.map_or(&[][..], |object| object.tags.as_slice()),
    );
    owned(
        Ask::new(format!("s3:{name}"), format!("arn:aws:s3:::{bucket}/{key}")),
        cx,
        bucket,
    )
    .keys(headers(cx, call))
    .keys(existing)
}

fn bucket(name: &str, cx: &Context<'_>, call: &Call<'_>) -> Ask {
    owned(unowned(name, cx, call), cx, &call.bucket)
}

fn unowned(name: &str, cx: &Context<'_>, call: &Call<'_>) -> Ask {
    let resource = format!("arn:aws:s3:::{}", call.bucket);
    Ask::new(format!("s3:{name}"), resource).keys(headers(cx, call))
}

/// The owner's root user can always repair a bucket policy, whatever it denies.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html>
fn is_owner_root(cx: &Context<'_>, call: &Call<'_>) -> bool {
    let owner = cx.state.buckets.get(&call.bucket).map(|b| &b.owner);
    matches!(&cx.caller.principal, Principal::Root { account } if Some(account) == owner)
}

fn owned(ask: Ask, cx: &Context<'_>, bucket: &str) -> Ask {
    match cx.state.buckets.get(bucket) {
        Some(bucket) => ask.owned_by(&bucket.owner).keys(
            Keys::new()
                .with("s3:ResourceAccount", &bucket.owner)
                .with("aws:ResourceAccount", &bucket.owner),
        ),
        None => ask,
    }
}

fn listing(call: &Call<'_>) -> Keys {
    ["prefix", "delimiter", "max-keys"]
        .into_iter()
        .fold(Keys::new(), |keys, name| {
            keys.optional(&format!("s3:{name}"), call.query(name))
        })
}

fn headers(cx: &Context<'_>, call: &Call<'_>) -> Keys {
    let signed = cx.caller.principal != Principal::Anonymous;
    let version = signed.then_some("AWS4-HMAC-SHA256");
    let keys = Keys::new().optional("s3:signatureversion", version);
    let named = KEYS
        .iter()
        .filter_map(|key| Some((*key, key.strip_prefix("s3:")?)));
    let headers = named.filter(|(_, name)| name.starts_with("x-amz-") || name.starts_with("if-"));
    headers.fold(keys, |keys, (key, name)| {
        keys.optional(key, call.request.header_utf8(name))
    })
}

/// Tags in the header are a permission of their own.
fn written(cx: &Context<'_>, call: &Call<'_>) -> Vec<Ask> {
    let tags = call.request.header_utf8("x-amz-tagging");
    let tags: Tags = form::decode(tags.unwrap_or_default());
    let keys = Keys::new()
        .tags("s3:RequestObjectTag", &tags)
        .list("s3:RequestObjectTagKeys", tags.iter().map(|(key, _)| key));
    let ask = |name| object(name, cx, call, &call.bucket, &call.key).keys(keys.clone());
    let mut asks = vec![ask("PutObject")];
    if !tags.is_empty() {
        asks.push(ask("PutObjectTagging"));
    }
    asks
}

/// Reading the source and writing the copy, with the tags that go along.
fn copied(operation: Operation, cx: &Context<'_>, call: &Call<'_>) -> Result<Vec<Ask>, AwsError> {
    let (bucket, key) = source_of(call)?;
    let mut asks = vec![object("GetObject", cx, call, &bucket, &key)];
    asks.extend(written(cx, call));
    let source = cx.state.buckets.get(&bucket);
    let source = source.and_then(|bucket| bucket.objects.get(&key));
    let replaced = call.request.header("x-amz-tagging-directive") == Some("REPLACE");
    let tagged = source.is_some_and(|source| !source.tags.is_empty());
    if operation == Operation::CopyObject && tagged && !replaced {
        asks.push(object("GetObjectTagging", cx, call, &bucket, &key));
        asks.push(object(
            "PutObjectTagging",
            cx,
            call,
            &call.bucket,
            &call.key,
        ));
    }
    Ok(asks)
}
