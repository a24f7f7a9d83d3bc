//! Subscribe, Unsubscribe, ListSubscriptions, ListSubscriptionsByTopic.
//! <https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html>

use super::publish::check_phone;
use super::topic::{self, Subscription, Topic};
use super::{invalid, paging};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, request_id};

pub(crate) fn subscribe(cx: &mut Context<'_>, params: &Params) -> Answer {
    let protocol = params.get("Protocol").unwrap_or_default();
    let endpoint = params.get("Endpoint").unwrap_or_default();
    let pending = check(protocol, endpoint)?;
    if params
        .structures("Attributes.entry")
        .iter()
        .any(|entry| entry.get("key") != Some("RawMessageDelivery"))
    {
        return Err(AwsError::not_built("a subscription's attribute"));
    }
    let attributes = params.structures("Attributes.entry");
    let raw = attributes
        .iter()
        .any(|entry| entry.get("value") == Some("true"));
    let always = params.get("ReturnSubscriptionArn") == Some("true");
    let topic = topic::find(cx, params.get("TopicArn").unwrap_or_default())?;
    let same = |s: &&Subscription| s.protocol == protocol && s.endpoint == endpoint;
    let known = topic.subscriptions.iter().find(same).cloned();
    let subscription = known.unwrap_or_else(|| {
        let made = Subscription {
            arn: format!("{}:{}", topic.arn, request_id::uuid()),
            protocol: protocol.to_owned(),
            endpoint: endpoint.to_owned(),
            pending,
            raw,
        };
        topic.subscriptions.push(made.clone());
        made
    });
    let shown = if subscription.pending && !always {
        "pending confirmation"
    } else {
        &subscription.arn
    };
    Ok(Xml::new().text("SubscriptionArn", shown))
}

/// Whether the endpoint has to confirm.
fn check(protocol: &str, endpoint: &str) -> Result<bool, AwsError> {
    let fits = |good: bool, pending: bool| match good {
        true => Ok(pending),
        false => Err(invalid(&format!(
            "Endpoint Reason: not a valid {protocol} endpoint"
        ))),
    };
    match protocol {
        "sms" => check_phone(endpoint)
            .map(|()| false)
            .map_err(|_| invalid(&format!("Invalid SMS endpoint: {endpoint}"))),
        "email" | "email-json" => fits(endpoint.contains('@'), true),
        "http" | "https" => fits(endpoint.starts_with(&format!("{protocol}://")), true),
        "sqs" | "lambda" | "firehose" | "application" => {
            fits(endpoint.starts_with("arn:aws:"), false)
        }
        other => Err(invalid(&format!(
            "Does not support this protocol string: {other}"
        ))),
    }
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html>
pub(crate) fn get_attributes(cx: &mut Context<'_>, params: &Params) -> Answer {
    let (owner, by) = (cx.account_id(), cx.caller.principal.arn());
    let subscription = named(cx, params)?;
    let topic = subscription.arn.rsplit_once(':').unwrap_or_default().0;
    let entries = [
        ("SubscriptionArn", subscription.arn.as_str()),
        ("TopicArn", topic),
        ("Owner", &owner),
        ("Protocol", &subscription.protocol),
        ("Endpoint", &subscription.endpoint),
        ("PendingConfirmation", truth(subscription.pending)),
        ("ConfirmationWasAuthenticated", truth(!subscription.pending)),
        ("RawMessageDelivery", truth(subscription.raw)),
        ("SubscriptionPrincipal", &by),
    ];
    let entries = entries
        .iter()
        .map(|(key, value)| Xml::new().text("key", key).text("value", value));
    Ok(Xml::new().list("Attributes", "entry", entries))
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html>
pub(crate) fn set_attributes(cx: &mut Context<'_>, params: &Params) -> Answer {
    let raw = match (params.get("AttributeName"), params.get("AttributeValue")) {
        (Some("RawMessageDelivery"), Some("true")) => true,
        (Some("RawMessageDelivery"), Some("false")) => false,
        (Some("RawMessageDelivery"), _) => {
            return Err(invalid(
                "Attributes Reason: RawMessageDelivery: Invalid value. Must be true or false.",
            ));
        }
        (
            Some(
                name @ ("FilterPolicy" | "FilterPolicyScope" | "RedrivePolicy" | "DeliveryPolicy"),
            ),
            _,
        ) => {
            return Err(AwsError::not_built(&format!(
                "the subscription attribute {name}"
            )));
        }
        _ => return Err(invalid("AttributeName")),
    };
    named(cx, params)?.raw = raw;
    Ok(Xml::new())
}

/// The subscription that a request names.
fn named<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<&'c mut Subscription, AwsError> {
    let arn = params.get("SubscriptionArn").unwrap_or_default();
    let (topic, _) = arn.rsplit_once(':').unwrap_or_default();
    if topic.split(':').count() != 6 {
        return Err(invalid("SubscriptionArn Reason: not a subscription ARN"));
    }
    let absent = || AwsError::new(404, "NotFound", "Subscription does not exist");
    let topic = topic::find(cx, topic).map_err(|_| absent())?;
    let mut all = topic.subscriptions.iter_mut();
    all.find(|known| known.arn == arn).ok_or_else(absent)
}

fn truth(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

pub(crate) fn unsubscribe(cx: &mut Context<'_>, params: &Params) -> Answer {
    let arn = params.get("SubscriptionArn").unwrap_or_default();
    let (topic, id) = arn.rsplit_once(':').unwrap_or_default();
    if id.is_empty() || topic.split(':').count() != 6 {
        return Err(invalid("SubscriptionArn Reason: not a subscription ARN"));
    }
    // A subscription that is gone is no mistake.
    if let Ok(topic) = topic::find(cx, topic) {
        topic.subscriptions.retain(|known| known.arn != arn);
    }
    Ok(Xml::new())
}

pub(crate) fn list(cx: &mut Context<'_>, params: &Params) -> Answer {
    let (owner, here) = (cx.account_id(), format!("arn:aws:sns:{}:", cx.region));
    let topics = cx.account().messaging.topics.values();
    let items = topics
        .filter(|topic| topic.arn.starts_with(&here))
        .flat_map(|topic| items(topic, &owner));
    paging::page(params, "Subscriptions", items.collect())
}

pub(crate) fn list_by_topic(cx: &mut Context<'_>, params: &Params) -> Answer {
    let owner = cx.account_id();
    let topic = topic::find(cx, params.get("TopicArn").unwrap_or_default())?;
    paging::page(params, "Subscriptions", items(topic, &owner))
}

fn items(topic: &Topic, owner: &str) -> Vec<(String, Xml)> {
    let one = |subscription: &Subscription| {
        let xml = Xml::new()
            .text("SubscriptionArn", subscription.shown_arn())
            .text("Owner", owner)
            .text("Protocol", &subscription.protocol)
            .text("Endpoint", &subscription.endpoint)
            .text("TopicArn", &topic.arn);
        (subscription.arn.clone(), xml)
    };
    let mut items: Vec<(String, Xml)> = topic.subscriptions.iter().map(one).collect();
    items.sort_by(|a, b| a.0.cmp(&b.0));
    items
}
