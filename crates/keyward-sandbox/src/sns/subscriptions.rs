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
