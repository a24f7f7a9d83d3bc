//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html>

use super::{account, arn};
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input};
use crate::ssm::parameter_name;

pub(super) const KEYS: [&str; 3] = ["ssm:Overwrite", "ssm:Recursive", "ssm:resourceTag/*"];

pub(super) fn asks(
    operation: &str,
    cx: &Context<'_>,
    input: &Input,
) -> Result<Option<Vec<Ask>>, AwsError> {
    let one = |name: &str| -> Result<Vec<Ask>, AwsError> {
        Ok(vec![parameter(
            operation,
            cx,
            input.text(name)?.unwrap_or_default(),
        )])
    };
    let asks = match operation {
        "DescribeParameters" => vec![Ask::new(action(operation), arn(cx, "ssm", "*"))],
        "DeleteParameter"
        | "GetParameter"
        | "GetParameterHistory"
        | "LabelParameterVersion"
        | "UnlabelParameterVersion" => one("Name")?,
        "GetParametersByPath" => with(one("Path")?, &recursive(input)?),
        "PutParameter" => with(one("Name")?, &put(input)?),
        "ListTagsForResource" => one("ResourceId")?,
        "AddTagsToResource" => with(
            one("ResourceId")?,
            &Keys::new().request_tags(&input.tags()?),
        ),
        "RemoveTagsFromResource" => {
            let keys = Keys::new().list("aws:TagKeys", input.texts("TagKeys")?);
            with(one("ResourceId")?, &keys)
        }
        "DeleteParameters" | "GetParameters" => {
            let names = input.texts("Names")?;
            let asks = names.iter().map(|name| parameter(operation, cx, name));
            asks.collect()
        }
        _ => return Ok(None),
    };
    Ok(Some(asks))
}

fn action(operation: &str) -> String {
    format!("ssm:{operation}")
}

fn with(asks: Vec<Ask>, keys: &Keys) -> Vec<Ask> {
    asks.into_iter().map(|ask| ask.keys(keys.clone())).collect()
}

fn recursive(input: &Input) -> Result<Keys, AwsError> {
    Ok(Keys::new().with("ssm:Recursive", input.flag("Recursive")?.to_string()))
}

fn put(input: &Input) -> Result<Keys, AwsError> {
    Ok(Keys::new()
        .with("ssm:Overwrite", input.flag("Overwrite")?.to_string())
        .request_tags(&input.tags()?))
}

/// A name's leading slash is the one that its ARN has anyway.
fn parameter(operation: &str, cx: &Context<'_>, text: &str) -> Ask {
    let name = parameter_name(text);
    let path = name.strip_prefix('/').unwrap_or(&name);
    let ask = Ask::new(
        action(operation),
        arn(cx, "ssm", &format!("parameter/{path}")),
    );
    let place = (cx.region.to_owned(), name.clone());
    match account(cx).and_then(|account| account.parameters.get(&place)) {
        Some(known) => ask.keys(
            Keys::new()
                .tags("ssm:resourceTag", &known.tags)
                .tags("aws:ResourceTag", &known.tags),
        ),
        None => ask,
    }
}
