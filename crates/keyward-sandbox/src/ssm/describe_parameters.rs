//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html>

use serde_json::{Value, json};

use super::parameter::Parameter;
use crate::dispatch::Context;
use crate::protocol::json::page;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["ParameterFilters", "MaxResults", "NextToken"])?;
    let size = input.number("MaxResults", 1..=50)?.unwrap_or(50);
    let filters = input.structures("ParameterFilters")?;
    let (region, clock) = (cx.region.to_owned(), cx.state.clock);
    let mut items: Vec<(String, Value)> = Vec::new();
    for ((at, name), parameter) in &cx.account().parameters {
        if let Some(version) = parameter.latest().filter(|_| *at == region)
            && passes(parameter, &filters)?
        {
            items.push((name.clone(), parameter.metadata(version, clock)));
        }
    }
    let size = usize::try_from(size).unwrap_or(50);
    let (shown, next) = page(items, input.text("NextToken")?, size);
    let mut answer = json!({ "Parameters": shown });
    if let Some(next) = next {
        answer["NextToken"] = json!(next);
    }
    Ok(answer)
}

fn passes(parameter: &Parameter, filters: &[Input]) -> Result<bool, AwsError> {
    for filter in filters {
        let key = filter.required("Key")?;
        let option = filter.text("Option")?.unwrap_or("Equals");
        let texts: Vec<&str> = match key {
            "Name" => vec![&parameter.name],
            "Type" => parameter
                .latest()
                .map(|v| v.kind.name())
                .into_iter()
                .collect(),
            tag if tag.starts_with("tag:") => {
                let tags = parameter.tags.iter().filter(|(k, _)| *k == tag[4..]);
                tags.map(|(_, value)| value.as_str()).collect()
            }
            other => return Err(AwsError::not_built(&format!("the filter {other}"))),
        };
        let values = filter.texts("Values")?;
        let fits = |text: &str, value: &str| match option {
            "BeginsWith" => Ok(text.starts_with(value)),
            "Contains" => Ok(text.contains(value)),
            "Equals" => Ok(text == value),
            other => Err(AwsError::new(
                400,
                "InvalidFilterOption",
                format!("The following filter option is not valid: {other}"),
            )),
        };
        let mut any = values.is_empty() && !texts.is_empty();
        for text in &texts {
            for value in &values {
                any |= fits(text, value)?;
            }
        }
        if !any {
            return Ok(false);
        }
    }
    Ok(true)
}
