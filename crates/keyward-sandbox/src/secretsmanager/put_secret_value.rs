//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html>

use serde_json::json;

use super::invalid_request;
use super::secret::{self, CURRENT, Content};
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "SecretId",
        "ClientRequestToken",
        "SecretString",
        "SecretBinary",
        "VersionStages",
    ])?;
    let now = cx.now();
    let content = Content::read(input)?
        .ok_or_else(|| invalid_request("You must provide either SecretString or SecretBinary."))?;
    let id = secret::token(input)?;
    let mut stages = input.texts("VersionStages")?;
    if stages.is_empty() {
        stages.push(CURRENT);
    }
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    secret.put(&id, content, &stages, now)?;
    let version = secret.versions.iter().find(|version| version.id == id);
    Ok(json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": id,
        "VersionStages": version.map(|version| &version.stages),
    }))
}
