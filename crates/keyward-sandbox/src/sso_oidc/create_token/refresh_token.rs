//! The grant of an earlier answer. A refresh token is spent by its use: the answer holds the next.

use time::OffsetDateTime;

use super::super::{Oidc, error, required};
use super::{Body, Login};
use crate::protocol::AwsError;

pub(super) fn redeem(
    oidc: &mut Oidc,
    client_id: &str,
    body: &Body,
    now: OffsetDateTime,
) -> Result<Login, AwsError> {
    let token = required(body.refresh_token.as_ref(), "refreshToken")?;
    let invalid = || error("InvalidGrantException", "Invalid refresh token provided");
    let known = oidc.refresh.live(token, now).ok_or_else(invalid)?;
    if known.client_id != client_id {
        return Err(invalid());
    }
    let entry = oidc.refresh.take(token).ok_or_else(invalid)?;
    Ok(Login {
        number: entry.value.login,
        ends: entry.expires,
    })
}
