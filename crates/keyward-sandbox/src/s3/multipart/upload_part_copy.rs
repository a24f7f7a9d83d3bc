//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html>

use hyper::body::Bytes;

use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, rest_xml, times};
use crate::s3::bucket::{Checksum, Part};
use crate::s3::call::Call;
use crate::s3::{copy_source, integrity};

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let number = super::part_number(call.query("partNumber").unwrap_or_default())?;
    let (now, clock) = (cx.now(), cx.state.clock);
    let source = copy_source::read(cx, call)?.object;
    let body = cut(&source.body, call.request.header("x-amz-copy-source-range"))?;
    let upload = super::find(call.bucket(cx)?, call)?;
    let part = Part {
        etag: integrity::etag(&body),
        checksum: Checksum::of(upload.algorithm, &body),
        body,
        modified: now,
    };
    let result = Xml::new()
        .text("LastModified", times::millis(clock.told(now)))
        .text("ETag", &part.etag);
    let result = part.checksum.xml(result);
    upload.parts.insert(number, part);
    Ok(rest_xml::success("CopyPartResult", &result))
}

/// `bytes=FIRST-LAST`: here both ends have to be there, and within the source.
fn cut(body: &Bytes, range: Option<&str>) -> Result<Bytes, AwsError> {
    let Some(range) = range else {
        return Ok(body.clone());
    };
    let refused = |why: String| {
        AwsError::new(400, "InvalidArgument", why)
            .with("ArgumentName", "x-amz-copy-source-range")
            .with("ArgumentValue", range)
    };
    let ends = range
        .strip_prefix("bytes=")
        .and_then(|ends| ends.split_once('-'));
    let ends = ends.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let (first, last): (usize, usize) = ends.filter(|(a, b)| a <= b).ok_or_else(|| {
        refused("The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy".to_owned())
    })?;
    if last >= body.len() {
        let size = body.len();
        return Err(refused(format!(
            "Range specified is not valid for source object of size: {size}"
        )));
    }
    Ok(body.slice(first..=last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_lie_within_the_source() {
        let body = Bytes::from_static(b"0123456789");
        assert_eq!(cut(&body, None).unwrap(), "0123456789");
        assert_eq!(cut(&body, Some("bytes=2-4")).unwrap(), "234");
        for bad in ["bytes=2-", "bytes=-2", "bytes=4-2", "bytes=0-10", "2-4"] {
            assert_eq!(
                cut(&body, Some(bad)).unwrap_err().code,
                "InvalidArgument",
                "{bad}"
            );
        }
    }
}
