//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html>

use serde_json::json;

use super::secret::{self, CURRENT};
use super::{invalid_request, not_found};
use crate::dispatch::Context;
use crate::protocol::json::instant;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let (now, clock) = (cx.now(), cx.state.clock);
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    let (id, stage) = (input.text("VersionId")?, input.text("VersionStage")?);
    let version = match (id, stage) {
        (Some(id), _) => secret.versions.iter().find(|version| version.id == id),
        (None, stage) => secret.staged(stage.unwrap_or(CURRENT)),
    };
    let version = version.cloned().ok_or_else(|| match (id, stage) {
        (Some(id), _) => not_found(&format!(" value for VersionId: {id}")),
        (None, stage) => {
            let stage = stage.unwrap_or(CURRENT);
            not_found(&format!(" value for staging label: {stage}"))
        }
    })?;
    if id.is_some() && stage.is_some_and(|stage| !version.stages.iter().any(|s| s == stage)) {
        return Err(invalid_request(
            "You provided a VersionStage that is not associated to the provided VersionId.",
        ));
    }
    secret.accessed = Some(now);
    let mut answer = json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "VersionId": version.id,
        "VersionStages": version.stages,
        "CreatedDate": instant(clock.told(version.created)),
    });
    let (name, value) = version.content.member();
    answer[name] = value;
    Ok(answer)
}
