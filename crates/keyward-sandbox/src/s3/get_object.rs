//! GetObject and HeadObject: one answer, of which HEAD sends the headers only.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>

use super::bucket::Object;
use super::call::Call;
use super::conditions::{self, Verdict};
use super::range;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, times};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let clock = cx.state.clock;
    let bucket = call.bucket(cx)?;
    let object = bucket
        .objects
        .get(&call.key)
        .ok_or_else(|| call.no_such_key())?;
    let modified = clock
        .told(object.modified)
        .replace_nanosecond(0)
        .unwrap_or(object.modified);
    let verdict = conditions::on_read(call, object, modified)?;
    let headers = Reply::new(200)
        .header("etag", &object.etag)
        .header("last-modified", times::http(modified));
    if verdict == Verdict::NotModified {
        return Ok(Reply {
            status: 304,
            ..headers
        });
    }
    let part = range::read(call.request.header("range"), object.body.len())?;
    Ok(cut(
        overridden(described(headers, call, object, part.is_none()), call),
        object,
        part,
    ))
}

fn described(mut reply: Reply, call: &Call<'_>, object: &Object, whole: bool) -> Reply {
    for (name, value) in &object.headers {
        reply = reply.header(name, value);
    }
    reply = reply
        .header("accept-ranges", "bytes")
        .header("x-amz-server-side-encryption", "AES256");
    if object.storage_class != "STANDARD" {
        reply = reply.header("x-amz-storage-class", &object.storage_class);
    }
    // A checksum of the whole would not fit a part.
    if whole
        && call
            .request
            .header("x-amz-checksum-mode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("ENABLED"))
    {
        reply = reply
            .header(&object.checksum.algorithm.header(), &object.checksum.value)
            .header("x-amz-checksum-type", "FULL_OBJECT");
    }
    reply
}

/// `?response-content-type=…` and its companions.
fn overridden(mut reply: Reply, call: &Call<'_>) -> Reply {
    for (name, value) in &call.query {
        if let Some(header) = name.strip_prefix("response-") {
            reply = reply.header(header, value);
        }
    }
    reply
}

fn cut(mut reply: Reply, object: &Object, part: Option<(usize, usize)>) -> Reply {
    let Some((first, last)) = part else {
        reply.body = object.body.clone();
        return reply;
    };
    reply.status = 206;
    reply.body = object.body.slice(first..=last);
    reply.header(
        "content-range",
        format!("bytes {first}-{last}/{}", object.body.len()),
    )
}
