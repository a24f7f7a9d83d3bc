//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html>

use serde_json::json;

use super::names::Selector;
use super::parameter;
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

/// Moves labels to a version. Labels that break the rules are told and left out.
pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let number = input.number("ParameterVersion", 1..=i64::MAX)?;
    let (good, bad): (Vec<&str>, Vec<&str>) = input
        .texts("Labels")?
        .into_iter()
        .partition(|label| valid(label));
    let parameter = parameter::find(cx, input.required("Name")?)?;
    let selector = number.map_or(Selector::Latest, Selector::Number);
    let number = parameter.version(&selector)?.number;
    for version in &mut parameter.versions {
        version
            .labels
            .retain(|known| !good.contains(&known.as_str()));
        if version.number == number {
            version
                .labels
                .extend(good.iter().map(|label| (*label).to_owned()));
        }
    }
    Ok(json!({ "InvalidLabels": bad, "ParameterVersion": number }))
}

/// Letters, digits, `.`, `-`, `_`; not a digit first, no reserved beginning.
fn valid(label: &str) -> bool {
    let lower = label.to_lowercase();
    let plain = label
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    plain
        && (1..=100).contains(&label.len())
        && !label.starts_with(|c: char| c.is_ascii_digit())
        && !lower.starts_with("aws")
        && !lower.starts_with("ssm")
}
