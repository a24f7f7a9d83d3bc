//! `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`, `AWS_CREDENTIAL_EXPIRATION`.

use keyward_core::{Credentials, Error, ErrorCode, Result, Timestamp, World};
use keyward_profile::Base;

pub(super) fn fetch(world: &World, base: &Base) -> Result<Credentials> {
    let Base::Environment {
        access_key_id,
        secret_access_key,
        session_token,
        expiration,
        account_id,
        credential_scope,
    } = base
    else {
        unreachable!("the caller matched the base")
    };
    let credentials = Credentials {
        access_key_id: access_key_id.clone(),
        secret_access_key: secret_access_key.clone(),
        session_token: session_token.clone(),
        expiration: expiration.as_deref().map(instant).transpose()?,
        account_id: account_id.clone(),
        credential_scope: credential_scope.clone(),
        source: base.name(),
    };
    if credentials.usable_at(world.now()) {
        return Ok(credentials);
    }
    Err(Error::new(
        ErrorCode::ExpiredCredentials,
        "the credentials in the environment have expired (AWS_CREDENTIAL_EXPIRATION)",
    )
    .with_hint("unset them, or set fresh ones"))
}

fn instant(text: &str) -> Result<Timestamp> {
    Timestamp::parse(text).ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidArgument,
            "AWS_CREDENTIAL_EXPIRATION is not an RFC 3339 time",
        )
        .with_hint("write it as 2026-11-23T09:00:00Z, or unset it")
    })
}
