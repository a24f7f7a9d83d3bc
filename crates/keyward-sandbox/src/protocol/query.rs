//! The Query protocol of STS, IAM and SNS.
//! <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>

use super::{AwsError, Reply, Xml};

pub(crate) const STS_VERSION: &str = "2011-06-15";
pub(crate) const STS_NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";
pub(crate) const IAM_VERSION: &str = "2010-05-08";
pub(crate) const IAM_NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";
pub(crate) const SNS_VERSION: &str = "2010-03-31";
pub(crate) const SNS_NAMESPACE: &str = "http://sns.amazonaws.com/doc/2010-03-31/";

/// Operations whose result is an empty structure: they have a result element all the same.
const EMPTY: [&str; 5] = [
    "OptInPhoneNumber",
    "SetSMSAttributes",
    "TagResource",
    "UntagResource",
    "UpdateRole",
];

/// `<ActionResponse><ActionResult>…</ActionResult><ResponseMetadata>…`; an operation without output
/// has no result element.
pub(crate) fn success(namespace: &str, action: &str, result: &Xml, request_id: &str) -> Reply {
    let metadata = Xml::new().text("RequestId", request_id);
    let inner = if result.is_empty() && !EMPTY.contains(&action) {
        Xml::new()
    } else {
        Xml::new().node(&format!("{action}Result"), result)
    };
    let body = inner.node("ResponseMetadata", &metadata);
    Reply::xml(
        200,
        body.document(&format!("{action}Response"), Some(namespace)),
    )
    .header("x-amzn-requestid", request_id)
}

pub(crate) fn error(namespace: &str, error: &AwsError, request_id: &str) -> Reply {
    let kind = if error.status < 500 {
        "Sender"
    } else {
        "Receiver"
    };
    let detail = Xml::new()
        .text("Type", kind)
        .text("Code", error.code)
        .text("Message", &error.message);
    let body = Xml::new()
        .node("Error", &detail)
        .text("RequestId", request_id);
    Reply::xml(
        error.status,
        body.document("ErrorResponse", Some(namespace)),
    )
    .header("x-amzn-requestid", request_id)
}
