//! Control of metadata services and sign-ins over HTTP.
//!
//! | call | body | answer |
//! |---|---|---|
//! | `GET /endpoints` | | `{"imds", "container", "identity", "ssoStartUrl"}` |
//! | `POST /metadata/instance` | any of `{"role": "app", "v1": true, "enabled": true, "frozen": false}` | `{}` |
//! | `POST /metadata/container` | any of `{"role": "app", "frozen": false}` | `{}` |
//! | `GET /metadata/container` | | `{"fullUri", "relativeUri", "token"}` |
//! | `POST /metadata/container/rotate` | | the same, with a new token |
//! | `POST /identity/approval` | `{"mode": "automatic"}` or `"manual"` | `{}` |
//! | `POST /sso/device` | `{"userCode": "BCDF-GHJK", "allow": true}` | `{}`, 404 if no such device waits |
//! | `POST /sso/token-lifetime` | `{"seconds": 5}` or `{"seconds": null}` | `{}` |
//! | `POST /sso/assignments` | `{"accountId": "…", "permissionSets": ["ReadOnlyAccess"]}` | `{}` |
//! | `POST /sso/end` | | `{}`: every sign-in at the portal is over |
//! | `POST /signin/user` | `{"name": "admin"}` | `{}` |
//! | `POST /signin/change-password` | | `{}`: refresh tokens answer USER_CREDENTIALS_CHANGED |
//!
//! `null` takes a role away; what is not named stays as it is.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::http::{Refusal, body, done};
use super::metadata::{assign, container_role, decision, freeze, instance_role};
use crate::container::Container;
use crate::identity::Approval;
use crate::protocol::Reply;
use crate::request::Request;
use crate::state::State;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Metadata {
    #[serde(default, deserialize_with = "named")]
    role: Option<Option<String>>,
    v1: Option<bool>,
    enabled: Option<bool>,
    frozen: Option<bool>,
}

/// Absent and `null` are two things.
fn named<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mode {
    mode: Approval,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Device {
    user_code: String,
    allow: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lifetime {
    #[serde(deserialize_with = "Option::deserialize")]
    seconds: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Assignments {
    account_id: String,
    permission_sets: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct User {
    name: String,
}

/// Answers the calls above.
pub(super) fn route(state: &mut State, request: &Request) -> Result<Reply, Refusal> {
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/endpoints") => return Ok(Reply::json(200, &endpoints(state))),
        ("GET", "/metadata/container") => return Ok(Reply::json(200, &container(state))),
        ("POST", "/metadata/container/rotate") => {
            drop(state.container.rotate());
            return Ok(Reply::json(200, &container(state)));
        }
        ("POST", "/metadata/instance") => instance(state, body(request)?),
        ("POST", "/metadata/container") => task(state, body(request)?)?,
        ("POST", "/identity/approval") => state.identity.approval = body::<Mode>(request)?.mode,
        ("POST", "/sso/device") => device(state, &body(request)?)?,
        ("POST", "/sso/token-lifetime") => {
            let lifetime = body::<Lifetime>(request)?.seconds;
            state.identity.oidc.token_lifetime = lifetime.map(Duration::from_secs);
        }
        ("POST", "/sso/assignments") => {
            let Assignments {
                account_id,
                permission_sets,
            } = body(request)?;
            assign(state, &account_id, permission_sets);
        }
        ("POST", "/sso/end") => state.identity.oidc.end(|_| true),
        ("POST", "/signin/user") => state.identity.signin.user = body::<User>(request)?.name,
        ("POST", "/signin/change-password") => state.identity.signin.change_password(),
        _ => return Err(Refusal(404, "there is no such control call".to_owned())),
    }
    Ok(done())
}

fn instance(state: &mut State, asked: Metadata) {
    if let Some(role) = asked.role {
        instance_role(state, role.as_deref());
    }
    let imds = &mut state.imds;
    imds.v1 = asked.v1.unwrap_or(imds.v1);
    imds.enabled = asked.enabled.unwrap_or(imds.enabled);
    imds.handout.frozen = asked.frozen.unwrap_or(imds.handout.frozen);
}

fn task(state: &mut State, asked: Metadata) -> Result<(), Refusal> {
    if asked.v1.or(asked.enabled).is_some() {
        return Err(Refusal(
            400,
            "a container has a role and frozen, nothing else".to_owned(),
        ));
    }
    if let Some(role) = asked.role {
        container_role(state, role.as_deref());
    }
    if let Some(frozen) = asked.frozen {
        freeze(&mut state.container, frozen);
    }
    Ok(())
}

fn device(state: &mut State, asked: &Device) -> Result<(), Refusal> {
    let decided = state
        .identity
        .oidc
        .decide(&asked.user_code, decision(asked.allow));
    let absent = || Refusal(404, "no device waits with this user code".to_owned());
    decided.then_some(()).ok_or_else(absent)
}

fn endpoints(state: &State) -> Value {
    json!({
        "imds": state.addresses.imds,
        "container": state.addresses.container,
        "identity": state.identity.base,
        "ssoStartUrl": state.identity.start_url,
    })
}

fn container(state: &State) -> Value {
    json!({
        "fullUri": format!("{}{}", state.addresses.container, Container::full_path()),
        "relativeUri": state.container.relative_uri(),
        "token": state.container.token.as_str(),
    })
}
