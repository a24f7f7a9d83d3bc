//! What is told when the sandbox is ready: variables to paste, or one JSON line.

use std::{
    collections::BTreeMap,
    io::{IsTerminal, stdout},
};

use keyward_sandbox::{DEFAULT_REGION, Identity, Sandbox as Server};
use serde_json::{Value, json};

use super::{start::Start, variables};
use crate::screen;

/// `env` is what a program needs; everything else names what is in it, and what is not.
pub(super) fn tell_programs(server: &Server, asked: &Start) {
    let env: BTreeMap<_, _> = variables::of_sandbox(server, asked).into_iter().collect();
    let admin = server.admin();
    let identities: Vec<_> = server.identities().iter().map(identity).collect();
    screen::print_json(&json!({
        "endpoint": server.endpoint(),
        "controlEndpoint": server.control_endpoint(),
        "controlToken": server.control_token(),
        "region": DEFAULT_REGION,
        "accessKeyId": admin.access_key_id,
        "secretAccessKey": *admin.secret_access_key,
        "imdsEndpoint": server.imds_endpoint(),
        "containerUri": server.container_uri(),
        "containerToken": *server.control().container_token(),
        "identityEndpoint": server.identity_endpoint(),
        "ssoStartUrl": server.sso_start_url(),
        "web": asked.web.then(|| web_link(server)),
        "identities": identities,
        "env": env,
    }));
}

/// Opens the web page, once. It goes to stderr, or into the JSON line: it is no variable.
pub(super) fn web_link(server: &Server) -> String {
    let path = server.control().web_link();
    format!("{}{}", server.control_endpoint(), *path)
}

fn identity(one: &Identity) -> Value {
    json!({
        "accountId": one.account_id,
        "userName": one.user_name,
        "accessKeyId": one.key.access_key_id,
        "secretAccessKey": *one.key.secret_access_key,
    })
}

pub(super) fn tell_people(server: &Server, asked: &Start) {
    if stdout().is_terminal() {
        screen::note(
            "the sandbox is running; paste these lines into another terminal. Ctrl-C ends it",
        );
    }
    if asked.web {
        screen::note(&format!(
            "state and requests, with a link for one use: {}",
            web_link(server)
        ));
    }
    for (name, value) in variables::of_sandbox(server, asked) {
        screen::print(&format!("export {name}='{value}'"));
    }
    let others = server.identities().len().saturating_sub(1);
    if others > 0 {
        screen::note(&format!(
            "these are admin's; keyward sandbox identities lists {others} more with their keys"
        ));
    }
}
