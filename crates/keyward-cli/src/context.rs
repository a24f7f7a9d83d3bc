//! What every command starts from: the engine in the real world, with the terminal to ask on.

use std::{future::Future, path::Path, sync::Arc, time::Duration};

use keyward::{Ask, Engine, MfaQuestion, Request};
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret, World};

use crate::{
    project::{self, Project},
    screen, terminal,
};

/// An engine that may ask the person at the terminal.
pub(crate) fn engine() -> Engine {
    Engine::builder(World::real())
        .ask(Arc::new(AtTheTerminal))
        .build()
}

/// The request of a command: the profile that it names, else `AWS_PROFILE`, else what a trusted
/// project file names, else what the SDK's own chain would find.
///
/// # Errors
/// The project file is not trusted, or cannot be right.
pub(crate) fn request(engine: &Engine, named: Option<&ProfileName>) -> Result<Request> {
    if let Some(name) = named {
        return Ok(Request::profile(name.clone()));
    }
    Ok(project::chosen(engine)?.map_or_else(Request::default, |project| of(engine, project)))
}

fn of(engine: &Engine, project: Project) -> Request {
    let world = engine.world();
    let names_region = |name: &&str| world.var(name).is_some();
    let has_region = ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .iter()
        .any(names_region);
    Request {
        profile: Some(project.profile),
        region: project.region.filter(|_| !has_region),
        ..Request::default()
    }
}

/// The profile that a command without an argument is about.
///
/// # Errors
/// As [`request`], and where `AWS_PROFILE` holds something that is no profile name.
pub(crate) fn selected_profile(
    engine: &Engine,
    named: Option<&ProfileName>,
) -> Result<ProfileName> {
    engine.selected_profile(request(engine, named)?.profile.as_ref())
}

/// Runs one asynchronous piece of work on this thread: no pool for a program that asks once.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Error::new(
                ErrorCode::Unexpected,
                format!("no asynchronous runtime: {error}"),
            )
        })?
        .block_on(work)
}

struct AtTheTerminal;

impl Ask for AtTheTerminal {
    fn passphrase(&self, home: &Path) -> Result<Option<Secret>> {
        terminal::ask_secret(
            &format!("Passphrase of the keyward vault at {}", home.display()),
            "set KEYWARD_PASSPHRASE_COMMAND to a command that prints the passphrase, or KEYWARD_IDENTITY_FILE to an identity file",
        )
        .map(Some)
    }

    fn mfa_code(&self, question: &MfaQuestion) -> Result<Option<Secret>> {
        if !terminal::is_there() {
            return Ok(None);
        }
        let again = if question.again {
            "AWS refused that code: it is mistyped or was used already. The next one, please.\n"
        } else {
            ""
        };
        let asked = format!(
            "{again}MFA code of {} for {} (keyward{})",
            question.serial,
            question.purpose,
            asker()
        );
        terminal::ask_secret(&asked, "give it with --mfa-code").map(Some)
    }

    fn mfa_wait(&self, serial: &str, wait: Duration) {
        screen::note(&format!(
            "the code of this moment of {serial} was used already; waiting {} s for the next one",
            wait.as_secs()
        ));
    }
}

/// Who started this program: under `credential_process` that is who wants the code.
fn asker() -> String {
    parent().map_or_else(String::new, |name| format!(", asked by {name}"))
}

#[cfg(target_os = "linux")]
fn parent() -> Option<String> {
    let parent = std::os::unix::process::parent_id();
    let name = std::fs::read_to_string(format!("/proc/{parent}/comm")).ok()?;
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(not(target_os = "linux"))]
fn parent() -> Option<String> {
    None
}
