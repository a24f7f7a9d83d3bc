//! Messages that SNS would have sent.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// One message to a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sms {
    /// As Publish answered it.
    pub message_id: String,
    /// E.164.
    pub phone_number: String,
    /// The text.
    pub message: String,
    /// ARN of the principal that published it.
    pub sent_by: String,
    /// `MessageAttributes` with string values, such as `AWS.SNS.SMS.SenderID`.
    pub attributes: std::collections::BTreeMap<String, String>,
    /// When, on the real clock.
    #[serde(with = "super::log::millis")]
    pub at: OffsetDateTime,
}

/// One message to a topic, whoever listens to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// As Publish answered it.
    pub message_id: String,
    /// The topic.
    pub topic_arn: String,
    /// `Subject`, where there was one.
    pub subject: Option<String>,
    /// The text; of a structured message its `default`.
    pub message: String,
    /// ARN of the principal that published it.
    pub sent_by: String,
    /// `MessageAttributes`.
    pub attributes: std::collections::BTreeMap<String, String>,
    /// When, on the real clock.
    #[serde(with = "super::log::millis")]
    pub at: OffsetDateTime,
}
