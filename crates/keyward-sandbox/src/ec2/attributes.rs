//! DescribeInstanceAttribute and ModifyInstanceAttribute.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html>

use super::ids;
use super::instance::{Instance, Phase};
use super::run_instances::check_kind;
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Attributes, as requests write them and as answers do.
const NAMES: [(&str, &str); 6] = [
    ("InstanceType", "instanceType"),
    ("DisableApiTermination", "disableApiTermination"),
    ("DisableApiStop", "disableApiStop"),
    (
        "InstanceInitiatedShutdownBehavior",
        "instanceInitiatedShutdownBehavior",
    ),
    ("UserData", "userData"),
    ("SourceDestCheck", "sourceDestCheck"),
];

pub(crate) fn describe(cx: &mut Context<'_>, params: &Params) -> Answer {
    let name = ids::required(params, "Attribute")?;
    let instance = find(cx, params)?;
    let settings = &instance.settings;
    let value = match name {
        "instanceType" => Some(instance.kind.clone()),
        "disableApiTermination" => Some(settings.termination_protection.to_string()),
        "disableApiStop" => Some(settings.stop_protection.to_string()),
        "instanceInitiatedShutdownBehavior" => Some(settings.shutdown_behavior.clone()),
        "userData" => settings.user_data.clone(),
        "sourceDestCheck" => Some(settings.source_dest_check.to_string()),
        other => return Err(unknown(other)),
    };
    let value = Xml::new().optional("value", value);
    Ok(Xml::new()
        .text("instanceId", &instance.id)
        .node(name, &value))
}

pub(crate) fn modify(cx: &mut Context<'_>, params: &Params) -> Answer {
    let (name, value) = asked(params)?;
    let instance = find(cx, params)?;
    match name {
        "instanceType" => {
            check_kind(value)?;
            check_stopped(instance)?;
            value.clone_into(&mut instance.kind);
        }
        "userData" => {
            check_stopped(instance)?;
            instance.settings.user_data = Some(value.to_owned());
        }
        "instanceInitiatedShutdownBehavior" if ["stop", "terminate"].contains(&value) => {
            value.clone_into(&mut instance.settings.shutdown_behavior);
        }
        "disableApiTermination" => instance.settings.termination_protection = flag(value)?,
        "disableApiStop" => instance.settings.stop_protection = flag(value)?,
        "sourceDestCheck" => instance.settings.source_dest_check = flag(value)?,
        _ => return Err(invalid(value, name)),
    }
    Ok(Xml::new().text("return", "true"))
}

/// The one attribute of a request: `InstanceType.Value=…`, or `Attribute=instanceType&Value=…`.
fn asked(params: &Params) -> Result<(&'static str, &str), AwsError> {
    let direct = NAMES.iter().filter_map(|(sent, name)| {
        let value = params
            .get(&format!("{sent}.Value"))
            .or_else(|| params.get(sent))?;
        Some((*name, value))
    });
    let mut found: Vec<(&str, &str)> = direct.collect();
    if let Some(attribute) = params.get("Attribute") {
        let known = NAMES.iter().find(|(_, name)| *name == attribute);
        let (_, name) = known.ok_or_else(|| unknown(attribute))?;
        found.push((name, params.get("Value").unwrap_or_default()));
    }
    match found[..] {
        [one] => Ok(one),
        [] => Err(AwsError::new(
            400,
            "InvalidParameterCombination",
            "No attributes specified.",
        )),
        _ => Err(AwsError::new(
            400,
            "InvalidParameterCombination",
            "Fields for multiple attribute types specified",
        )),
    }
}

fn find<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<&'c mut Instance, AwsError> {
    let id = ids::required(params, "InstanceId")?;
    let region = cx.region.to_owned();
    let all = &mut cx.account().instances.all;
    let found = all.iter_mut().find(|i| i.region == region && i.id == id);
    found.ok_or_else(|| ids::not_found(&[id]))
}

fn check_stopped(instance: &Instance) -> Result<(), AwsError> {
    if instance.phase == Phase::Stopped {
        return Ok(());
    }
    let why = format!(
        "The instance '{}' is not in the 'stopped' state.",
        instance.id
    );
    Err(AwsError::new(400, "IncorrectInstanceState", why))
}

fn flag(value: &str) -> Result<bool, AwsError> {
    value
        .to_lowercase()
        .parse()
        .map_err(|_| invalid(value, "value"))
}

fn invalid(value: &str, name: &str) -> AwsError {
    let why = format!("Value ({value}) for parameter {name} is invalid.");
    AwsError::new(400, "InvalidParameterValue", why)
}

fn unknown(name: &str) -> AwsError {
    let why = format!("Value ({name}) for parameter attribute is invalid. Unknown attribute");
    AwsError::new(400, "InvalidParameterValue", why)
}
