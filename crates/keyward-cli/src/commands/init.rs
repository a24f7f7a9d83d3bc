//! `keyward init`: create the vault.

use std::path::{Path, PathBuf};

use clap::Args;
use keyward::{Engine, default_identity_file};
use keyward_core::{Error, ErrorCode, Result, Secret, disk::Disk};
use keyward_vault::{NewSlot, Vault};
use serde_json::json;

use crate::{context, screen, terminal};

const NO_TERMINAL: &str = "set KEYWARD_PASSPHRASE_COMMAND to a command that prints the passphrase, or use `--unlock file`";

#[derive(Args)]
#[command(after_help = "Examples:
  keyward init                                  the system's keyring, else a passphrase
  keyward init --unlock passphrase
  keyward init --unlock file --identity /secure/keyward.txt   for servers: KEYWARD_IDENTITY_FILE names it later")]
pub(crate) struct Init {
    /// What opens the vault: keyring, passphrase or file [default: keyring where there is one, else passphrase]
    #[arg(long, value_name = "WAY")]
    unlock: Option<String>,
    /// Where the identity file is, or will be created [default: keyward/identity.txt in the user's configuration folder]
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

enum Way {
    Keyring,
    Passphrase,
    File(PathBuf),
}

pub(super) fn run(init: &Init) -> Result<()> {
    let engine = context::engine();
    let home = engine.world().paths().keyward_home;
    let way = chosen_way(init, &engine)?;
    if keyward_vault::exists(&home) {
        return Err(Error::new(
            ErrorCode::VaultExists,
            format!("there is a vault at {} already", home.display()),
        )
        .with_hint("use it as it is, or set KEYWARD_HOME to another folder"));
    }
    let disk = Disk::real();
    match &way {
        Way::Keyring => create(&home, &disk, NewSlot::Keyring)?,
        Way::Passphrase => create(&home, &disk, NewSlot::Passphrase(&new_passphrase(&engine)?))?,
        Way::File(path) => create(&home, &disk, NewSlot::IdentityFile(path))?,
    }
    tell(init, &home, &way);
    Ok(())
}

fn create(home: &Path, disk: &Disk, slot: NewSlot<'_>) -> Result<()> {
    let offers_recovery = matches!(slot, NewSlot::Keyring | NewSlot::IdentityFile(_));
    let recovery = if offers_recovery && terminal::is_there() {
        recovery_passphrase()?
    } else {
        None
    };
    let mut slots = vec![slot];
    if let Some(passphrase) = &recovery {
        slots.push(NewSlot::Passphrase(passphrase));
    }
    Vault::create(home, disk, &slots).map(drop)
}

fn chosen_way(init: &Init, engine: &Engine) -> Result<Way> {
    if init.identity.is_some() && !matches!(init.unlock.as_deref(), None | Some("file")) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "--identity goes with --unlock file",
        ));
    }
    match init.unlock.as_deref() {
        None if init.identity.is_some() => identity_file(init, engine),
        None if keyward_vault::keyring_available() => Ok(Way::Keyring),
        None | Some("passphrase") => Ok(Way::Passphrase),
        Some("keyring") => Ok(Way::Keyring),
        Some("file") => identity_file(init, engine),
        Some(plugin) if plugin.starts_with("plugin:") => Err(Error::new(
            ErrorCode::NotSupported,
            "unlocking by an age plugin is not supported by this version of keyward",
        )
        .with_hint("use keyring, passphrase or file")),
        Some(other) => Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("--unlock {other:?} is not a way to open a vault"),
        )
        .with_hint("use keyring, passphrase or file")),
    }
}

fn identity_file(init: &Init, engine: &Engine) -> Result<Way> {
    let named = init.identity.clone();
    let path = named
        .or_else(|| {
            engine
                .world()
                .var("KEYWARD_IDENTITY_FILE")
                .map(PathBuf::from)
        })
        .or_else(|| default_identity_file(engine.world()))
        .ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidArgument,
                "there is no home folder for the identity file",
            )
            .with_hint("name one with --identity FILE")
        })?;
    std::path::absolute(&path)
        .map(Way::File)
        .map_err(|error| Error::new(ErrorCode::InvalidArgument, format!("--identity: {error}")))
}

/// From the command that will open the vault later, else asked twice.
fn new_passphrase(engine: &Engine) -> Result<Secret> {
    if let Some(passphrase) = keyward::passphrase_from_environment(engine.world())? {
        return strong_enough(passphrase);
    }
    let first = terminal::ask_secret("New passphrase for the keyward vault", NO_TERMINAL)?;
    let first = strong_enough(first)?;
    let again = terminal::ask_secret("The same again", NO_TERMINAL)?;
    if first == again {
        return Ok(first);
    }
    Err(
        Error::new(ErrorCode::InvalidArgument, "the two passphrases differ")
            .with_hint("run `keyward init` again"),
    )
}

fn strong_enough(passphrase: Secret) -> Result<Secret> {
    if passphrase.expose().chars().count() >= 8 {
        return Ok(passphrase);
    }
    Err(Error::new(
        ErrorCode::InvalidArgument,
        "the passphrase has fewer than 8 characters",
    )
    .with_hint("four or more random words are easy to remember and hard to guess"))
}

fn recovery_passphrase() -> Result<Option<Secret>> {
    let answer = terminal::ask_secret(
        "Recovery passphrase, a second way in (empty for none)",
        NO_TERMINAL,
    )?;
    if answer.is_empty() {
        return Ok(None);
    }
    let answer = strong_enough(answer)?;
    if terminal::ask_secret("The same again", NO_TERMINAL)? == answer {
        return Ok(Some(answer));
    }
    Err(
        Error::new(ErrorCode::InvalidArgument, "the two passphrases differ")
            .with_hint("run `keyward init` again"),
    )
}

fn tell(init: &Init, home: &Path, way: &Way) {
    let (name, protects) = match way {
        Way::Keyring => (
            "keyring",
            "The system's keyring opens it while you are logged in. It protects the keys on a stolen disk\nand in backups; it does not protect them from programs that run as you while the keyring is open."
                .to_owned(),
        ),
        Way::Passphrase => (
            "passphrase",
            "Your passphrase opens it. It protects the keys on a stolen disk, in backups, and from programs\nthat run as you. Nobody can recover a forgotten passphrase."
                .to_owned(),
        ),
        Way::File(path) => (
            "file",
            format!(
                "The identity file {} opens it. It protects the keys in copies and backups of the vault;\nit does not protect them from anybody who can read that file. Keep a copy of it elsewhere.",
                path.display()
            ),
        ),
    };
    if init.json {
        let identity = match way {
            Way::File(path) => Some(path.display().to_string()),
            Way::Keyring | Way::Passphrase => None,
        };
        screen::print_json(&json!({
            "vault": home.display().to_string(),
            "unlock": name,
            "identityFile": identity,
        }));
        return;
    }
    screen::print(&format!("Created the vault at {}", home.display()));
    screen::print(&protects);
    if let Way::File(path) = way
        && Some(path) != default_identity_file(&keyward_core::World::real()).as_ref()
    {
        screen::print(&format!(
            "Tell keyward where it is: export KEYWARD_IDENTITY_FILE=\"{}\"",
            path.display()
        ));
    }
    screen::print(
        "Next: `keyward import --all` moves the keys of ~/.aws/credentials into it, `keyward add` stores one.",
    );
}
