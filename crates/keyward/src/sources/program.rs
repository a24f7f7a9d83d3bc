//! Credentials that the program itself brings, for a role or a session on top.

use keyward_core::{Credentials, Result};
use keyward_profile::Base;

pub(super) fn fetch(base: &Base) -> Result<Credentials> {
    let Base::Program {
        access_key_id,
        secret_access_key,
        session_token,
    } = base
    else {
        unreachable!("the caller matched the base")
    };
    let mut credentials =
        Credentials::long_lived(access_key_id, secret_access_key.clone(), base.name());
    credentials.session_token.clone_from(session_token);
    Ok(credentials)
}
