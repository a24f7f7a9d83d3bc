//! `keyward remove`: forget a key.

use clap::Args;
use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_vault::Expected;
use serde_json::json;

use crate::{context, screen, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward remove old-project
  keyward remove old-project --yes       for scripts

The key itself stays valid at AWS: deactivate it there. `keyward import --undo` puts an imported key
back into its file instead.")]
pub(crate) struct Remove {
    /// The entry to forget
    profile: ProfileName,
    /// Forget both keys of a rotation that is under way
    #[arg(long)]
    despite_rotation: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(remove: &Remove) -> Result<()> {
    let engine = context::engine();
    let profile = &remove.profile;
    let entry = engine
        .with_vault(|vault| Ok(vault.entry(profile)))?
        .ok_or_else(|| {
            Error::new(
                ErrorCode::EntryNotFound,
                format!("the vault has no entry {:?}", profile.as_str()),
            )
            .with_hint("see `keyward list`")
        })?;
    if !remove.despite_rotation {
        engine.refuse_while_rotating(profile)?;
    }
    let imported_from = engine.imported_from(profile)?;
    let key = screen::short_key_id(&entry.access_key_id);
    if !remove.yes {
        for serial in engine.mfa_seeds_of(profile)? {
            screen::note(&format!(
                "the seed of the MFA device {serial} is kept beside it, and is forgotten too"
            ));
        }
        for file in &imported_from {
            screen::note(&format!(
                "it came from {}; `keyward import --undo --profile {profile}` puts it back there instead",
                file.display()
            ));
        }
        let answer = terminal::ask(
            &format!("Forget the key {key} of {profile}? Nobody can bring it back [y/N]"),
            "add --yes to remove without a question",
        )?;
        if !matches!(answer.trim(), "y" | "Y" | "yes") {
            screen::note("nothing was removed");
            return Ok(());
        }
    }
    let seen = Expected::Version(entry.version);
    engine.with_vault(|vault| vault.remove_if(profile, seen))?;
    let pointers = engine.pointers_to(profile, &imported_from)?;
    tell(remove, &entry.access_key_id, &pointers);
    Ok(())
}

fn tell(remove: &Remove, access_key_id: &str, pointers: &[String]) {
    let profile = &remove.profile;
    if remove.json {
        screen::print_json(&json!({
            "profile": profile,
            "accessKeyId": access_key_id,
            "pointersLeft": pointers,
        }));
    } else {
        screen::print(&format!(
            "Forgot the key {} of {profile}. It is still valid at AWS.",
            screen::short_key_id(access_key_id)
        ));
    }
    for pointer in pointers {
        screen::note(&format!(
            "{pointer} still leads to {profile}, which now has no key: take that line out, or \
             `keyward add {profile}`"
        ));
    }
}
