//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html>

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};
use crate::s3::bucket::{Part, Upload};
use crate::s3::call::Call;
use crate::s3::listing;
use crate::s3::owner;
use crate::state::Clock;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let clock = cx.state.clock;
    let bucket = call.bucket(cx)?;
    let owner = bucket.owner.clone();
    let size = listing::size(call, "max-parts")?;
    let after = call
        .query("part-number-marker")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let upload = super::find(bucket, call)?;
    let mut rest = upload.parts.range(after + 1..);
    let shown: Vec<_> = rest.by_ref().take(size).collect();
    let more = rest.next().is_some();
    let last = shown.last().map_or(after, |(number, _)| **number);
    let body = head(call, upload, &owner)
        .text("PartNumberMarker", after.to_string())
        .optional("NextPartNumberMarker", more.then(|| last.to_string()))
        .text("MaxParts", size.to_string())
        .text("IsTruncated", more.to_string());
    let body = shown.into_iter().fold(body, |body, (number, part)| {
        body.node("Part", &item(*number, part, clock))
    });
    Ok(rest_xml::success("ListPartsResult", &body))
}

fn head(call: &Call<'_>, upload: &Upload, owner: &str) -> Xml {
    let xml = Xml::new()
        .text("Bucket", &call.bucket)
        .text("Key", &call.key)
        .text("UploadId", call.query("uploadId").unwrap_or_default())
        .node("Initiator", &Xml::new().text("ID", &upload.initiator))
        .node("Owner", &owner::id(owner))
        .text("StorageClass", &upload.storage_class);
    if !upload.named {
        return xml;
    }
    xml.text("ChecksumAlgorithm", upload.algorithm.name().to_uppercase())
        .text("ChecksumType", upload.kind.name())
}

fn item(number: u32, part: &Part, clock: Clock) -> Xml {
    let xml = Xml::new()
        .text("PartNumber", number.to_string())
        .text("LastModified", times::millis(clock.told(part.modified)))
        .text("ETag", &part.etag)
        .text("Size", part.body.len().to_string());
    part.checksum.xml(xml)
}
