//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html>
//!
//! The resource of a message to a phone is the number itself: policies allow it with `*`, or with a
//! `NotResource` of topics.

use super::arn;
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::Params;

pub(super) const KEYS: [&str; 2] = ["sns:Endpoint", "sns:Protocol"];

pub(super) fn asks(operation: &str, cx: &Context<'_>, params: &Params) -> Option<Vec<Ask>> {
    let given = |name| params.get(name).unwrap_or_default().to_owned();
    let resource = match operation {
        "CheckIfPhoneNumberIsOptedOut"
        | "GetSMSAttributes"
        | "ListPhoneNumbersOptedOut"
        | "ListSubscriptions"
        | "ListTopics"
        | "OptInPhoneNumber"
        | "SetSMSAttributes" => "*".to_owned(),
        "CreateTopic" => arn(cx, "sns", &given("Name")),
        "DeleteTopic"
        | "GetTopicAttributes"
        | "ListSubscriptionsByTopic"
        | "PublishBatch"
        | "SetTopicAttributes"
        | "Subscribe" => given("TopicArn"),
        "ListTagsForResource" | "TagResource" | "UntagResource" => given("ResourceArn"),
        "Publish" => published_to(params),
        "GetSubscriptionAttributes" | "SetSubscriptionAttributes" | "Unsubscribe" => {
            topic_of(&given("SubscriptionArn"))
        }
        _ => return None,
    };
    let keys = keys(operation, cx, params, &resource);
    let action = match operation {
        "PublishBatch" => "Publish",
        other => other,
    };
    Some(vec![Ask::new(format!("SNS:{action}"), resource).keys(keys)])
}

fn published_to(params: &Params) -> String {
    let topic = params.get("TopicArn").or(params.get("TargetArn"));
    let to = topic.or(params.get("PhoneNumber"));
    to.unwrap_or_default().to_owned()
}

/// A subscription's ARN without its last part.
fn topic_of(subscription: &str) -> String {
    let topic = subscription.rsplit_once(':').map(|(topic, _)| topic);
    topic.unwrap_or(subscription).to_owned()
}

fn keys(operation: &str, cx: &Context<'_>, params: &Params, resource: &str) -> Keys {
    let keys = match operation {
        "UntagResource" => Keys::new().list("aws:TagKeys", params.list("TagKeys.member")),
        "CreateTopic" | "TagResource" => Keys::new().request_tags(&params.tags("Tags.member")),
        "Subscribe" => Keys::new()
            .optional("sns:Endpoint", params.get("Endpoint"))
            .optional("sns:Protocol", params.get("Protocol")),
        _ => Keys::new(),
    };
    match crate::sns::topic_tags(cx, resource) {
        Some(tags) => keys.tags("aws:ResourceTag", tags),
        None => keys,
    }
}
