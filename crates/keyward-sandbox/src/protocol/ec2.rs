//! EC2's own dialect of the Query protocol.
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>

use super::{AwsError, Reply, Xml};

pub(crate) const VERSION: &str = "2016-11-15";
const NAMESPACE: &str = "http://ec2.amazonaws.com/doc/2016-11-15/";

/// The result stands directly in the response, after the request id.
pub(crate) fn success(action: &str, result: &Xml, request_id: &str) -> Reply {
    let body = Xml::new().text("requestId", request_id).and(result);
    Reply::xml(
        200,
        body.document(&format!("{action}Response"), Some(NAMESPACE)),
    )
    .header("x-amzn-requestid", request_id)
}

pub(crate) fn error(error: &AwsError, request_id: &str) -> Reply {
    let detail = Xml::new()
        .text("Code", error.code)
        .text("Message", &error.message);
    let errors = Xml::new().node("Error", &detail);
    let body = Xml::new()
        .node("Errors", &errors)
        .text("RequestID", request_id);
    Reply::xml(error.status, body.document("Response", None)).header("x-amzn-requestid", request_id)
}
