//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>

use super::call::Call;
use super::document::{self, Element, malformed};
use super::integrity;
use crate::authorization::{self, table};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Service, Xml, rest_xml};

/// Keys in one request.
const MOST: usize = 1000;

pub(crate) fn run(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?;
    let checked = integrity::check(call)?.is_some() || call.request.header("content-md5").is_some();
    if !checked {
        let why = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*";
        return Err(AwsError::new(400, "InvalidRequest", why));
    }
    let (keys, quiet) = read(&call.request.body)?;
    let mut result = Xml::new();
    for key in keys {
        let ask = table::object("DeleteObject", cx, call, &call.bucket, &key);
        let told = Xml::new().text("Key", &key);
        if let Err(refusal) = authorization::permit(cx, Service::S3, &ask) {
            let refused = told.text("Code", refusal.code);
            result = result.node("Error", &refused.text("Message", refusal.message));
            continue;
        }
        call.bucket(cx)?.objects.remove(&key);
        if !quiet {
            result = result.node("Deleted", &told);
        }
    }
    Ok(rest_xml::success("DeleteResult", &result))
}

fn read(body: &[u8]) -> Result<(Vec<String>, bool), AwsError> {
    let root = document::parse(body)?;
    let mut keys = Vec::new();
    for child in &root.children {
        match child.name.as_str() {
            "Object" => keys.push(key(child)?),
            "Quiet" => {}
            _ => return Err(malformed()),
        }
    }
    if root.name != "Delete" || keys.is_empty() || keys.len() > MOST {
        return Err(malformed());
    }
    Ok((keys, root.child_text("Quiet") == Some("true")))
}

fn key(object: &Element) -> Result<String, AwsError> {
    let other = object
        .children
        .iter()
        .find(|child| child.name != "Key" && !(child.name == "VersionId" && child.text == "null"));
    if let Some(other) = other {
        return Err(AwsError::not_built(&format!(
            "DeleteObjects with {}",
            other.name
        )));
    }
    object
        .child_text("Key")
        .filter(|key| !key.is_empty())
        .map(str::to_owned)
        .ok_or_else(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_keys_and_quiet() {
        let body = b"<Delete><Object><Key>a</Key></Object><Object><Key> b </Key></Object><Quiet>true</Quiet></Delete>";
        assert_eq!(
            read(body),
            Ok((vec!["a".to_owned(), " b ".to_owned()], true))
        );
        for bad in [
            "<Delete/>",
            "<Delete><Object/></Delete>",
            "<Other><Object><Key>a</Key></Object></Other>",
            "<Delete><Colour/></Delete>",
        ] {
            assert_eq!(
                read(bad.as_bytes()).unwrap_err().code,
                "MalformedXML",
                "{bad}"
            );
        }
        let many = format!(
            "<Delete>{}</Delete>",
            "<Object><Key>a</Key></Object>".repeat(1001)
        );
        assert!(read(many.as_bytes()).is_err());
    }
}
