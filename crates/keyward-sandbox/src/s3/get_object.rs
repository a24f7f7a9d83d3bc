//! GetObject and HeadObject: one answer, of which HEAD sends the headers only.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>

use super::bucket::Object;
use super::call::Call;
use super::conditions::{self, Verdict};
use super::{integrity, multipart, range};
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
    let part = match call.query("partNumber") {
        Some(number) => part(call, object, number)?,
        None => range::read(call.request.header("range"), object.body.len())?,
    };
    let mut reply = overridden(described(headers, call, object, part.is_none()), call);
    if call.query("partNumber").is_some() && !object.parts.is_empty() {
        reply = reply.header("x-amz-mp-parts-count", object.parts.len().to_string());
    }
    Ok(cut(reply, object, part))
}

/// `?partNumber=N`: the bytes of a part. An object that came whole is its own first part.
fn part(
    call: &Call<'_>,
    object: &Object,
    number: &str,
) -> Result<Option<(usize, usize)>, AwsError> {
    if call.request.header("range").is_some() {
        return Err(integrity::invalid(
            "Cannot specify both Range header and partNumber query parameter",
        ));
    }
    let number = multipart::part_number(number)?;
    let at = usize::try_from(number).unwrap_or(usize::MAX) - 1;
    if object.parts.is_empty() && at == 0 {
        return Ok(None);
    }
    let size = object.parts.get(at).ok_or_else(|| {
        AwsError::new(
            416,
            "InvalidPartNumber",
            "The requested partnumber is not satisfiable",
        )
    })?;
    let first: usize = object.parts[..at].iter().sum();
    Ok((*size > 0).then(|| (first, first + size - 1)))
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
    if !object.tags.is_empty() {
        reply = reply.header("x-amz-tagging-count", object.tags.len().to_string());
    }
    // A checksum of the whole would not fit a part.
    if whole
        && call
            .request
            .header("x-amz-checksum-mode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("ENABLED"))
    {
        reply = object.checksum.on(reply);
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
