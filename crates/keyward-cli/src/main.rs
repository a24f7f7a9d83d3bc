//! The command `keyward`: one file per command, screen text and exit codes.

mod browser;
mod browser_handoff;
mod child;
mod commands;
mod context;
mod diff;
mod doctor;
mod duration;
mod exit;
mod export_format;
mod generated_files;
mod git;
mod harden;
mod own_path;
mod project;
mod qr_code;
mod screen;
mod table;
mod terminal;
mod traps;
mod usage;

use clap::{CommandFactory, Parser};

use crate::exit::Exit;

/// AWS credentials: encrypted at rest, short-lived in use, never in code.
#[derive(Parser)]
#[command(name = "keyward", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

const EXAMPLES: &str = "Examples:
  keyward init                         create the vault
  keyward import --all                 move the keys of ~/.aws/credentials into it
  keyward exec prod -- node server.js  run a program with the credentials of profile prod
  keyward explain prod                 where prod's credentials come from, and why
  keyward sandbox -- node app.js       run a program against a strict local AWS

PROFILE defaults to AWS_PROFILE, then to what a trusted .keyward.toml here or above names, then to
\"default\". The vault lies in KEYWARD_HOME, else in the
platform's data folder. Exit codes: 0 done, 1 unexpected, 2 usage, 3 no credentials found, 4 vault
locked, 5 AWS refused, 6 a person must answer and there is no terminal, 7 network or time-out,
8 findings.";

fn main() -> Exit {
    harden::process();
    match Cli::try_parse() {
        Ok(cli) => commands::run(cli.command),
        Err(error) => usage::tell(&error),
    }
}

/// The whole command line, for completions.
fn command_line() -> clap::Command {
    Cli::command()
}
