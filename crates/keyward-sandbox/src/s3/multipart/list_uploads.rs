//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html>

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};
use crate::s3::bucket::Upload;
use crate::s3::call::Call;
use crate::s3::listing;
use crate::state::Clock;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let clock = cx.state.clock;
    let bucket = call.bucket(cx)?;
    let size = listing::size(call, "max-uploads")?;
    let prefix = call.query("prefix").unwrap_or_default();
    let key_marker = call.query("key-marker").unwrap_or_default();
    let id_marker = call.query("upload-id-marker");
    // A key may have several uploads; only both markers together name a place among them.
    let behind = |key: &str, id: &str| match id_marker {
        Some(marker) if !key_marker.is_empty() => (key, id) > (key_marker, marker),
        _ => key > key_marker,
    };
    let mut all: Vec<(&str, &str, &Upload)> = bucket
        .uploads
        .iter()
        .map(|(id, upload)| (upload.key.as_str(), id.as_str(), upload))
        .filter(|(key, id, _)| key.starts_with(prefix) && behind(key, id))
        .collect();
    all.sort_unstable_by_key(|(key, id, _)| (*key, *id));
    let shown = &all[..all.len().min(size)];
    let next = shown.last().filter(|_| all.len() > shown.len());
    let body = Xml::new()
        .text("Bucket", &call.bucket)
        .text("Prefix", prefix)
        .text("KeyMarker", key_marker)
        .text("UploadIdMarker", id_marker.unwrap_or_default())
        .optional("NextKeyMarker", next.map(|(key, ..)| key))
        .optional("NextUploadIdMarker", next.map(|(_, id, _)| id))
        .text("MaxUploads", size.to_string())
        .text("IsTruncated", next.is_some().to_string());
    let body = shown.iter().fold(body, |body, (_, id, upload)| {
        body.node("Upload", &item(id, upload, &bucket.owner, clock))
    });
    Ok(rest_xml::success("ListMultipartUploadsResult", &body))
}

fn item(id: &str, upload: &Upload, owner: &str, clock: Clock) -> Xml {
    Xml::new()
        .text("Key", &upload.key)
        .text("UploadId", id)
        .node("Initiator", &Xml::new().text("ID", &upload.initiator))
        .node("Owner", &Xml::new().text("ID", owner))
        .text("StorageClass", &upload.storage_class)
        .text("Initiated", times::millis(clock.told(upload.initiated)))
}
