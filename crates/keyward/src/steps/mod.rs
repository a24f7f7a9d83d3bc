//! The steps: calls to STS on top of base credentials. One file a step.

pub(crate) mod assume_role;
pub(crate) mod get_session_token;

use aws_sdk_sts::types::Credentials as StsCredentials;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, Timestamp};

/// Whether AWS's refusal means that the credentials below the step are no longer good.
pub(crate) fn says_credentials_are_stale(error: &Error) -> bool {
    matches!(
        error.aws_code(),
        Some("ExpiredToken" | "ExpiredTokenException" | "InvalidClientTokenId")
    )
}

/// STS's answer as credentials.
pub(crate) fn credentials(
    answer: Option<StsCredentials>,
    account_id: Option<String>,
    source: &'static str,
) -> Result<Credentials> {
    let answer = answer.ok_or_else(|| {
        Error::new(
            ErrorCode::Unexpected,
            "STS answered without credentials in it",
        )
    })?;
    Ok(Credentials {
        expiration: Some(Timestamp::from_unix(answer.expiration.secs())),
        access_key_id: answer.access_key_id,
        secret_access_key: Secret::new(answer.secret_access_key),
        session_token: Some(Secret::new(answer.session_token)),
        account_id,
        credential_scope: None,
        source,
    })
}

/// The account in an ARN: its fifth field.
pub(crate) fn account_of(arn: &str) -> Option<String> {
    arn.split(':')
        .nth(4)
        .filter(|account| account.len() == 12)
        .map(str::to_owned)
}
