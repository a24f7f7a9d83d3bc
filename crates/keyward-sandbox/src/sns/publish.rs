//! <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>

use std::collections::BTreeMap;

use time::OffsetDateTime;

use super::{invalid, topic};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, request_id};
use crate::state::{Published, Sms};

/// A longer SMS is refused; up to it, AWS sends several parts.
const LONGEST: usize = 1600;
/// Bytes of a message to a topic.
const LONGEST_TO_TOPIC: usize = 256 * 1024;

/// Puts a message into the outboxes: one for phones, one for topics.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let to = Destination::read(params)?;
    let text = message(params)?;
    let attributes = attributes(params)?;
    let message_id = request_id::uuid();
    let mut sms = Sms {
        message_id: message_id.clone(),
        phone_number: String::new(),
        message: text.for_phones().to_owned(),
        sent_by: cx.caller.principal.arn(),
        attributes,
        at: OffsetDateTime::now_utc(),
    };
    match to {
        Destination::Phone(phone) => {
            phone.clone_into(&mut sms.phone_number);
            cx.state.outbox.push(sms);
        }
        Destination::Topic(arn) => {
            let listeners = phones(cx, arn)?;
            cx.state.published.push(Published {
                message_id: message_id.clone(),
                topic_arn: arn.to_owned(),
                subject: params.get("Subject").map(str::to_owned),
                message: text.default.clone(),
                sent_by: sms.sent_by.clone(),
                attributes: sms.attributes.clone(),
                at: sms.at,
            });
            let copies = listeners.into_iter().map(|phone_number| Sms {
                phone_number,
                ..sms.clone()
            });
            cx.state.outbox.extend(copies);
        }
    }
    Ok(Xml::new().text("MessageId", message_id))
}

/// Where a message goes.
enum Destination<'a> {
    Phone(&'a str),
    Topic(&'a str),
}

impl<'a> Destination<'a> {
    fn read(params: &'a Params) -> Result<Self, AwsError> {
        let topic = params.get("TopicArn").or(params.get("TargetArn"));
        match (params.get("PhoneNumber"), topic) {
            (Some(phone), None) => check_phone(phone).map(|()| Self::Phone(phone)),
            (None, Some(arn)) => Ok(Self::Topic(arn)),
            (Some(_), Some(_)) => Err(invalid(
                "Only one of TopicArn, TargetArn or PhoneNumber can be specified",
            )),
            (None, None) => Err(invalid(
                "TopicArn or TargetArn Reason: no value for required parameter",
            )),
        }
    }
}

/// The phones that listen to a topic.
fn phones(cx: &mut Context<'_>, arn: &str) -> Result<Vec<String>, AwsError> {
    let subscriptions = &topic::find(cx, arn)?.subscriptions;
    let phones = subscriptions.iter().filter(|s| s.protocol == "sms");
    Ok(phones.map(|s| s.endpoint.clone()).collect())
}

/// E.164: a plus sign and up to 15 digits, the first not zero.
pub(super) fn check_phone(phone: &str) -> Result<(), AwsError> {
    let digits = phone.strip_prefix('+').unwrap_or_default();
    let numeric = digits.bytes().all(|b| b.is_ascii_digit());
    if numeric && (2..=15).contains(&digits.len()) && !digits.starts_with('0') {
        return Ok(());
    }
    Err(invalid(&format!(
        "PhoneNumber Reason: {phone} is not valid to publish to"
    )))
}

/// What is sent: one text, or with `MessageStructure=json` one for each kind of listener.
struct Text {
    default: String,
    sms: Option<String>,
}

impl Text {
    fn for_phones(&self) -> &str {
        self.sms.as_deref().unwrap_or(&self.default)
    }
}

fn message(params: &Params) -> Result<Text, AwsError> {
    let message = params.get("Message").unwrap_or_default();
    let text = match params.get("MessageStructure") {
        Some("json") => structured(message)?,
        _ => Text {
            default: message.to_owned(),
            sms: None,
        },
    };
    if text.default.is_empty() {
        return Err(invalid("Empty message"));
    }
    let longest = if params.get("PhoneNumber").is_some() {
        LONGEST
    } else {
        LONGEST_TO_TOPIC
    };
    if text.for_phones().chars().count() > longest || message.len() > LONGEST_TO_TOPIC {
        return Err(invalid("Message too long"));
    }
    Ok(text)
}

fn structured(message: &str) -> Result<Text, AwsError> {
    let value: serde_json::Value = serde_json::from_str(message)
        .map_err(|_| invalid("Message Structure - JSON message body failed to parse"))?;
    let part = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    let default = part("default")
        .ok_or_else(|| invalid("Message Structure - No default entry in JSON message body"))?;
    Ok(Text {
        default,
        sms: part("sms"),
    })
}

fn attributes(params: &Params) -> Result<BTreeMap<String, String>, AwsError> {
    let mut all = BTreeMap::new();
    for entry in params.structures("MessageAttributes.entry") {
        let (name, value) = attribute(&entry)?;
        if name == "AWS.SNS.SMS.SMSType" && value != "Promotional" && value != "Transactional" {
            return Err(invalid(
                "SMSType Reason: must be Promotional or Transactional",
            ));
        }
        all.insert(name, value);
    }
    Ok(all)
}

fn attribute(entry: &Params) -> Result<(String, String), AwsError> {
    let name = entry
        .get("Name")
        .filter(|name| !name.is_empty() && name.len() <= 256);
    let name =
        name.ok_or_else(|| invalid("MessageAttributes Reason: a name is missing or too long"))?;
    let kind = entry.get("Value.DataType").unwrap_or_default();
    if kind.is_empty() {
        return Err(value_error(format!(
            "The message attribute '{name}' must contain non-empty message attribute type."
        )));
    }
    let carrier = if kind.starts_with("Binary") {
        "Value.BinaryValue"
    } else {
        "Value.StringValue"
    };
    let value = entry.get(carrier).filter(|value| !value.is_empty());
    let value = value.ok_or_else(|| {
        value_error(format!("The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{kind}'."))
    })?;
    Ok((name.to_owned(), value.to_owned()))
}

fn value_error(why: String) -> AwsError {
    AwsError::new(400, "ParameterValueInvalid", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_e164() {
        assert!(check_phone("+14155550100").is_ok());
        for bad in [
            "",
            "14155550100",
            "+",
            "+1",
            "+0155550100",
            "+1415555o100",
            "+1234567890123456",
            "++1415",
        ] {
            assert_eq!(
                check_phone(bad).unwrap_err().code,
                "InvalidParameter",
                "{bad}"
            );
        }
    }

    #[test]
    fn attributes_are_read_or_refused() {
        let good = Params::of(&[
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            (
                "MessageAttributes.entry.1.Value.StringValue",
                "Transactional",
            ),
        ]);
        assert_eq!(
            attributes(&good).unwrap()["AWS.SNS.SMS.SMSType"],
            "Transactional"
        );
        let wrong = Params::of(&[
            ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "Loud"),
        ]);
        assert_eq!(attributes(&wrong).unwrap_err().code, "InvalidParameter");
        let typeless = Params::of(&[("MessageAttributes.entry.1.Name", "x")]);
        assert_eq!(
            attributes(&typeless).unwrap_err().code,
            "ParameterValueInvalid"
        );
    }

    #[test]
    fn messages_have_bounds() {
        assert!(message(&Params::of(&[("Message", "hello")])).is_ok());
        assert!(
            message(&Params::of(&[
                ("PhoneNumber", "+14155550100"),
                ("Message", &"x".repeat(1601))
            ]))
            .is_err()
        );
        assert!(message(&Params::default()).is_err());
    }
}
