//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>

use crate::dispatch::Context;
use crate::protocol::{Reply, Xml, rest_xml, times};

pub(crate) fn run(cx: &Context<'_>) -> Reply {
    let account = cx.caller.principal.account();
    let clock = cx.state.clock;
    let own = cx
        .state
        .buckets
        .iter()
        .filter(|(_, bucket)| bucket.owner == account);
    let buckets = own.map(|(name, bucket)| {
        Xml::new()
            .text("Name", name)
            .text("CreationDate", times::millis(clock.told(bucket.created)))
            .text("BucketRegion", &bucket.region)
    });
    let owner = Xml::new().text("ID", account);
    let body = Xml::new()
        .node("Owner", &owner)
        .list("Buckets", "Bucket", buckets);
    rest_xml::success("ListAllMyBucketsResult", &body)
}
