//! One file per command.

mod add;
mod completions;
mod console;
mod doctor;
mod exec;
mod explain;
mod export;
mod hook;
mod import;
mod init;
mod link;
mod list;
mod login;
mod mfa;
mod mfa_code;
mod policy;
mod process;
mod remove;
mod revoke;
mod rotate;
mod sandbox;
mod scan;
mod setup;
mod status;
mod timer;
mod trust;
mod unlink;
mod whoami;

use clap::Subcommand;

use crate::exit::{Exit, fail};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Create the vault
    Init(init::Init),
    /// Store an access key in the vault
    Add(add::Add),
    /// Move plaintext keys of AWS files or .env files into the vault, and leave a pointer
    Import(import::Import),
    /// List what the vault holds
    List(list::List),
    /// Forget a key
    Remove(remove::Remove),
    /// Sign in to IAM Identity Center, or to the console as `aws login` does
    Login(login::Login),
    /// Replace a key by a new one, safely
    Rotate(Box<rotate::Rotate>),
    /// End a key that has leaked, and the sessions that it has opened
    Revoke(revoke::Revoke),
    /// Show how old each key is, and how its rotation stands
    Status(status::Status),
    /// Rotate what is due every day, without a person
    Timer(timer::Timer),
    /// Let other AWS tools use a profile that keyward resolves
    Link(link::Link),
    /// Undo `keyward link`
    Unlink(unlink::Unlink),
    /// Run a program with the credentials of a profile, and no others
    Exec(exec::Exec),
    /// Print credentials as a credential_process does
    Process(process::Process),
    /// Print credentials as variables for a shell, a .env file or a program
    Export(export::Export),
    /// Ask AWS who these credentials are
    Whoami(whoami::Whoami),
    /// Show where credentials come from, and why
    Explain(explain::Explain),
    /// Add or repair profiles
    Setup(Box<setup::Setup>),
    /// Let a project file name the profile of its folder
    Trust(trust::Trust),
    /// Manage MFA devices, their seeds and codes
    Mfa(mfa::Mfa),
    /// Open the AWS console in a browser, signed in as a profile
    Console(console::Console),
    /// Find what is wrong with this machine's AWS set-up, and how to mend it
    Doctor(doctor::Doctor),
    /// See what policies allow
    Policy(policy::Policy),
    /// Find hard-coded AWS keys in files
    Scan(scan::Scan),
    /// Keep AWS keys out of git commits
    Hook(hook::Hook),
    /// Run a strict local AWS
    Sandbox(sandbox::Sandbox),
    /// Print a completion script for a shell
    Completions(completions::Completions),
}

/// Runs a command to its exit code.
pub(crate) fn run(command: Command) -> Exit {
    let (json, answer) = match command {
        Command::Init(command) => (command.json, init::run(&command)),
        Command::Add(command) => (command.json, add::run(&command)),
        Command::Import(command) => return import::run(&command),
        Command::List(command) => (command.json, list::run(&command)),
        Command::Remove(command) => (command.json, remove::run(&command)),
        Command::Login(command) => (command.json, login::run(&command)),
        Command::Rotate(command) => return rotate::run(&command),
        Command::Revoke(command) => return revoke::run(&command),
        Command::Status(command) => return status::run(&command),
        Command::Timer(command) => return timer::run(&command),
        Command::Link(command) => (command.json, link::run(&command)),
        Command::Unlink(command) => (command.json, unlink::run(&command)),
        Command::Exec(command) => return exec::run(&command),
        Command::Process(command) => (false, process::run(&command)),
        Command::Export(command) => (false, export::run(&command)),
        Command::Whoami(command) => (command.json, whoami::run(&command)),
        Command::Explain(command) => return explain::run(&command),
        Command::Setup(command) => (command.json, setup::run(&command)),
        Command::Trust(command) => (command.json, trust::run(&command)),
        Command::Mfa(command) => (command.json(), mfa::run(&command)),
        Command::Console(command) => (command.json, console::run(&command)),
        Command::Doctor(command) => return doctor::run(&command),
        Command::Policy(command) => return policy::run(&command),
        Command::Scan(command) => return scan::run(&command),
        Command::Hook(command) => (command.json(), hook::run(&command)),
        Command::Sandbox(command) => return sandbox::run(&command),
        Command::Completions(command) => (false, completions::run(&command)),
    };
    match answer {
        Ok(()) => Exit::Done,
        Err(error) => fail(&error, json),
    }
}
