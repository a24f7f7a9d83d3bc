//! SetSMSAttributes, GetSMSAttributes, CheckIfPhoneNumberIsOptedOut.
//! <https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html>

use super::invalid;
use super::publish::check_phone;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

const NAMES: [&str; 6] = [
    "DefaultSMSType",
    "DefaultSenderID",
    "DeliveryStatusIAMRole",
    "DeliveryStatusSuccessSamplingRate",
    "MonthlySpendLimit",
    "UsageReportS3Bucket",
];

pub(crate) fn set(cx: &mut Context<'_>, params: &Params) -> Answer {
    let mut asked = Vec::new();
    for entry in params.structures("attributes.entry") {
        let name = entry.get("key").unwrap_or_default();
        let value = entry.get("value").unwrap_or_default();
        check(name, value)?;
        asked.push((name.to_owned(), value.to_owned()));
    }
    let region = cx.region.to_owned();
    let kept = cx.account().messaging.sms.entry(region).or_default();
    kept.extend(asked);
    Ok(Xml::new())
}

fn check(name: &str, value: &str) -> Result<(), AwsError> {
    let good = match name {
        "DefaultSMSType" => value == "Promotional" || value == "Transactional",
        "DefaultSenderID" => (1..=11).contains(&value.len()) && value.is_ascii(),
        "DeliveryStatusSuccessSamplingRate" => value.parse().is_ok_and(|rate: u8| rate <= 100),
        "MonthlySpendLimit" => value.parse::<u32>().is_ok(),
        other if NAMES.contains(&other) => true,
        other => return Err(invalid(&format!("{other} is not a valid attribute"))),
    };
    if good {
        Ok(())
    } else {
        Err(invalid(&format!("{name} Reason: {value} is not valid")))
    }
}

pub(crate) fn get(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = params.list("attributes.member");
    let region = cx.region.to_owned();
    let kept = cx
        .account()
        .messaging
        .sms
        .get(&region)
        .into_iter()
        .flatten();
    let entries = kept
        .filter(|(name, _)| asked.is_empty() || asked.contains(&name.as_str()))
        .map(|(name, value)| Xml::new().text("key", name).text("value", value));
    Ok(Xml::new().list("attributes", "entry", entries))
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_ListPhoneNumbersOptedOut.html>
pub(crate) fn list_opted_out(_: &Params) -> Answer {
    Ok(Xml::new().node("phoneNumbers", &Xml::new()))
}

/// <https://docs.aws.amazon.com/sns/latest/api/API_OptInPhoneNumber.html>
pub(crate) fn opt_in(params: &Params) -> Answer {
    check_phone(params.get("phoneNumber").unwrap_or_default())?;
    Ok(Xml::new())
}

/// Nobody opts out of a sandbox.
pub(crate) fn opted_out(params: &Params) -> Answer {
    check_phone(params.get("phoneNumber").unwrap_or_default())?;
    Ok(Xml::new().text("isOptedOut", "false"))
}
