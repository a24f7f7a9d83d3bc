//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html>

use serde_json::json;

use super::secret::{self, CURRENT, Content};
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "SecretId",
        "ClientRequestToken",
        "Description",
        "SecretString",
        "SecretBinary",
    ])?;
    let now = cx.now();
    let (content, id) = (Content::read(input)?, secret::token(input)?);
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    let mut answer = json!({ "ARN": secret.arn, "Name": secret.name });
    if let Some(content) = content {
        secret.put(&id, content, &[CURRENT], now)?;
        answer["VersionId"] = json!(id);
    }
    if let Some(text) = input.text("Description")? {
        secret.description = Some(text.to_owned());
        secret.changed = now;
    }
    Ok(answer)
}
