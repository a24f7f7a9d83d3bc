//! The grant of a browser: a code, the verifier behind its challenge, and the same redirect URI.

use time::OffsetDateTime;

use super::super::{Oidc, error, required};
use super::{Body, Login};
use crate::identity::pkce;
use crate::protocol::AwsError;

pub(super) fn redeem(
    oidc: &mut Oidc,
    client_id: &str,
    body: &Body,
    now: OffsetDateTime,
) -> Result<Login, AwsError> {
    let code = required(body.code.as_ref(), "code")?;
    let verifier = required(body.code_verifier.as_ref(), "codeVerifier")?;
    let redirect = required(body.redirect_uri.as_ref(), "redirectUri")?;
    let invalid = || error("InvalidGrantException", "Invalid grant provided");
    let entry = oidc.consent.take_code(code).ok_or_else(invalid)?;
    let grant = &entry.value;
    let right = entry.expires > now
        && grant.client_id == client_id
        && grant.redirect_uri == redirect
        && pkce::matches(&grant.challenge, verifier);
    if right {
        Ok(super::login(oidc, now))
    } else {
        Err(invalid())
    }
}
