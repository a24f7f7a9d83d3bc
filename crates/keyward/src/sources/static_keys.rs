//! A key pair that stands in plaintext in one of AWS's files.

use keyward_core::{Credentials, Result};
use keyward_profile::Base;

pub(super) fn fetch(base: &Base) -> Result<Credentials> {
    let Base::StaticKeys {
        access_key_id,
        secret_access_key,
        session_token,
        account_id,
        credential_scope,
        ..
    } = base
    else {
        unreachable!("the caller matched the base")
    };
    Ok(Credentials {
        access_key_id: access_key_id.value.clone(),
        secret_access_key: secret_access_key.clone(),
        session_token: session_token.clone(),
        expiration: None,
        account_id: account_id.clone(),
        credential_scope: credential_scope.clone(),
        source: base.name(),
    })
}
