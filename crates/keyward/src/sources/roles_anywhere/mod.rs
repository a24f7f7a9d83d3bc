//! IAM Roles Anywhere: a role for whoever holds the private key of a certificate (IAM Roles Anywhere
//! User Guide, "CreateSession API").

mod identity;
mod signature;

use std::time::Duration;

use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, World};
use keyward_profile::RolesAnywhere;
use serde_json::json;

use self::identity::Identity;
use super::{
    token_document::Document,
    token_service::{ROLES_ANYWHERE, TokenService, rubbish},
};
use crate::{aws::Aws, steps};

const PATH: &str = "/sessions";
const CALL: &str = "CreateSession";
const PAUSE: Duration = Duration::from_millis(200);

pub(super) async fn fetch(world: &World, aws: &Aws, wanted: &RolesAnywhere) -> Result<Credentials> {
    let place = &wanted.trust_anchor_arn.location;
    create_session(world, aws, wanted)
        .await
        .map_err(|error| with_hint(error).in_context(place))
}

async fn create_session(world: &World, aws: &Aws, wanted: &RolesAnywhere) -> Result<Credentials> {
    let region = region(&wanted.trust_anchor_arn.value);
    let service = TokenService::new(aws, ROLES_ANYWHERE, region)?;
    // Read at every call: certificates are renewed on disk.
    let identity = Identity::read(world, wanted)?;
    let body = body(wanted);
    let most = aws.max_attempts();
    let mut attempt = 1;
    loop {
        let headers = signature::headers(&identity, &service.url(PATH), region, &body.to_bytes())?;
        match service.post(PATH, headers, &body, CALL).await {
            Err(error) if error.is_passing() && attempt < most => {
                tokio::time::sleep(PAUSE * attempt).await;
            }
            answer => return credentials(&answer?),
        }
        attempt += 1;
    }
}

/// The planner has seen that there is one.
fn region(arn: &str) -> &str {
    arn.split(':').nth(3).unwrap_or_default()
}

fn body(wanted: &RolesAnywhere) -> Document {
    let role = &wanted.role;
    let mut body = json!({
        "trustAnchorArn": wanted.trust_anchor_arn.value,
        "profileArn": wanted.profile_arn,
        "roleArn": role.role_arn.value,
    });
    if let Some(seconds) = role.duration_seconds {
        body["durationSeconds"] = seconds.into();
    }
    if let Some(name) = &role.session_name {
        body["roleSessionName"] = name.as_str().into();
    }
    Document::json(body)
}

fn credentials(answer: &Document) -> Result<Credentials> {
    let text = |name: &str| {
        let pointer = format!("/credentialSet/0/credentials/{name}");
        let missing = || rubbish(CALL, &format!("has no {name}"));
        answer.text(&pointer).ok_or_else(missing)
    };
    let expiration = answer.instant("/credentialSet/0/credentials/expiration");
    let arn = answer.text("/credentialSet/0/assumedRoleUser/arn");
    Ok(Credentials {
        access_key_id: text("accessKeyId")?.to_owned(),
        secret_access_key: Secret::new(text("secretAccessKey")?),
        session_token: Some(Secret::new(text("sessionToken")?)),
        expiration: Some(expiration.ok_or_else(|| rubbish(CALL, "has no expiration"))?),
        account_id: arn.and_then(steps::account_of),
        credential_scope: None,
        source: "roles_anywhere",
    })
}

/// No sign-in mends these: the certificate does, or the trust.
fn with_hint(error: Error) -> Error {
    match error.code() {
        ErrorCode::LoginRequired | ErrorCode::AwsRefused => error
            .with_code(ErrorCode::AwsRefused)
            .with_hint("check that the trust anchor knows the certificate's issuer, that the profile lists the role, and that the role trusts rolesanywhere.amazonaws.com"),
        _ => error,
    }
}
