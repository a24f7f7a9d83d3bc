//! `keyward completions`: a script for the shell.

use clap::Args;
use clap_complete::Shell;
use keyward_core::Result;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward completions bash > ~/.local/share/bash-completion/completions/keyward
  keyward completions zsh > \"${fpath[1]}/_keyward\"
  keyward completions fish > ~/.config/fish/completions/keyward.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "every command answers the same way"
)]
pub(super) fn run(completions: &Completions) -> Result<()> {
    let mut command = crate::command_line();
    clap_complete::generate(
        completions.shell,
        &mut command,
        "keyward",
        &mut std::io::stdout(),
    );
    Ok(())
}
