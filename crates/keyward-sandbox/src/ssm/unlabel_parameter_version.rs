//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UnlabelParameterVersion.html>

use serde_json::json;

use super::names::Selector;
use super::parameter;
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

/// Takes labels from a version. Labels that it does not have are told.
pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let number = input.number("ParameterVersion", 1..=i64::MAX)?;
    let labels = input.texts("Labels")?;
    let parameter = parameter::find(cx, input.required("Name")?)?;
    let selector = number.map_or(Selector::Latest, Selector::Number);
    let number = parameter.version(&selector)?.number;
    let mut versions = parameter.versions.iter_mut();
    let version = versions.find(|version| version.number == number);
    let (mut removed, mut invalid) = (Vec::new(), Vec::new());
    for label in labels {
        let known = version
            .as_ref()
            .is_some_and(|v| v.labels.iter().any(|l| l == label));
        match known {
            true => removed.push(label),
            false => invalid.push(label),
        }
    }
    if let Some(version) = version {
        version
            .labels
            .retain(|label| !removed.contains(&label.as_str()));
    }
    Ok(json!({ "RemovedLabels": removed, "InvalidLabels": invalid }))
}
