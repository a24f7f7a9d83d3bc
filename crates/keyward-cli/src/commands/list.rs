//! `keyward list`: what the vault holds, without a secret.

use clap::Args;
use keyward_core::Result;
use keyward_vault::Revocation;
use serde_json::json;

use crate::{context, screen, table};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward list
  keyward list --json")]
pub(crate) struct List {
    /// Print the list as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(list: &List) -> Result<()> {
    let entries = context::engine().with_vault(|vault| {
        let all = vault.entries().into_iter();
        all.map(|info| {
            let entry = vault.get(&info.name)?;
            Ok((info, entry.and_then(|it| it.revoked().map(Revocation::at))))
        })
        .collect::<Result<Vec<_>>>()
    })?;
    if list.json {
        let entries: Vec<_> = entries
            .iter()
            .map(|(entry, revoked_at)| {
                json!({
                    "profile": entry.name,
                    "accessKeyId": entry.access_key_id,
                    "addedAt": entry.added_at,
                    "version": entry.version,
                    "revokedAt": revoked_at,
                })
            })
            .collect();
        screen::print_json(&json!(entries));
        return Ok(());
    }
    if entries.is_empty() {
        screen::note("the vault is empty; `keyward import` or `keyward add` fill it");
        return Ok(());
    }
    let rows: Vec<_> = entries
        .iter()
        .map(|(entry, revoked_at)| {
            let revoked = revoked_at.map_or(String::new(), |at| format!(" (revoked {at})"));
            vec![
                entry.name.to_string(),
                screen::short_key_id(&entry.access_key_id) + &revoked,
                entry.added_at.to_string(),
            ]
        })
        .collect();
    table::print(&["PROFILE", "KEY", "ADDED"], &rows);
    Ok(())
}
