//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html>

use super::bucket::{Checksum, Kind, Object};
use super::call::Call;
use super::copy_source::{self, Source};
use super::{conditions, integrity, put_object, stored_headers, tags};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let source = copy_source::read(cx, call)?;
    let (now, clock) = (cx.now(), cx.state.clock);
    let object = Object {
        modified: now,
        ..copied(call, source)?
    };
    let bucket = call.bucket(cx)?;
    conditions::on_write(call, bucket.objects.get(&call.key))?;
    let result = Xml::new()
        .text("LastModified", times::millis(clock.told(now)))
        .text("ETag", &object.etag);
    let result = object
        .checksum
        .xml(result)
        .text("ChecksumType", object.checksum.kind.name());
    bucket.objects.insert(call.key.clone(), object);
    let reply = rest_xml::success("CopyObjectResult", &result);
    Ok(reply.header("x-amz-server-side-encryption", "AES256"))
}

/// The new object: the bytes of the old one, and of the rest what the directives say.
fn copied(call: &Call<'_>, source: Source) -> Result<Object, AwsError> {
    let replaced = replaces(call, "x-amz-metadata-directive", "metadata")?;
    let retagged = replaces(call, "x-amz-tagging-directive", "tagging")?;
    let class = call.request.header("x-amz-storage-class");
    let itself = source.bucket == call.bucket && source.key == call.key;
    if itself && !replaced && class.is_none() {
        return Err(integrity::invalid(
            "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
        ));
    }
    let mut object = source.object;
    if replaced {
        object.headers = stored_headers::read(call)?;
    }
    if retagged {
        object.tags = tags::from_header(call)?;
    }
    object.storage_class = put_object::storage_class(call)?;
    if !object.parts.is_empty() {
        // A copy is whole, however its source came.
        object.parts.clear();
        object.etag = integrity::etag(&object.body);
    }
    let asked = integrity::named_algorithm(call)?;
    let algorithm = asked.unwrap_or(object.checksum.algorithm);
    if algorithm != object.checksum.algorithm || object.checksum.kind == Kind::Composite {
        object.checksum = Checksum::of(algorithm, &object.body);
    }
    Ok(object)
}

fn replaces(call: &Call<'_>, header: &str, what: &str) -> Result<bool, AwsError> {
    match call.request.header(header) {
        None | Some("COPY") => Ok(false),
        Some("REPLACE") => Ok(true),
        Some(other) => {
            Err(
                AwsError::new(400, "InvalidArgument", format!("Unknown {what} directive."))
                    .with("ArgumentName", header)
                    .with("ArgumentValue", other),
            )
        }
    }
}
