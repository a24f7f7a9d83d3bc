//! `sts:GetSessionToken` (AWS STS API Reference, "GetSessionToken").

use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::GetSessionToken;

use super::credentials;
use crate::{aws::Aws, sts::refused};

pub(crate) async fn call(
    aws: &Aws,
    step: &GetSessionToken,
    with: &Credentials,
) -> Result<Credentials> {
    if let Some(serial) = &step.mfa_serial {
        return Err(Error::new(
            ErrorCode::MfaRequired,
            format!(
                "the MFA device {serial} must be asked, which this version of keyward cannot do"
            ),
        ));
    }
    let client = aws.sts(None, with)?;
    let duration = step.duration_seconds.and_then(|s| i32::try_from(s).ok());
    let answer = client
        .get_session_token()
        .set_duration_seconds(duration)
        .send()
        .await
        .map_err(|error| refused(&error, "GetSessionToken", &aws.settings, Some(with)))?;
    credentials(
        answer.credentials,
        with.account_id.clone(),
        "get_session_token",
    )
}
