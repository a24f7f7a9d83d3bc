//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html>

use serde_json::{Value, json};

use super::validation;
use crate::dispatch::Context;
use crate::protocol::json::page;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "Path",
        "Recursive",
        "WithDecryption",
        "MaxResults",
        "NextToken",
    ])?;
    let path = input.required("Path")?;
    if !path.starts_with('/') {
        return Err(validation(
            "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\".",
        ));
    }
    let (recursive, decrypt) = (input.flag("Recursive")?, input.flag("WithDecryption")?);
    let size = input.number("MaxResults", 1..=10)?.unwrap_or(10);
    let (region, clock) = (cx.region.to_owned(), cx.state.clock);
    let below = format!("{}/", path.trim_end_matches('/'));
    let under = |name: &str| match name.strip_prefix(&below) {
        Some(rest) => recursive || !rest.contains('/'),
        // A name without slashes stands at the top.
        None => below == "/" && !name.contains('/'),
    };
    let all = cx.account().parameters.iter();
    let items: Vec<(String, Value)> = all
        .filter(|((at, name), _)| *at == region && under(name))
        .filter_map(|((_, name), parameter)| {
            let version = parameter.latest()?;
            Some((
                name.clone(),
                parameter.answer(version, decrypt, clock, None),
            ))
        })
        .collect();
    let size = usize::try_from(size).unwrap_or(10);
    let (shown, next) = page(items, input.text("NextToken")?, size);
    let mut answer = json!({ "Parameters": shown });
    if let Some(next) = next {
        answer["NextToken"] = json!(next);
    }
    Ok(answer)
}
