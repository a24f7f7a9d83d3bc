//! `keyward list`: what the vault holds, without a secret.

use clap::Args;
use keyward_core::Result;
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
    let entries = context::engine().with_vault(|vault| Ok(vault.entries()))?;
    if list.json {
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| {
                json!({
                    "profile": entry.name,
                    "accessKeyId": entry.access_key_id,
                    "addedAt": entry.added_at,
                    "version": entry.version,
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
        .map(|entry| {
            vec![
                entry.name.to_string(),
                screen::short_key_id(&entry.access_key_id),
                entry.added_at.to_string(),
            ]
        })
        .collect();
    table::print(&["PROFILE", "KEY", "ADDED"], &rows);
    Ok(())
}
