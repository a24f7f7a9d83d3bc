//! What a program sees of the sandbox, and what it no longer sees.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
};

use keyward_core::{Result, World, disk::Disk};
use keyward_sandbox::Sandbox as Server;

use super::{node, start::Start};
use crate::{
    child,
    generated_files::{GeneratedFiles, NO_SETTINGS},
};

/// The sandbox's own variables. With a role, a program finds credentials where it would find them on
/// EC2, ECS or EKS; an access key would go before them, so that there is none.
pub(super) fn of_sandbox(server: &Server, asked: &Start) -> Vec<(String, String)> {
    let mut vars = server.environment();
    let mut set = |name: &str, value: &str| vars.push((name.to_owned(), value.to_owned()));
    set("KEYWARD_SANDBOX_SSO_START_URL", &server.sso_start_url());
    if asked.instance_role.is_some() {
        set("AWS_EC2_METADATA_SERVICE_ENDPOINT", &server.imds_endpoint());
    }
    if asked.container_role.is_some() {
        let token = server.control().container_token();
        set(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            &server.container_uri(),
        );
        set("AWS_CONTAINER_AUTHORIZATION_TOKEN", &token);
    }
    vars.retain(|(name, _)| !in_the_way(name, asked));
    vars
}

fn in_the_way(name: &str, asked: &Start) -> bool {
    let instance = asked.instance_role.is_some();
    match name {
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => instance || asked.container_role.is_some(),
        "AWS_EC2_METADATA_DISABLED" => instance,
        _ => false,
    }
}

/// What a program sees: the sandbox, and no way to AWS by a variable or a profile of the user's.
pub(super) fn of_program(server: &Server, asked: &Start) -> Result<BTreeMap<OsString, OsString>> {
    let home = World::real().paths().keyward_home;
    let disk = Disk::real();
    let files = GeneratedFiles::write(&home, &disk, NO_SETTINGS)?;
    let mut vars = child::without_credentials();
    vars.retain(|name, _| !leads_elsewhere(name));
    let given = of_sandbox(server, asked).into_iter();
    vars.extend(given.map(|(name, value)| (name.into(), value.into())));
    files.set_in(&mut vars);
    node::load_guard(&mut vars, &files, &disk)?;
    Ok(vars)
}

/// Variables that win over the sandbox's, or with which SDKs refuse an endpoint.
fn leads_elsewhere(name: &OsStr) -> bool {
    const PREFIXES: &[&str] = &["AWS_ENDPOINT_URL_", "AWS_EC2_METADATA_"];
    const SWITCHES: &[&str] = &[
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_USE_FIPS_ENDPOINT",
    ];
    name.to_str().is_some_and(|name| {
        SWITCHES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
    })
}
