//! Simple Notification Service: topics, and messages to phones.
//! <https://docs.aws.amazon.com/sns/latest/api/>

mod paging;
mod publish;
mod publish_batch;
mod sms_attributes;
mod subscriptions;
pub(crate) mod topic;
mod topics;

pub(crate) use topic::{Messaging, tags_of as topic_tags};

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Service};

/// Runs an operation.
pub(crate) fn call(action: &str, cx: &mut Context<'_>, params: &Params) -> Answer {
    match action {
        "CheckIfPhoneNumberIsOptedOut" => sms_attributes::opted_out(params),
        "CreateTopic" => topics::create(cx, params),
        "DeleteTopic" => topics::delete(cx, params),
        "GetSMSAttributes" => sms_attributes::get(cx, params),
        "GetTopicAttributes" => topics::get_attributes(cx, params),
        "ListSubscriptions" => subscriptions::list(cx, params),
        "ListSubscriptionsByTopic" => subscriptions::list_by_topic(cx, params),
        "ListTagsForResource" => topics::list_tags(cx, params),
        "ListTopics" => topics::list(cx, params),
        "GetSubscriptionAttributes" => subscriptions::get_attributes(cx, params),
        "ListPhoneNumbersOptedOut" => sms_attributes::list_opted_out(params),
        "OptInPhoneNumber" => sms_attributes::opt_in(params),
        "Publish" => publish::run(cx, params),
        "PublishBatch" => publish_batch::run(cx, params),
        "SetSMSAttributes" => sms_attributes::set(cx, params),
        "SetSubscriptionAttributes" => subscriptions::set_attributes(cx, params),
        "SetTopicAttributes" => topics::set_attributes(cx, params),
        "Subscribe" => subscriptions::subscribe(cx, params),
        "TagResource" => topics::tag(cx, params),
        "Unsubscribe" => subscriptions::unsubscribe(cx, params),
        "UntagResource" => topics::untag(cx, params),
        _ => Err(AwsError::no_operation(Service::Sns, action)),
    }
}

fn invalid(why: &str) -> AwsError {
    AwsError::new(400, "InvalidParameter", format!("Invalid parameter: {why}"))
}
