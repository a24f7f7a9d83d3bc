//! SNS: topics, their subscriptions, SMS attributes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::account::{Known, Regional};
use super::problem::{Place, Problem};
use super::words::{Pairs, check_region, is_default};
use crate::protocol::request_id;
use crate::sns::topic::{Messaging, Subscription, Topic};

/// One topic, whose name is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "is_default")]
    display_name: String,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    subscriptions: Vec<Listener>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Listener {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arn: Option<String>,
    protocol: String,
    endpoint: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pending: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    raw_message_delivery: bool,
}

pub(super) fn of(messaging: &Messaging) -> (Regional<Wire>, Regional<String>) {
    let Messaging { topics, sms } = messaging;
    let mut all: Regional<Wire> = BTreeMap::new();
    for topic in topics.values() {
        let mut parts = topic.arn.split(':').skip(3);
        let region = parts.next().unwrap_or_default().to_owned();
        let name = parts.nth(1).unwrap_or_default().to_owned();
        all.entry(region).or_default().insert(name, Wire::of(topic));
    }
    (all, sms.clone())
}

pub(super) fn restore(
    topics: Regional<Wire>,
    sms: Regional<String>,
    place: Place<'_>,
    known: &Known<'_>,
) -> Result<Messaging, Problem> {
    let mut all = BTreeMap::new();
    let above = place.at("topics");
    for (region, here) in topics {
        check_region(&region, above.at(&region))?;
        for (name, wire) in here {
            let arn = format!("arn:aws:sns:{region}:{}:{name}", known.account);
            all.insert(arn.clone(), wire.restore(arn));
        }
    }
    let above = place.at("smsAttributes");
    for region in sms.keys() {
        check_region(region, above.at(region))?;
    }
    Ok(Messaging { topics: all, sms })
}

impl Wire {
    fn of(topic: &Topic) -> Self {
        let Topic {
            arn: _, // account, region and name are above it
            display_name,
            tags,
            subscriptions,
        } = topic;
        Self {
            display_name: display_name.clone(),
            tags: Pairs(tags.clone()),
            subscriptions: subscriptions.iter().map(Listener::of).collect(),
        }
    }

    fn restore(self, arn: String) -> Topic {
        let subscriptions = self.subscriptions.into_iter();
        Topic {
            subscriptions: subscriptions.map(|one| one.restore(&arn)).collect(),
            display_name: self.display_name,
            tags: self.tags.0,
            arn,
        }
    }
}

impl Listener {
    fn of(subscription: &Subscription) -> Self {
        let Subscription {
            arn,
            protocol,
            endpoint,
            pending,
            raw,
        } = subscription;
        Self {
            arn: Some(arn.clone()),
            protocol: protocol.clone(),
            endpoint: endpoint.clone(),
            pending: *pending,
            raw_message_delivery: *raw,
        }
    }

    fn restore(self, topic: &str) -> Subscription {
        let arn = self.arn;
        Subscription {
            arn: arn.unwrap_or_else(|| format!("{topic}:{}", request_id::uuid())),
            protocol: self.protocol,
            endpoint: self.endpoint,
            pending: self.pending,
            raw: self.raw_message_delivery,
        }
    }
}
