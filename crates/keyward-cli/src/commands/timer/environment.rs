//! The variables that a run without a person needs: where things are, and never a secret.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use keyward::{Engine, default_identity_file};
use keyward_core::{Error, ErrorCode, Result, World};

use crate::screen;

/// Paths: made absolute.
const PATHS: [&str; 4] = [
    "AWS_CA_BUNDLE",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "KEYWARD_IDENTITY_FILE",
];

/// Taken over as they are.
const VALUES: [&str; 12] = [
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_IAM",
    "AWS_ENDPOINT_URL_STS",
    "AWS_REGION",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "KEYWARD_PASSPHRASE_COMMAND",
    "NO_PROXY",
    "https_proxy",
];

/// What the system gives every program of the user, as far as opening a vault may need it.
const OF_THE_SYSTEM: [&str; 8] = [
    "DBUS_SESSION_BUS_ADDRESS",
    "HOME",
    "LOCALAPPDATA",
    "PATH",
    "SYSTEMROOT",
    "USERPROFILE",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
];

/// Those of this process that matter to a rotation.
///
/// # Errors
/// `invalid_argument` below `keyward exec`, whose variables end with it, and for a value of several lines.
pub(super) fn of(world: &World) -> Result<BTreeMap<String, String>> {
    if world.is_under_exec() {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "this is a program of `keyward exec`, whose files are not there when the timer runs",
        )
        .with_hint("run it in a shell of your own"));
    }
    let mut env = BTreeMap::new();
    for name in PATHS {
        if let Some(path) = world.var(name) {
            env.insert(name.to_owned(), absolute(&world.expand(&path))?);
        }
    }
    for name in VALUES {
        if let Some(value) = world.var(name).filter(|value| is_plain(name, value)) {
            env.insert(name.to_owned(), value);
        }
    }
    let home = absolute(&world.paths().keyward_home)?;
    env.insert("KEYWARD_HOME".to_owned(), home);
    let default = default_identity_file(world).filter(|file| file.exists());
    if let (Some(file), None) = (default, world.var("KEYWARD_IDENTITY_FILE")) {
        env.insert("KEYWARD_IDENTITY_FILE".to_owned(), absolute(&file)?);
    }
    check_lines(&env)?;
    Ok(env)
}

/// A proxy's address may hold a password.
fn is_plain(name: &str, value: &str) -> bool {
    let holds_password = name.to_ascii_uppercase().ends_with("_PROXY") && value.contains('@');
    if holds_password {
        screen::note(&format!(
            "{name} holds a password and is left out: the timer's runs go without it"
        ));
    }
    !holds_password
}

fn absolute(path: &Path) -> Result<String> {
    let absolute = std::path::absolute(path);
    let text = absolute.ok().map(PathBuf::into_os_string);
    text.and_then(|text| text.into_string().ok())
        .ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidArgument,
                format!("{}: no timer can name this path", path.display()),
            )
        })
}

fn check_lines(env: &BTreeMap<String, String>) -> Result<()> {
    let bad = env
        .iter()
        .find(|(_, value)| value.contains(['\n', '\r', '\0']));
    bad.map_or(Ok(()), |(name, _)| {
        Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("{name} has more than one line, which no timer can carry"),
        ))
    })
}

/// Opens the vault as the timer's runs will have to: with these variables and nobody to ask.
///
/// # Errors
/// The vault's: then no run would come to anything.
pub(super) fn check_opens(world: &World, env: &BTreeMap<String, String>) -> Result<()> {
    let system = OF_THE_SYSTEM.iter().copied();
    let system = system.filter_map(|name| Some((name.to_owned(), world.var(name)?)));
    let vars = env.clone().into_iter().chain(system);
    let engine = Engine::builder(World::real().with_env(vars)).build();
    engine.with_vault(|_| Ok(())).map_err(|error| match error.code() {
        ErrorCode::VaultLocked | ErrorCode::PromptUnavailable | ErrorCode::WrongPassphrase => error
            .in_context("a timer has nobody to ask, and could not open the vault")
            .with_hint("set KEYWARD_PASSPHRASE_COMMAND to a command that prints the passphrase, or KEYWARD_IDENTITY_FILE to an identity file, and run this again"),
        _ => error,
    })
}
