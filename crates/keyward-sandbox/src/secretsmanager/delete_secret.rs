//! DeleteSecret and RestoreSecret: a deleted secret waits for days before it is gone.
//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html>

use serde_json::json;
use time::Duration;

use super::secret;
use super::{invalid_parameter, invalid_request};
use crate::dispatch::Context;
use crate::protocol::json::instant;
use crate::protocol::{Input, JsonAnswer};

pub(crate) fn run(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&[
        "SecretId",
        "RecoveryWindowInDays",
        "ForceDeleteWithoutRecovery",
    ])?;
    let days = input.number("RecoveryWindowInDays", i64::MIN..=i64::MAX)?;
    let force = input.flag("ForceDeleteWithoutRecovery")?;
    if force && days.is_some() {
        return Err(invalid_parameter(
            "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
        ));
    }
    let days = days.unwrap_or(30);
    if !(7..=30).contains(&days) {
        return Err(invalid_parameter(
            "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
        ));
    }
    let (now, clock) = (cx.now(), cx.state.clock);
    let secret = secret::find(cx, input)?;
    if !force {
        secret.check_alive()?;
    }
    let date = if force {
        now
    } else {
        now + Duration::days(days)
    };
    secret.deletion = Some(date);
    secret.asked_to_delete = Some(now);
    Ok(json!({
        "ARN": secret.arn,
        "Name": secret.name,
        "DeletionDate": instant(clock.told(date)),
    }))
}

pub(crate) fn restore(cx: &mut Context<'_>, input: &Input) -> JsonAnswer {
    input.only(&["SecretId"])?;
    let secret = secret::find(cx, input)?;
    if secret.deletion.is_none() {
        return Err(invalid_request(
            "You can't perform this operation on the secret because it was not deleted.",
        ));
    }
    secret.deletion = None;
    secret.asked_to_delete = None;
    Ok(json!({ "ARN": secret.arn, "Name": secret.name }))
}
