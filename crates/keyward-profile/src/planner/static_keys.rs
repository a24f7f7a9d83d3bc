//! The key pair of a profile: in the vault, else in plaintext in a file.

use keyward_core::Result;

use super::{PlanRequest, errors, view::View};
use crate::Base;

const ID: &str = "aws_access_key_id";
const SECRET: &str = "aws_secret_access_key";

/// Whether there is any part of a pair.
pub(super) fn any(view: &View<'_>) -> bool {
    [ID, SECRET]
        .iter()
        .any(|key| view.location_of(key).is_some())
}

/// `aws_access_key_id` and its companions. Half a pair is an error.
pub(super) fn in_files(request: &PlanRequest<'_>, view: &View<'_>) -> Result<Option<Base>> {
    let (id, secret) = match (view.text(ID), view.secret(SECRET)) {
        (Some(id), Some(secret)) => (id, secret),
        (None, None) => return Ok(None),
        (Some(id), None) => return Err(errors::partial(&id.location, &view.name, ID, SECRET)),
        (None, Some(secret)) => {
            return Err(errors::partial(&secret.location, &view.name, SECRET, ID));
        }
    };
    let token = request
        .rules
        .session_tokens
        .iter()
        .find_map(|name| view.secret(&format!("aws_{}", name.to_ascii_lowercase())));
    Ok(Some(Base::StaticKeys {
        profile: view.name.clone(),
        access_key_id: id.into_owned(),
        secret_access_key: secret.value,
        session_token: token.map(|token| token.value),
        account_id: view.string("aws_account_id"),
        credential_scope: view.string("aws_credential_scope"),
    }))
}
