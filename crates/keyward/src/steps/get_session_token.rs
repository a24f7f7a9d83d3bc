//! `sts:GetSessionToken` (AWS STS API Reference, "GetSessionToken").

use keyward_core::{Credentials, Result, World};
use keyward_profile::GetSessionToken;

use super::credentials;
use crate::{aws::Aws, mfa::Proof, sts::refused};

/// As [`Credentials::source`] names it.
pub(crate) const SOURCE: &str = "get_session_token";

pub(crate) async fn call(
    aws: &Aws,
    step: &GetSessionToken,
    with: &Credentials,
    proof: Option<&Proof>,
    world: &World,
) -> Result<Credentials> {
    let client = aws.sts(None, with)?;
    let duration = step.duration_seconds.and_then(|s| i32::try_from(s).ok());
    let request = client
        .get_session_token()
        .set_duration_seconds(duration)
        .set_serial_number(proof.map(|proof| proof.serial.clone()))
        .set_token_code(proof.map(Proof::code));
    let answer = request.send().await.map_err(|error| {
        if let Some(proof) = proof {
            proof.note_clock(&error, world.now());
        }
        refused(&error, "GetSessionToken", &aws.settings, Some(with))
    })?;
    credentials(answer.credentials, with.account_id.clone(), SOURCE)
}
