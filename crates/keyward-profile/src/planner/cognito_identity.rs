//! `cognito_identity_pool_id`: the role that an Amazon Cognito identity pool gives. Keys of keyward's own:
//! other AWS tools know identity pools in code only.

use keyward_core::{Error, Result};

use super::{errors, view::View};
use crate::{Base, CognitoId, CognitoIdentity, CognitoLogin, Located};

const POOL: &str = "cognito_identity_pool_id";
const IDENTITY: &str = "cognito_identity_id";
const PROVIDER: &str = "cognito_login_provider";
const TOKEN_FILE: &str = "cognito_login_token_file";
const CUSTOM_ROLE: &str = "cognito_custom_role_arn";

const KEYS: [&str; 5] = [POOL, IDENTITY, PROVIDER, TOKEN_FILE, CUSTOM_ROLE];

/// Whether the profile speaks of an identity pool.
pub(super) fn is_named(view: &View<'_>) -> bool {
    KEYS.iter().any(|key| view.location_of(key).is_some())
}

pub(super) fn in_profile(view: &View<'_>) -> Result<Option<Base>> {
    if !is_named(view) {
        return Ok(None);
    }
    if let Some(role) = view.text("role_arn") {
        let what =
            "both role_arn and an identity of Cognito are set: the pool says which role it gives";
        return Err(errors::invalid(&role.location, &view.name, what).with_hint(
            "for a role on top, put the identity into a profile that source_profile names",
        ));
    }
    Ok(Some(Base::CognitoIdentity(CognitoIdentity {
        id: id(view)?,
        login: login(view)?,
        custom_role_arn: view.string(CUSTOM_ROLE),
    })))
}

fn id(view: &View<'_>) -> Result<Located<CognitoId>> {
    let (key, found, form): (_, _, fn(String) -> CognitoId) =
        match (view.text(POOL), view.text(IDENTITY)) {
            (Some(pool), None) => (POOL, pool, CognitoId::Pool),
            (None, Some(identity)) => (IDENTITY, identity, CognitoId::Identity),
            (None, None) => return Err(half(view, &format!("{POOL} is missing"))),
            (Some(_), Some(_)) => {
                let what = format!("both {POOL} and {IDENTITY} are set");
                return Err(half(view, &what));
            }
        };
    let is_id = found
        .value
        .split_once(':')
        .is_some_and(|(region, id)| !region.is_empty() && !id.is_empty() && !id.contains(':'));
    if !is_id {
        let what = format!("{key}: {:?} is not an id of Cognito's", found.value);
        return Err(errors::invalid(&found.location, &view.name, &what)
            .with_hint("it looks like eu-central-1:12345678-1234-1234-1234-123456789012"));
    }
    let (value, location) = (form(found.value.to_owned()), found.location);
    Ok(Located { value, location })
}

fn login(view: &View<'_>) -> Result<Option<CognitoLogin>> {
    match (view.text(PROVIDER), view.text(TOKEN_FILE)) {
        (None, None) => Ok(None),
        (Some(provider), Some(file)) => Ok(Some(CognitoLogin {
            provider: provider.value.to_owned(),
            token_file: file.into_owned(),
        })),
        (Some(_), None) => Err(half(view, &format!("{TOKEN_FILE} is missing"))),
        (None, Some(_)) => Err(half(view, &format!("{PROVIDER} is missing"))),
    }
}

fn half(view: &View<'_>, what: &str) -> Error {
    let first = KEYS.iter().find_map(|key| view.location_of(key));
    let first = first.expect("one of them is there");
    let what = format!("Cognito is half configured: {what}");
    errors::invalid(first, &view.name, &what).with_hint(format!(
        "it takes {POOL} or {IDENTITY}; a login takes {PROVIDER} and {TOKEN_FILE}"
    ))
}
