//! S3's REST-XML errors and documents.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>

use super::{AwsError, Reply, Xml};

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// A document in S3's namespace.
pub(crate) fn success(root: &str, inner: &Xml) -> Reply {
    Reply::xml(200, inner.document(root, Some(NAMESPACE))).header("content-type", "application/xml")
}

pub(crate) fn error(error: &AwsError, request_id: &str) -> Reply {
    let mut inner = Xml::new()
        .text("Code", error.code)
        .text("Message", &error.message);
    for (name, value) in &error.details {
        inner = inner.text(name, value);
    }
    let inner = inner
        .text("RequestId", request_id)
        .text("HostId", host_id(request_id));
    Reply::xml(error.status, inner.document("Error", None))
        .header("content-type", "application/xml")
}

/// Both ids that every answer of S3 carries.
pub(crate) fn identify(reply: Reply, request_id: &str) -> Reply {
    reply
        .header("x-amz-request-id", request_id)
        .header("x-amz-id-2", host_id(request_id))
        .header("server", "AmazonS3")
}

/// S3's second id is opaque; ours is the first one again, so that both lead to one log line.
fn host_id(request_id: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(request_id)
}
