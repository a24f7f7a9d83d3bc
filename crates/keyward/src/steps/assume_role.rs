//! `sts:AssumeRole` (AWS STS API Reference, "AssumeRole").

use aws_sdk_sts::{
    operation::assume_role::builders::AssumeRoleFluentBuilder,
    types::{PolicyDescriptorType, Tag},
};
use keyward_core::{Credentials, Error, ErrorCode, Result, World};
use keyward_profile::AssumeRole;

use super::{account_of, credentials};
use crate::{aws::Aws, mfa::Proof, sts::refused};

/// As [`Credentials::source`] names it.
pub(crate) const SOURCE: &str = "assume_role";

pub(crate) async fn call(
    aws: &Aws,
    step: &AssumeRole,
    with: &Credentials,
    proof: Option<&Proof>,
    world: &World,
) -> Result<Credentials> {
    let client = aws.sts(step.region.as_deref(), with)?;
    let session_name = step
        .session_name
        .clone()
        .unwrap_or_else(|| format!("keyward-{}", world.now().unix()));
    let request = client
        .assume_role()
        .role_arn(&step.role_arn.value)
        .role_session_name(session_name)
        .set_serial_number(proof.map(|proof| proof.serial.clone()))
        .set_token_code(proof.map(Proof::code));
    let answer = with_options(request, step)?.send().await.map_err(|error| {
        if let Some(proof) = proof {
            proof.note_clock(&error, world.now());
        }
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
    credentials(answer.credentials, account, SOURCE)
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
