//! DescribeSecret and ListSecretVersionIds.
//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html>

use serde_json::{Value, json};

use super::secret::{self, Secret};
use crate::dispatch::Context;
use crate::protocol::json::{self as wire, instant};
use crate::protocol::{Input, JsonAnswer};
use crate::state::Clock;

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let clock = cx.state.clock;
    let secret = secret::find(cx, input)?;
    let mut answer = description(secret, clock);
    answer["VersionIdsToStages"] = secret.stages();
    Ok(answer)
}

/// What both DescribeSecret and ListSecrets tell.
pub(super) fn description(secret: &Secret, clock: Clock) -> Value {
    let date = |at| instant(clock.told(at));
    let mut answer = json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "CreatedDate": date(secret.created),
        "LastChangedDate": date(secret.changed),
        "Tags": wire::tags(&secret.tags),
    });
    let optional = [
        ("LastAccessedDate", secret.accessed.map(date)),
        ("DeletedDate", secret.asked_to_delete.map(date)),
        (
            "Description",
            secret.description.as_ref().map(|text| json!(text)),
        ),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            answer[name] = value;
        }
    }
    answer
}

pub(crate) fn versions(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["SecretId", "IncludeDeprecated"])?;
    let clock = cx.state.clock;
    let all = input.flag("IncludeDeprecated")?;
    let secret = secret::find(cx, input)?;
    let shown = secret
        .versions
        .iter()
        .filter(|version| all || !version.stages.is_empty());
    let versions: Vec<Value> = shown
        .map(|version| {
            json!({
                "VersionId": version.id,
                "VersionStages": version.stages,
                "CreatedDate": instant(clock.told(version.created)),
            })
        })
        .collect();
    Ok(json!({ "ARN": secret.arn, "Name": secret.name, "Versions": versions }))
}
