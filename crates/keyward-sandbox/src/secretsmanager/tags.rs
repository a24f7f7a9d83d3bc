//! TagResource and UntagResource.
//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html>

use serde_json::json;

use super::secret;
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn add(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let tags = input.tags()?;
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    for (key, value) in tags {
        secret.tags.retain(|(known, _)| *known != key);
        secret.tags.push((key, value));
    }
    Ok(json!({}))
}

pub(crate) fn remove(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let keys = input.texts("TagKeys")?;
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    secret.tags.retain(|(key, _)| !keys.contains(&key.as_str()));
    Ok(json!({}))
}
