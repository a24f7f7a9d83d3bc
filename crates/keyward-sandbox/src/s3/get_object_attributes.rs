//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html>

use super::bucket::{Kind, Object};
use super::call::Call;
use super::listing;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};

const KNOWN: [&str; 5] = [
    "ETag",
    "Checksum",
    "ObjectParts",
    "StorageClass",
    "ObjectSize",
];
/// Parts on a page.
const MOST: usize = 1000;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let asked = asked(call)?;
    let clock = cx.state.clock;
    let object = call.bucket(cx)?.objects.get(&call.key);
    let object = object.ok_or_else(|| call.no_such_key())?;
    let has = |name| asked.contains(&name);
    let mut body = Xml::new();
    if has("ETag") {
        body = body.text("ETag", object.etag.trim_matches('"'));
    }
    if has("Checksum") {
        let sum = object.checksum.xml(Xml::new());
        let sum = sum.text("ChecksumType", object.checksum.kind.name());
        body = body.node("Checksum", &sum);
    }
    if has("ObjectParts") && !object.parts.is_empty() {
        body = body.node("ObjectParts", &parts(call, object)?);
    }
    if has("StorageClass") {
        body = body.text("StorageClass", &object.storage_class);
    }
    if has("ObjectSize") {
        body = body.text("ObjectSize", object.body.len().to_string());
    }
    let modified = times::http(clock.told(object.modified));
    Ok(rest_xml::success("GetObjectAttributesResponse", &body).header("last-modified", modified))
}

/// The attributes that the header lists.
fn asked<'c>(call: &'c Call<'_>) -> Result<Vec<&'c str>, AwsError> {
    let headers = call.request.headers.get_all("x-amz-object-attributes");
    let texts = headers.into_iter().filter_map(|value| value.to_str().ok());
    let names: Vec<&str> = texts
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .collect();
    if names.is_empty() || names.iter().any(|name| !KNOWN.contains(name)) {
        return Err(listing::invalid(
            "Invalid attribute name specified.",
            "x-amz-object-attributes",
            &names.join(","),
        ));
    }
    Ok(names)
}

/// Each part is listed only where it has a checksum of its own.
fn parts(call: &Call<'_>, object: &Object) -> Result<Xml, AwsError> {
    let count = Xml::new().text("PartsCount", object.parts.len().to_string());
    if object.checksum.kind == Kind::FullObject {
        return Ok(count);
    }
    let (after, most) = (
        number(call, "x-amz-part-number-marker", 0)?,
        number(call, "x-amz-max-parts", MOST)?.min(MOST),
    );
    let all = object.parts.iter().enumerate().skip(after);
    let shown: Vec<_> = all.take(most).map(|(at, size)| (at + 1, size)).collect();
    let last = shown.last().map_or(after, |(number, _)| *number);
    let page = count
        .text("PartNumberMarker", after.to_string())
        .text("NextPartNumberMarker", last.to_string())
        .text("MaxParts", most.to_string())
        .text("IsTruncated", (last < object.parts.len()).to_string());
    Ok(shown.into_iter().fold(page, |page, (number, size)| {
        let part = Xml::new().text("PartNumber", number.to_string());
        page.node("Part", &part.text("Size", size.to_string()))
    }))
}

fn number(call: &Call<'_>, name: &'static str, otherwise: usize) -> Result<usize, AwsError> {
    match call.request.header(name) {
        None => Ok(otherwise),
        Some(text) => text
            .parse()
            .map_err(|_| listing::invalid("Provided value not an integer", name, text)),
    }
}
