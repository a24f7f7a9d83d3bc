//! What every command starts from: the engine in the real world, with the terminal to ask on.

use std::{future::Future, path::Path, sync::Arc};

use keyward::{Ask, Engine};
use keyward_core::{Error, ErrorCode, Result, Secret, World};

use crate::terminal;

/// An engine that may ask the person at the terminal.
pub(crate) fn engine() -> Engine {
    Engine::builder(World::real())
        .ask(Arc::new(AtTheTerminal))
        .build()
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
}
