//! <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html>

use std::collections::BTreeMap;

use time::OffsetDateTime;

use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml, request_id};
use crate::state::Sms;

/// A longer SMS is refused; up to it, AWS sends several parts.
const LONGEST: usize = 1600;

/// Puts a message into the outbox. Topics and platform endpoints do not exist on this floor.
pub(crate) fn run(cx: &mut Context<'_>, params: &Params) -> Answer {
    let phone = match (
        params.get("PhoneNumber"),
        params.get("TopicArn").or(params.get("TargetArn")),
    ) {
        (Some(phone), None) => phone,
        (None, Some(_)) => return Err(AwsError::new(404, "NotFound", "Topic does not exist")),
        (Some(_), Some(_)) => {
            return Err(invalid(
                "Only one of TopicArn, TargetArn or PhoneNumber can be specified",
            ));
        }
        (None, None) => {
            return Err(invalid(
                "TopicArn or TargetArn Reason: no value for required parameter",
            ));
        }
    };
    check_phone(phone)?;
    let message = message(params)?;
    let attributes = attributes(params)?;
    let message_id = request_id::uuid();
    cx.state.outbox.push(Sms {
        message_id: message_id.clone(),
        phone_number: phone.to_owned(),
        message: message.to_owned(),
        sent_by: cx.caller.principal.arn(),
        attributes,
        at: OffsetDateTime::now_utc(),
    });
    Ok(Xml::new().text("MessageId", message_id))
}

/// E.164: a plus sign and up to 15 digits, the first not zero.
fn check_phone(phone: &str) -> Result<(), AwsError> {
    let digits = phone.strip_prefix('+').unwrap_or_default();
    let numeric = digits.bytes().all(|b| b.is_ascii_digit());
    if numeric && (2..=15).contains(&digits.len()) && !digits.starts_with('0') {
        return Ok(());
    }
    Err(invalid(&format!(
        "PhoneNumber Reason: {phone} is not valid to publish to"
    )))
}

fn message(params: &Params) -> Result<&str, AwsError> {
    let message = params.get("Message").unwrap_or_default();
    if message.is_empty() {
        return Err(invalid("Empty message"));
    }
    if message.chars().count() > LONGEST {
        return Err(invalid("Message too long"));
    }
    Ok(message)
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

fn invalid(why: &str) -> AwsError {
    AwsError::new(400, "InvalidParameter", format!("Invalid parameter: {why}"))
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
        assert!(message(&Params::of(&[("Message", &"x".repeat(1601))])).is_err());
        assert!(message(&Params::default()).is_err());
    }
}
