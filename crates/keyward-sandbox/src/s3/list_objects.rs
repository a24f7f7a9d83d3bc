//! ListObjects, the first form. <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html>

use super::call::Call;
use super::listing::{self, Entry, Place, Query};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let marker = call.query("marker").unwrap_or_default();
    let query = Query::read(call, after(marker, call.query("delimiter")), "max-keys")?;
    let clock = cx.state.clock;
    let bucket = call.bucket(cx)?;
    let (entries, more) = listing::page(&bucket.objects, &query);
    let text = |text: &str| query.encoded(text);
    let folded = !query.delimiter.is_empty();
    // Without a delimiter, clients go on from the last key themselves.
    let next = entries.last().filter(|_| more && folded).map(Entry::name);
    let body = Xml::new()
        .text("Name", &call.bucket)
        .text("Prefix", text(query.prefix))
        .text("Marker", text(marker))
        .optional("NextMarker", next.map(text))
        .text("MaxKeys", query.size.to_string())
        .optional("Delimiter", folded.then(|| text(query.delimiter)))
        .optional("EncodingType", query.url.then_some("url"))
        .text("IsTruncated", more.to_string());
    let body = listing::xml(body, &entries, &query, bucket, clock);
    Ok(rest_xml::success("ListBucketResult", &body))
}

/// A marker that is a common prefix has everything below it behind it.
fn after(marker: &str, delimiter: Option<&str>) -> Place {
    let folded = delimiter.is_some_and(|d| !d.is_empty() && marker.ends_with(d));
    if folded {
        Place::Prefix(marker.to_owned())
    } else {
        Place::Key(marker.to_owned())
    }
}
