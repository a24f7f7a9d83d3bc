//! `keyward mfa`: MFA devices and their codes. One file per action.

mod add;
mod code;
mod enroll;
mod list;
mod profile_file;
mod remove;

use clap::{Args, Subcommand};
use keyward_core::Result;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  keyward mfa                        the devices that profiles name, and where their codes come from
  keyward mfa enroll prod            set a virtual device up for prod's user
  keyward mfa add prod               keep the seed of prod's device in the vault
  keyward mfa code prod              a code, for a web page or another tool")]
pub(crate) struct Mfa {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Subcommand)]
enum Action {
    /// List the devices that profiles and the vault know of; what `keyward mfa` does by itself
    List(list::List),
    /// Set a virtual device up: made, shown as a QR code, enabled, written into the profile
    Enroll(enroll::Enroll),
    /// Keep the seed of a device in the vault, which then makes the codes
    Add(add::Add),
    /// Print a code that nobody has used yet
    Code(code::Code),
    /// Deactivate and delete a device, and forget its seed
    Remove(remove::Remove),
}

impl Mfa {
    /// Whether the outcome is to be JSON.
    pub(crate) fn json(&self) -> bool {
        match &self.action {
            None => self.list.json,
            Some(Action::List(list)) => list.json,
            Some(Action::Enroll(enroll)) => enroll.json,
            Some(Action::Remove(remove)) => remove.json,
            Some(Action::Add(add)) => add.json,
            Some(Action::Code(code)) => code.json,
        }
    }
}

pub(super) fn run(mfa: &Mfa) -> Result<()> {
    match &mfa.action {
        None => list::run(&mfa.list),
        Some(Action::List(list)) => list::run(list),
        Some(Action::Enroll(enroll)) => enroll::run(enroll),
        Some(Action::Remove(remove)) => remove::run(remove),
        Some(Action::Add(add)) => add::run(add),
        Some(Action::Code(code)) => code::run(code),
    }
}
