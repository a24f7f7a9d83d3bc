//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html>

use serde_json::json;

use super::secret::{self, CURRENT};
use super::{invalid_parameter, not_found};
use crate::dispatch::Context;
use crate::protocol::{Input, JsonAnswer};

/// Moves a label: what a rotation ends with.
pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let now = cx.now();
    let stage = input.required("VersionStage")?;
    let (to, from) = (
        input.text("MoveToVersionId")?,
        input.text("RemoveFromVersionId")?,
    );
    let secret = secret::find(cx, input)?;
    secret.check_alive()?;
    for id in [to, from].into_iter().flatten() {
        if !secret.versions.iter().any(|version| version.id == id) {
            return Err(not_found(&format!(" version with VersionId: {id}")));
        }
    }
    let holder = secret.staged(stage).map(|version| version.id.clone());
    if holder.as_deref() != from && holder.as_deref() != to && holder.is_some() {
        return Err(invalid_parameter(format!(
            "The parameter RemoveFromVersionId can't be empty. Staging label {stage} is currently attached to version {}, so you must explicitly reference that version in RemoveFromVersionId.",
            holder.unwrap_or_default()
        )));
    }
    if to.is_none() && stage == CURRENT {
        return Err(invalid_parameter(
            "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
        ));
    }
    secret.label(stage, to);
    secret.changed = now;
    Ok(json!({ "ARN": secret.arn, "Name": secret.name }))
}
