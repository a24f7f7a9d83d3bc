//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>

use super::call::Call;
use super::listing::{self, Place};
use super::owner;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};

/// Buckets on a page.
const MOST: usize = 10_000;

pub(crate) fn run(cx: &Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let account = cx.caller.principal.account();
    let clock = cx.state.clock;
    let prefix = call.query("prefix").unwrap_or_default();
    let region = call.query("bucket-region");
    let after = match call.query("continuation-token").map(Place::from_token) {
        Some(place) => place?.into_name(),
        None => String::new(),
    };
    let mut own = cx.state.buckets.iter().filter(|(name, bucket)| {
        bucket.owner == account
            && name.starts_with(prefix)
            && **name > after
            && region.is_none_or(|region| region == bucket.region)
    });
    let shown: Vec<_> = own.by_ref().take(size(call)?).collect();
    let next = own
        .next()
        .and(shown.last())
        .map(|(name, _)| Place::Key((*name).clone()).token());
    let buckets = shown.into_iter().map(|(name, bucket)| {
        Xml::new()
            .text("Name", name)
            .text("CreationDate", times::millis(clock.told(bucket.created)))
            .text("BucketRegion", &bucket.region)
    });
    let owner = owner::id(account);
    let body = Xml::new()
        .node("Owner", &owner)
        .list("Buckets", "Bucket", buckets)
        .optional("Prefix", call.query("prefix"))
        .optional("ContinuationToken", next);
    Ok(rest_xml::success("ListAllMyBucketsResult", &body))
}

fn size(call: &Call<'_>) -> Result<usize, AwsError> {
    let Some(text) = call.query("max-buckets") else {
        return Ok(MOST);
    };
    let number = text.parse().ok().filter(|size| (1..=MOST).contains(size));
    number.ok_or_else(|| {
        let why = format!("Argument max-buckets must be an integer between 1 and {MOST}");
        listing::invalid(&why, "max-buckets", text)
    })
}
