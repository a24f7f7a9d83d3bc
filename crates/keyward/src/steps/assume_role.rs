//! `sts:AssumeRole` (AWS STS API Reference, "AssumeRole").

use aws_sdk_sts::{
    operation::assume_role::builders::AssumeRoleFluentBuilder,
    types::{PolicyDescriptorType, Tag},
};
use keyward_core::{Credentials, Error, ErrorCode, Result, World};
use keyward_profile::AssumeRole;

use super::{account_of, credentials};
use crate::{aws::Aws, sts::refused};

pub(crate) async fn call(
    aws: &Aws,
    step: &AssumeRole,
    with: &Credentials,
    world: &World,
) -> Result<Credentials> {
    if let Some(serial) = &step.mfa_serial {
        return Err(mfa_required(step, serial));
    }
    let client = aws.sts(step.region.as_deref(), with)?;
    let session_name = step
        .session_name
        .clone()
        .unwrap_or_else(|| format!("keyward-{}", world.now().unix()));
    let request = client
        .assume_role()
        .role_arn(&step.role_arn.value)
        .role_session_name(session_name);
    let answer = with_options(request, step)?.send().await.map_err(|error| {
        refused(
            &error,
            &format!("AssumeRole of {}", step.role_arn.value),
            &aws.settings,
            Some(with),
        )
        .in_context(&step.role_arn.location)
    })?;
    let account = answer
        .assumed_role_user()
        .and_then(|user| account_of(user.arn()));
    credentials(answer.credentials, account, "assume_role")
}

fn with_options(
    request: AssumeRoleFluentBuilder,
    step: &AssumeRole,
) -> Result<AssumeRoleFluentBuilder> {
    let tags = step
        .tags
        .iter()
        .map(|(key, value)| Tag::builder().key(key).value(value).build())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Error::new(ErrorCode::InvalidArgument, format!("tags: {error}")))?;
    let policy_arns = step
        .policy_arns
        .iter()
        .map(|arn| PolicyDescriptorType::builder().arn(arn).build());
    Ok(request
        .set_external_id(step.external_id.clone())
        .set_duration_seconds(step.duration_seconds.and_then(|s| i32::try_from(s).ok()))
        .set_source_identity(step.source_identity.clone())
        .set_policy(step.policy.clone())
        .set_tags(some_if_any(tags))
        .set_transitive_tag_keys(some_if_any(step.transitive_tag_keys.clone()))
        .set_policy_arns(some_if_any(policy_arns.collect())))
}

fn some_if_any<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn mfa_required(step: &AssumeRole, serial: &str) -> Error {
    Error::new(
        ErrorCode::MfaRequired,
        format!(
            "{}: role {} wants a code from the MFA device {serial}, which this version of keyward cannot ask for",
            step.role_arn.location, step.role_arn.value
        ),
    )
    .with_hint("use a role without mfa_serial until MFA sessions land")
}
