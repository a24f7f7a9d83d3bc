//! `sts:AssumeRoleWithWebIdentity` with an OIDC token from a file (EKS service accounts and the like;
//! AWS SDKs and Tools Reference Guide, "Assume role with web identity").

use aws_sdk_sts::{
    operation::assume_role_with_web_identity::builders::AssumeRoleWithWebIdentityFluentBuilder,
    types::PolicyDescriptorType,
};
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::{AssumeRole, Located};

use super::secret_file;
use crate::{aws::Aws, steps, sts::refused};

/// What the plan says of it.
pub(super) struct WebIdentity<'a> {
    pub(super) token_file: &'a Located<String>,
    pub(super) role_arn: &'a str,
    pub(super) session_name: Option<&'a str>,
}

pub(super) async fn fetch(
    world: &World,
    aws: &Aws,
    wanted: &WebIdentity<'_>,
) -> Result<Credentials> {
    // Read at every call: whoever mounts the file replaces it before the token expires.
    let token = token(world, wanted.token_file)?;
    let session_name = wanted.session_name.map_or_else(
        || format!("keyward-{}", world.now().unix()),
        ToOwned::to_owned,
    );
    let asked = aws
        .unsigned_sts()?
        .assume_role_with_web_identity()
        .role_arn(wanted.role_arn)
        .role_session_name(session_name);
    send(aws, asked, &token, "web_identity")
        .await
        .map_err(|error| error.in_context(&wanted.token_file.location))
}

/// Sends it with the token.
pub(super) async fn send(
    aws: &Aws,
    asked: AssumeRoleWithWebIdentityFluentBuilder,
    token: &Secret,
    source: &'static str,
) -> Result<Credentials> {
    let role = asked.get_role_arn().clone().unwrap_or_default();
    let answer = asked
        .web_identity_token(token.expose())
        .send()
        .await
        .map_err(|error| {
            let what = format!("AssumeRoleWithWebIdentity of {role}");
            refused(&error, &what, &aws.settings, None)
        })?;
    let account = answer
        .assumed_role_user()
        .and_then(|user| steps::account_of(user.arn()));
    steps::credentials(answer.credentials, account, source)
}

/// Session policies as STS takes them.
pub(super) fn policies(role: &AssumeRole) -> Option<Vec<PolicyDescriptorType>> {
    let arns = role.policy_arns.iter();
    let policies = arns.map(|arn| PolicyDescriptorType::builder().arn(arn).build());
    let policies: Vec<_> = policies.collect();
    (!policies.is_empty()).then_some(policies)
}

fn token(world: &World, file: &Located<String>) -> Result<Secret> {
    secret_file::read(world, &file.value, |why| {
        Error::new(
            ErrorCode::FileUnreadable,
            format!("{}: the token file {} {why}", file.location, file.value),
        )
        .with_hint("it is written by whoever runs this program: the kubelet, a CI job")
    })
}
