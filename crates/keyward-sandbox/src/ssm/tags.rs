//! AddTagsToResource, RemoveTagsFromResource, ListTagsForResource, for parameters.
//! <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html>

use serde_json::json;

use super::parameter::{self, Parameter};
use crate::dispatch::Context;
use crate::protocol::json::tags as listed;
use crate::protocol::{AwsError, Input, JsonAnswer};

pub(crate) fn add(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let tags = input.tags()?;
    let parameter = find(cx, input)?;
    for (key, value) in tags {
        parameter.tags.retain(|(known, _)| *known != key);
        parameter.tags.push((key, value));
    }
    Ok(json!({}))
}

pub(crate) fn remove(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let keys = input.texts("TagKeys")?;
    let parameter = find(cx, input)?;
    parameter
        .tags
        .retain(|(key, _)| !keys.contains(&key.as_str()));
    Ok(json!({}))
}

pub(crate) fn list(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    Ok(json!({ "TagList": listed(&find(cx, input)?.tags) }))
}

fn find<'c>(cx: &'c mut Context<'_>, input: &Input) -> Result<&'c mut Parameter, AwsError> {
    let id = input.required("ResourceId")?;
    if input.required("ResourceType")? != "Parameter" {
        return Err(AwsError::new(
            400,
            "InvalidResourceType",
            "The resource type isn't valid.",
        ));
    }
    parameter::find(cx, id)
        .map_err(|_| AwsError::new(400, "InvalidResourceId", "The resource ID isn't valid."))
}
