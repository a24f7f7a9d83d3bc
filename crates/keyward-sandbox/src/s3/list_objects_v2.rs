//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>

use super::call::Call;
use super::listing::{self, Place, Query};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let query = read(call)?;
    let clock = cx.state.clock;
    let bucket = call.bucket(cx)?;
    let (entries, more) = listing::page(&bucket.objects, &query);
    let next = entries
        .last()
        .filter(|_| more)
        .map(|entry| Place::of(entry).token());
    let text = |text: &str| query.encoded(text);
    let body = Xml::new()
        .text("Name", &call.bucket)
        .text("Prefix", text(query.prefix))
        .optional("ContinuationToken", call.query("continuation-token"))
        .optional("NextContinuationToken", next)
        .optional("StartAfter", call.query("start-after").map(text))
        .text("KeyCount", entries.len().to_string())
        .text("MaxKeys", query.size.to_string())
        .optional(
            "Delimiter",
            (!query.delimiter.is_empty()).then(|| text(query.delimiter)),
        )
        .optional("EncodingType", query.url.then_some("url"))
        .text("IsTruncated", more.to_string());
    let body = listing::xml(body, &entries, &query, bucket, clock);
    Ok(rest_xml::success("ListBucketResult", &body))
}

fn read<'a>(call: &'a Call<'_>) -> Result<Query<'a>, AwsError> {
    let after = match (call.query("continuation-token"), call.query("start-after")) {
        (Some(token), _) => Place::from_token(token)?,
        (None, start) => Place::Key(start.unwrap_or_default().to_owned()),
    };
    let query = Query::read(call, after, "max-keys")?;
    let owner = call.query("fetch-owner") == Some("true");
    Ok(Query { owner, ..query })
}
