//! Topics and those who listen to them.

use std::collections::BTreeMap;

use crate::dispatch::Context;
use crate::protocol::AwsError;

/// A topic.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub(crate) arn: String,
    pub(crate) display_name: String,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) subscriptions: Vec<Subscription>,
}

/// One listener.
#[derive(Debug, Clone)]
pub(crate) struct Subscription {
    pub(crate) arn: String,
    pub(crate) protocol: String,
    pub(crate) endpoint: String,
    /// Mail and web addresses have to confirm first; nobody at them hears of it here.
    pub(crate) pending: bool,
    /// `RawMessageDelivery`
    pub(crate) raw: bool,
}

impl Subscription {
    /// As lists show it.
    pub(crate) fn shown_arn(&self) -> &str {
        if self.pending {
            "PendingConfirmation"
        } else {
            &self.arn
        }
    }
}

/// SNS's settings of an account: topics by ARN, SMS attributes by region.
#[derive(Debug, Default)]
pub(crate) struct Messaging {
    pub(crate) topics: BTreeMap<String, Topic>,
    pub(crate) sms: BTreeMap<String, BTreeMap<String, String>>,
}

impl Messaging {
    /// Sorted.
    pub(crate) fn topic_arns(&self) -> impl Iterator<Item = &str> {
        self.topics.keys().map(String::as_str)
    }
}

/// The topic with this ARN, in the caller's account and region.
pub(super) fn find<'c>(cx: &'c mut Context<'_>, arn: &str) -> Result<&'c mut Topic, AwsError> {
    if arn.split(':').count() != 6 || !arn.starts_with("arn:aws:sns:") {
        return Err(super::invalid("TopicArn"));
    }
    let here = format!("arn:aws:sns:{}:{}:", cx.region, cx.account_id());
    let found = cx.account().messaging.topics.get_mut(arn);
    found
        .filter(|_| arn.starts_with(&here))
        .ok_or_else(no_topic)
}

pub(super) fn no_topic() -> AwsError {
    AwsError::new(404, "NotFound", "Topic does not exist")
}

/// The tags of a topic of the caller's account.
pub(crate) fn tags_of<'c>(cx: &'c Context<'_>, arn: &str) -> Option<&'c [(String, String)]> {
    let account = cx.state.accounts.get(cx.caller.principal.account())?;
    let topic = account.messaging.topics.get(arn)?;
    Some(&topic.tags)
}
