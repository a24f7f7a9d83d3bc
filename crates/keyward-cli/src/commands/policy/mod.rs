//! `keyward policy`: what policies say.

mod simulate;

use clap::{Args, Subcommand};

use crate::exit::Exit;

#[derive(Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Decide requests by policies, as AWS would, and say why
    Simulate(Box<simulate::Simulate>),
}

pub(super) fn run(policy: &Policy) -> Exit {
    match &policy.command {
        Command::Simulate(command) => simulate::run(command),
    }
}
