//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html>

use std::collections::BTreeMap;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};
use crate::s3::bucket::{Bucket, Upload};
use crate::s3::call::Call;
use crate::s3::listing::{Place, Query};
use crate::s3::owner;
use crate::state::Clock;

/// One line of the answer, in the order of keys and prefixes.
enum Entry<'b> {
    Upload(&'b str, &'b str, &'b Upload),
    Prefix(&'b str),
}

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let clock = cx.state.clock;
    let bucket: &Bucket = call.bucket(cx)?;
    let query = Query::read(call, Place::Key(String::new()), "max-uploads")?;
    let key_marker = call.query("key-marker").unwrap_or_default();
    let id_marker = call.query("upload-id-marker");
    let all = entries(bucket, &query, key_marker, id_marker);
    let shown = &all[..all.len().min(query.size)];
    let next = shown.last().filter(|_| all.len() > shown.len());
    let next = next.map(|entry| match entry {
        Entry::Upload(key, id, _) => (*key, *id),
        Entry::Prefix(prefix) => (*prefix, ""),
    });
    let text = |text: &str| query.encoded(text);
    let body = Xml::new()
        .text("Bucket", &call.bucket)
        .text("Prefix", text(query.prefix))
        .text("KeyMarker", text(key_marker))
        .text("UploadIdMarker", id_marker.unwrap_or_default())
        .optional("NextKeyMarker", next.map(|(key, _)| text(key)))
        .optional("NextUploadIdMarker", next.map(|(_, id)| id))
        .optional(
            "Delimiter",
            (!query.delimiter.is_empty()).then(|| text(query.delimiter)),
        )
        .optional("EncodingType", query.url.then_some("url"))
        .text("MaxUploads", query.size.to_string())
        .text("IsTruncated", next.is_some().to_string());
    let body = shown.iter().fold(body, |body, entry| match entry {
        Entry::Upload(key, id, upload) => {
            let item = item(&text(key), id, upload, &bucket.owner, clock);
            body.node("Upload", &item)
        }
        Entry::Prefix(prefix) => {
            body.node("CommonPrefixes", &Xml::new().text("Prefix", text(prefix)))
        }
    });
    Ok(rest_xml::success("ListMultipartUploadsResult", &body))
}

/// What comes after the markers. A key may have several uploads; only both markers together name a
/// place among them.
fn entries<'b>(
    bucket: &'b Bucket,
    query: &Query<'_>,
    key_marker: &str,
    id_marker: Option<&str>,
) -> Vec<Entry<'b>> {
    let behind = |key: &str, id: &str| match id_marker {
        Some(marker) if !key_marker.is_empty() && !marker.is_empty() => {
            (key, id) > (key_marker, marker)
        }
        _ => key > key_marker,
    };
    let mut found = BTreeMap::new();
    for (id, upload) in &bucket.uploads {
        let key = upload.key.as_str();
        let Some(rest) = key.strip_prefix(query.prefix) else {
            continue;
        };
        let cut = match query.delimiter {
            "" => None,
            delimiter => rest.find(delimiter).map(|at| at + delimiter.len()),
        };
        match cut.map(|at| &key[..query.prefix.len() + at]) {
            Some(prefix) if prefix > key_marker => {
                found.insert((prefix, ""), Entry::Prefix(prefix));
            }
            None if behind(key, id) => {
                found.insert((key, id), Entry::Upload(key, id, upload));
            }
            _ => {}
        }
    }
    found.into_values().collect()
}

fn item(key: &str, id: &str, upload: &Upload, owner: &str, clock: Clock) -> Xml {
    Xml::new()
        .text("Key", key)
        .text("UploadId", id)
        .node("Initiator", &Xml::new().text("ID", &upload.initiator))
        .node("Owner", &owner::id(owner))
        .text("StorageClass", &upload.storage_class)
        .text("Initiated", times::millis(clock.told(upload.initiated)))
}
