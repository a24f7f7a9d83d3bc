//! `keyward timer`: rotation without a person.

mod environment;
mod install;
mod kind;
pub(super) mod last_run;
mod launchd;
mod plan;
mod remove;
mod schedule;
mod status;
mod systemd;
mod windows;

use clap::{Args, Subcommand};

use crate::exit::{Exit, fail};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward timer install                  every day: keyward rotate --all --older-than 90d
  keyward timer install --at 03:30 --older-than 30d
  keyward timer install --dry-run        prints the files, writes none
  keyward timer status
  keyward timer remove")]
pub(crate) struct Timer {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Let the system run `keyward rotate --all` every day
    Install(install::Install),
    /// Let it run no more
    Remove(remove::Remove),
    /// Show whether there is a timer, and what its last run came to
    Status(status::Status),
}

pub(super) fn run(timer: &Timer) -> Exit {
    let (json, answer) = match &timer.what {
        What::Install(install) => (install.json, install::run(install)),
        What::Remove(remove) => (remove.json, remove::run(remove)),
        What::Status(status) => (status.json, status::run(status)),
    };
    match answer {
        Ok(()) => Exit::Done,
        Err(error) => fail(&error, json),
    }
}

pub(super) use status::in_words;
