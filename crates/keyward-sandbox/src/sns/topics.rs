//! CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes, SetTopicAttributes.
//! <https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html>

use super::topic::{self, Topic};
use super::{invalid, paging};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Tags of one topic.
const MOST_TAGS: usize = 50;

/// The same name again gives the same topic.
pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = params.get("Name").unwrap_or_default();
    let plain = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    if !plain || name.is_empty() || name.len() > 256 {
        return Err(invalid("Topic Name"));
    }
    let mut display_name = String::new();
    for entry in params.structures("Attributes.entry") {
        let value = entry.get("value").unwrap_or_default();
        *attribute(entry.get("key").unwrap_or_default(), &mut display_name)? = value.to_owned();
    }
    let arn = format!("arn:aws:sns:{}:{}:{name}", cx.region, cx.account_id());
    let tags = tags(params);
    let topics = &mut cx.account().messaging.topics;
    topics.entry(arn.clone()).or_insert_with(|| Topic {
        arn: arn.clone(),
        display_name,
        tags,
        subscriptions: Vec::new(),
    });
    Ok(Xml::new().text("TopicArn", arn))
}

/// A topic that is gone is deleted already.
pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let arn = params.get("TopicArn").unwrap_or_default();
    match topic::find(cx, arn) {
        Err(error) if error.code != "NotFound" => return Err(error),
        _ => {}
    }
    cx.account().messaging.topics.remove(arn);
    Ok(Xml::new())
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let here = format!("arn:aws:sns:{}:", cx.region);
    let arns = cx.account().messaging.topics.keys();
    let items = arns
        .filter(|arn| arn.starts_with(&here))
        .map(|arn| (arn.clone(), Xml::new().text("TopicArn", arn)));
    paging::page(params, "Topics", items.collect())
}

pub(crate) fn get_attributes(cx: &mut Context<'_>, params: &Params) -> Answer {
    let owner = cx.account_id();
    let topic = topic::find(cx, params.get("TopicArn").unwrap_or_default())?;
    let pending = topic.subscriptions.iter().filter(|s| s.pending).count();
    let confirmed = topic.subscriptions.len() - pending;
    let entries = [
        ("TopicArn", topic.arn.clone()),
        ("Owner", owner),
        ("DisplayName", topic.display_name.clone()),
        ("SubscriptionsConfirmed", confirmed.to_string()),
        ("SubscriptionsPending", pending.to_string()),
        ("SubscriptionsDeleted", "0".to_owned()),
    ];
    let entries = entries
        .iter()
        .map(|(key, value)| Xml::new().text("key", key).text("value", value));
    Ok(Xml::new().list("Attributes", "entry", entries))
}

pub(crate) fn set_attributes(cx: &mut Context<'_>, params: &Params) -> Answer {
    let topic = topic::find(cx, params.get("TopicArn").unwrap_or_default())?;
    let name = params.get("AttributeName").unwrap_or_default();
    let value = params.get("AttributeValue").unwrap_or_default();
    *attribute(name, &mut topic.display_name)? = value.to_owned();
    Ok(Xml::new())
}

/// Where an attribute is kept. A policy would have to be evaluated, a key to encrypt.
fn attribute<'t>(name: &str, display_name: &'t mut String) -> Result<&'t mut String, AwsError> {
    match name {
        "DisplayName" => Ok(display_name),
        "Policy" | "KmsMasterKeyId" | "DeliveryPolicy" | "FifoTopic" => {
            Err(AwsError::not_built(&format!("the topic attribute {name}")))
        }
        _ => Err(invalid("AttributeName")),
    }
}

fn tags(params: &Params) -> Vec<(String, String)> {
    let one = |tag: &Params| {
        let value = tag.get("Value").unwrap_or_default().to_owned();
        Some((tag.get("Key")?.to_owned(), value))
    };
    params
        .structures("Tags.member")
        .iter()
        .filter_map(one)
        .collect()
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html>
pub(crate) fn tag(cx: &mut Context<'_>, params: &Params) -> Answer {
    let added = tags(params);
    let topic = tagged(cx, params)?;
    let mut all = topic.tags.clone();
    for (key, value) in added {
        all.retain(|(known, _)| *known != key);
        all.push((key, value));
    }
    if all.len() > MOST_TAGS {
        let why = "Could not complete request: tag quota of per resource exceeded";
        return Err(AwsError::new(400, "TagLimitExceeded", why));
    }
    topic.tags = all;
    Ok(Xml::new())
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html>
pub(crate) fn untag(cx: &mut Context<'_>, params: &Params) -> Answer {
    let keys = params.list("TagKeys.member");
    let topic = tagged(cx, params)?;
    topic.tags.retain(|(key, _)| !keys.contains(&key.as_str()));
    Ok(Xml::new())
}

/// The topic whose tags a request is about.
fn tagged<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<&'c mut Topic, AwsError> {
    let arn = params.get("ResourceArn").unwrap_or_default();
    topic::find(cx, arn).map_err(|error| match error.code {
        "NotFound" => AwsError::new(404, "ResourceNotFound", "Resource does not exist"),
        _ => error,
    })
}

pub(crate) fn list_tags(cx: &mut Context<'_>, params: &Params) -> Answer {
    let topic = topic::find(cx, params.get("ResourceArn").unwrap_or_default())?;
    let items = topic
        .tags
        .iter()
        .map(|(key, value)| Xml::new().text("Key", key).text("Value", value));
    Ok(Xml::new().list("Tags", "member", items))
}
