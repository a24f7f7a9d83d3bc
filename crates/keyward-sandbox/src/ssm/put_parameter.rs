//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html>

use serde_json::json;
use zeroize::Zeroizing;

use super::parameter::{self, Kind, Parameter, Version};
use super::{names, validation};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer};

/// Characters of a value of the standard tier.
const LONGEST: usize = 4096;
/// Versions kept.
const VERSIONS: usize = 100;

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "Name",
        "Value",
        "Type",
        "Overwrite",
        "Description",
        "AllowedPattern",
        "Tags",
        "Tier",
        "DataType",
    ])?;
    let name = input.required("Name")?;
    names::check(name)?;
    check_rest(input)?;
    let overwrite = input.flag("Overwrite")?;
    let tags = input.tags()?;
    if overwrite && !tags.is_empty() {
        return Err(validation(
            "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
        ));
    }
    let (account, region) = (cx.account_id(), cx.region.to_owned());
    let place = (region.clone(), name.to_owned());
    let before = cx.account().parameters.get(&place);
    let before = before.and_then(|parameter| parameter.latest().cloned());
    if before.is_some() && !overwrite {
        return Err(AwsError::new(
            400,
            "ParameterAlreadyExists",
            "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
        ));
    }
    let version = version(cx, input, before.as_ref())?;
    let number = version.number;
    let parameter = cx
        .account()
        .parameters
        .entry(place)
        .or_insert_with(|| Parameter {
            arn: format!(
                "arn:aws:ssm:{region}:{account}:parameter/{}",
                name.trim_start_matches('/')
            ),
            name: name.to_owned(),
            tags,
            versions: Vec::new(),
        });
    parameter.versions.push(version);
    let surplus = parameter.versions.len().saturating_sub(VERSIONS);
    parameter.versions.drain(..surplus);
    Ok(json!({ "Version": number, "Tier": "Standard" }))
}

/// The next version. A type once given stays.
fn version(cx: &Context<'_>, input: &Input, before: Option<&Version>) -> Result<Version, AwsError> {
    let asked = input.text("Type")?.map(Kind::parse).transpose()?;
    let kind = match (asked, before) {
        (Some(kind), Some(before)) if before.kind != kind => {
            return Err(validation(format!(
                "The parameter type cannot be changed from {} to {}.",
                before.kind.name(),
                kind.name()
            )));
        }
        (Some(kind), _) => kind,
        (None, Some(before)) => before.kind,
        (None, None) => {
            return Err(validation(
                "A parameter type is required when you create a parameter.",
            ));
        }
    };
    let text = |name| Ok::<_, AwsError>(input.text(name)?.map(str::to_owned));
    Ok(Version {
        number: before.map_or(1, |before| before.number + 1),
        kind,
        value: Zeroizing::new(value(input, kind)?.to_owned()),
        sealed: parameter::seal(),
        description: text("Description")?,
        allowed_pattern: text("AllowedPattern")?,
        data_type: "text".to_owned(),
        modified: cx.now(),
        modified_by: cx.caller.principal.arn(),
        labels: Vec::new(),
    })
}

fn value(input: &Input, kind: Kind) -> Result<&str, AwsError> {
    let value = input.required("Value")?;
    if value.chars().count() > LONGEST {
        return Err(validation(
            "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.",
        ));
    }
    if kind == Kind::StringList && value.split(',').any(str::is_empty) {
        return Err(validation(
            "Parameter value can't contain empty elements when its type is StringList.",
        ));
    }
    Ok(value)
}

/// What is taken only in its simplest form.
fn check_rest(input: &Input) -> Result<(), AwsError> {
    let simplest = [
        ("Tier", ["Standard", "Intelligent-Tiering"].as_slice()),
        ("DataType", &["text"]),
        // Patterns would have to be evaluated.
        ("AllowedPattern", &[]),
    ];
    for (name, allowed) in simplest {
        let asked = input.text(name)?;
        if let Some(other) = asked.filter(|text| !allowed.contains(text)) {
            return Err(AwsError::not_built(&format!("{name} {other}")));
        }
    }
    Ok(())
}
