//! <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html>
//!
//! A secret that does not exist has its name for an ARN, without the six letters at its end.

use super::{account, arn};
use crate::authorization::{Ask, Keys};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input};
use crate::secretsmanager::Secret;

pub(super) const KEYS: [&str; 9] = [
    "secretsmanager:Description",
    "secretsmanager:ForceDeleteWithoutRecovery",
    "secretsmanager:Name",
    "secretsmanager:RecoveryWindowInDays",
    "secretsmanager:ResourceTag/*",
    "secretsmanager:SecretId",
    "secretsmanager:SecretPrimaryRegion",
    "secretsmanager:VersionId",
    "secretsmanager:VersionStage",
];

pub(super) fn asks(
    operation: &str,
    cx: &Context<'_>,
    input: &Input,
) -> Result<Option<Vec<Ask>>, AwsError> {
    let action = format!("secretsmanager:{operation}");
    let ask = match operation {
        "BatchGetSecretValue" | "GetRandomPassword" | "ListSecrets" => Ask::new(action, "*"),
        "CreateSecret" => created(action, cx, input)?,
        "DeleteSecret"
        | "DescribeSecret"
        | "GetSecretValue"
        | "ListSecretVersionIds"
        | "PutSecretValue"
        | "RestoreSecret"
        | "TagResource"
        | "UntagResource"
        | "UpdateSecret"
        | "UpdateSecretVersionStage" => existing(action, cx, input)?,
        _ => return Ok(None),
    };
    Ok(Some(vec![ask.keys(told(operation, input)?)]))
}

/// With its tags, where it has any: they are a permission of their own.
fn created(action: String, cx: &Context<'_>, input: &Input) -> Result<Ask, AwsError> {
    let name = input.text("Name")?.unwrap_or_default();
    let keys = Keys::new()
        .with("secretsmanager:Name", name)
        .request_tags(&input.tags()?);
    Ok(Ask::new(action, arn(cx, "secretsmanager", &format!("secret:{name}"))).keys(keys))
}

fn existing(action: String, cx: &Context<'_>, input: &Input) -> Result<Ask, AwsError> {
    let id = input.text("SecretId")?.unwrap_or_default();
    let Some(secret) = find(cx, id) else {
        let resource = if id.starts_with("arn:") {
            id.to_owned()
        } else {
            arn(cx, "secretsmanager", &format!("secret:{id}"))
        };
        return Ok(Ask::new(action, resource).keys(Keys::new().with("secretsmanager:SecretId", id)));
    };
    let (arn, tags) = secret.identity();
    let keys = Keys::new()
        .with("secretsmanager:SecretId", arn)
        .with("secretsmanager:SecretPrimaryRegion", cx.region)
        .tags("secretsmanager:ResourceTag", tags)
        .tags("aws:ResourceTag", tags);
    Ok(Ask::new(action, arn).keys(keys))
}

fn find<'c>(cx: &'c Context<'_>, id: &str) -> Option<&'c Secret> {
    let all = account(cx)?.secrets.iter();
    let mut here = all.filter(|((region, _), _)| region == cx.region);
    here.find(|(_, secret)| secret.is_meant_by(id))
        .map(|(_, secret)| secret)
}

/// What the request says beside the secret's name.
fn told(operation: &str, input: &Input) -> Result<Keys, AwsError> {
    let keys = Keys::new()
        .optional("secretsmanager:VersionId", input.text("VersionId")?)
        .optional("secretsmanager:VersionStage", input.text("VersionStage")?)
        .optional("secretsmanager:Description", input.text("Description")?);
    Ok(match operation {
        "TagResource" => keys.request_tags(&input.tags()?),
        "UntagResource" => keys.list("aws:TagKeys", input.texts("TagKeys")?),
        "DeleteSecret" => {
            let force = input.flag("ForceDeleteWithoutRecovery")?;
            let days = input.number("RecoveryWindowInDays", i64::MIN..=i64::MAX)?;
            keys.with(
                "secretsmanager:ForceDeleteWithoutRecovery",
                force.to_string(),
            )
            .optional(
                "secretsmanager:RecoveryWindowInDays",
                days.map(|days| days.to_string()),
            )
        }
        _ => keys,
    })
}
