//! Tags of objects and buckets, and the four ways in which they travel.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html>

use super::bucket::Tags;
use super::call::Call;
use super::document::{self, Element, malformed};
use super::integrity;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Reply, Xml, form, rest_xml};

/// Tags of one object.
const OBJECT: usize = 10;
/// Tags of one bucket.
const BUCKET: usize = 50;

/// `x-amz-tagging: k1=v1&k2=v2`.
pub(super) fn from_header(call: &Call<'_>) -> Result<Tags, AwsError> {
    let text = call.request.header_utf8("x-amz-tagging");
    checked(form::decode(text.unwrap_or_default()), OBJECT)
}

pub(crate) fn get_object(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let object = call.bucket(cx)?.objects.get(&call.key);
    let object = object.ok_or_else(|| call.no_such_key())?;
    Ok(answer(&object.tags))
}

pub(crate) fn put_object(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    integrity::check(call)?;
    let tags = checked(read(&call.request.body)?, OBJECT)?;
    *of_object(cx, call)? = tags;
    Ok(Reply::new(200))
}

pub(crate) fn delete_object(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    of_object(cx, call)?.clear();
    Ok(Reply::new(204))
}

pub(crate) fn get_bucket(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    let tags = &call.bucket(cx)?.tags;
    if tags.is_empty() {
        return Err(
            AwsError::new(404, "NoSuchTagSet", "The TagSet does not exist")
                .with("BucketName", &call.bucket),
        );
    }
    Ok(answer(tags))
}

pub(crate) fn put_bucket(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    integrity::check(call)?;
    let tags = checked(read(&call.request.body)?, BUCKET)?;
    call.bucket(cx)?.tags = tags;
    Ok(Reply::new(204))
}

pub(crate) fn delete_bucket(cx: &mut Context<'_>, call: &Call<'_>) -> Result<Reply, AwsError> {
    call.bucket(cx)?.tags.clear();
    Ok(Reply::new(204))
}

/// To change them.
fn of_object<'c>(cx: &'c mut Context<'_>, call: &Call<'_>) -> Result<&'c mut Tags, AwsError> {
    let object = call.bucket(cx)?.objects.get_mut(&call.key);
    object
        .map(|object| &mut object.tags)
        .ok_or_else(|| call.no_such_key())
}

fn answer(tags: &Tags) -> Reply {
    let items = tags
        .iter()
        .map(|(key, value)| Xml::new().text("Key", key).text("Value", value));
    rest_xml::success("Tagging", &Xml::new().list("TagSet", "Tag", items))
}

/// A `Tagging` document.
pub(super) fn read(body: &[u8]) -> Result<Tags, AwsError> {
    let root = document::parse(body)?;
    let [set] = &root.children[..] else {
        return Err(malformed());
    };
    if root.name != "Tagging" || set.name != "TagSet" {
        return Err(malformed());
    }
    let one = |tag: &Element| {
        let part = |name| {
            tag.child_text(name)
                .map(str::to_owned)
                .ok_or_else(malformed)
        };
        Ok((part("Key")?, part("Value")?))
    };
    set.children.iter().map(one).collect()
}

fn checked(tags: Tags, most: usize) -> Result<Tags, AwsError> {
    if tags.len() > most {
        let what = if most == OBJECT { "Object" } else { "Bucket" };
        let why = format!("{what} tags cannot be greater than {most}");
        return Err(AwsError::new(400, "BadRequest", why));
    }
    for (at, (key, value)) in tags.iter().enumerate() {
        let refused = |why| Err(AwsError::new(400, "InvalidTag", why).with("TagKey", key));
        if key.is_empty() || key.chars().count() > 128 || !allowed(key) {
            return refused("The TagKey you have provided is invalid");
        }
        if value.chars().count() > 256 || !allowed(value) {
            return refused("The TagValue you have provided is invalid");
        }
        if key.starts_with("aws:") {
            return refused("System tags cannot be added/updated by requester");
        }
        if tags[..at].iter().any(|(other, _)| other == key) {
            return refused("Cannot provide multiple Tags with the same key");
        }
    }
    Ok(tags)
}

fn allowed(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_alphanumeric() || c.is_whitespace() || "+-=._:/@".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_or_refused() {
        let body = b"<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag></TagSet></Tagging>";
        assert_eq!(read(body), Ok(vec![("a".to_owned(), "b c".to_owned())]));
        assert!(read(b"<Tagging><Tag/></Tagging>").is_err());
        let code = |text: &str| checked(form::decode(text), OBJECT).unwrap_err().code;
        for bad in ["=v", "a=1&a=2", "aws:x=1", "a=%00", "a%7B=1"] {
            assert_eq!(code(bad), "InvalidTag", "{bad}");
        }
        let many: Vec<String> = (0..11).map(|n| format!("k{n}=v")).collect();
        assert_eq!(code(&many.join("&")), "BadRequest");
    }
}
