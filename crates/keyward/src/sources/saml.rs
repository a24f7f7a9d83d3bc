//! `sts:AssumeRoleWithSAML` with the assertion of an identity provider from a file (AWS STS API
//! Reference, "AssumeRoleWithSAML").

use base64::{Engine as _, engine::general_purpose::STANDARD};
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::Saml;

use super::{secret_file, web_identity::policies};
use crate::{aws::Aws, steps, sts::refused};

pub(super) async fn fetch(world: &World, aws: &Aws, wanted: &Saml) -> Result<Credentials> {
    let place = &wanted.assertion_file.location;
    let role = &wanted.role;
    // Read at every call: an assertion is good for minutes, and whoever fetches the next one puts it there.
    let assertion = assertion(world, wanted).map_err(|error| error.in_context(place))?;
    let answer = aws
        .unsigned_sts()?
        .assume_role_with_saml()
        .role_arn(&role.role_arn.value)
        .principal_arn(&wanted.provider_arn)
        .saml_assertion(assertion.expose())
        .set_duration_seconds(role.duration_seconds.and_then(|s| i32::try_from(s).ok()))
        .set_policy(role.policy.clone())
        .set_policy_arns(policies(role))
        .send()
        .await
        .map_err(|error| {
            let what = format!("AssumeRoleWithSAML of {}", role.role_arn.value);
            with_hint(refused(&error, &what, &aws.settings, None)).in_context(place)
        })?;
    let account = answer
        .assumed_role_user()
        .and_then(|user| steps::account_of(user.arn()));
    steps::credentials(answer.credentials, account, "saml")
}

fn with_hint(error: Error) -> Error {
    match error.aws_code() {
        Some("ExpiredTokenException" | "ExpiredToken") => error
            .with_hint("an assertion is good for minutes: sign in at the identity provider again"),
        Some("InvalidIdentityToken" | "IDPRejectedClaim") => error.with_hint(
            "the file must hold the SAMLResponse that the identity provider made for AWS",
        ),
        _ => error,
    }
}

/// In base64, as a browser posts it; a file may hold the XML itself.
fn assertion(world: &World, wanted: &Saml) -> Result<Secret> {
    let file = &wanted.assertion_file.value;
    let found = secret_file::read(world, file, |why| {
        Error::new(
            ErrorCode::FileUnreadable,
            format!("the SAML assertion {file} {why}"),
        )
        .with_hint("sign in at the identity provider, and put its SAMLResponse there")
    })?;
    Ok(match found.expose() {
        xml if xml.starts_with('<') => Secret::new(STANDARD.encode(xml)),
        base64 => Secret::new(base64.split_ascii_whitespace().collect::<String>()),
    })
}
