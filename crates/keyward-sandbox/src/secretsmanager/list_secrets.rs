//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html>

use serde_json::json;

use super::describe_secret::description;
use super::invalid_parameter;
use super::secret::Secret;
use crate::dispatch::Context;
use crate::protocol::json::page;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "Filters",
        "IncludePlannedDeletion",
        "MaxResults",
        "NextToken",
    ])?;
    let size = input.number("MaxResults", 1..=100)?.unwrap_or(100);
    let planned = input.flag("IncludePlannedDeletion")?;
    let filters = input.structures("Filters")?;
    let (region, now, clock) = (cx.region.to_owned(), cx.now(), cx.state.clock);
    let mut items = Vec::new();
    for ((at, name), secret) in &cx.account().secrets {
        let gone = secret.deletion.is_some_and(|at| at <= now);
        if *at != region || gone || (secret.deletion.is_some() && !planned) {
            continue;
        }
        if passes(secret, &filters)? {
            let mut item = description(secret, clock);
            item["SecretVersionsToStages"] = secret.stages();
            items.push((name.clone(), item));
        }
    }
    let size = usize::try_from(size).unwrap_or(100);
    let (shown, next) = page(items, input.text("NextToken")?, size);
    let mut answer = json!({ "SecretList": shown });
    if let Some(next) = next {
        answer["NextToken"] = json!(next);
    }
    Ok(answer)
}

/// Whether every filter has a value that the secret's text begins with; `!` turns it round.
fn passes(secret: &Secret, filters: &[Input]) -> Result<bool, AwsError> {
    for filter in filters {
        let texts: Vec<&str> = match filter.required("Key")? {
            "name" => vec![&secret.name],
            "description" => secret.description.as_deref().into_iter().collect(),
            "tag-key" => secret.tags.iter().map(|(key, _)| key.as_str()).collect(),
            "tag-value" => secret
                .tags
                .iter()
                .map(|(_, value)| value.as_str())
                .collect(),
            other => return Err(invalid_parameter(format!("Invalid filter key: {other}"))),
        };
        let values = filter.texts("Values")?;
        let any = values.iter().any(|value| match value.strip_prefix('!') {
            Some(not) => !texts.iter().any(|text| text.starts_with(not)),
            None => texts.iter().any(|text| text.starts_with(value)),
        });
        if !any {
            return Ok(false);
        }
    }
    Ok(true)
}
