//! `keyward timer remove`

use clap::Args;
use keyward_core::{Result, World, disk::Disk};
use serde_json::json;

use super::kind::{Kind, run_all};
use crate::screen;

#[derive(Args)]
#[command(after_help = "Examples:
  keyward timer remove")]
pub(crate) struct Remove {
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn run(remove: &Remove) -> Result<()> {
    let world = World::real();
    let kind = Kind::here();
    let paths = kind.paths(&world)?;
    let there = paths.iter().any(|path| path.exists());
    let left = there.then(|| run_all(&kind.stopping(&paths))).flatten();
    let disk = Disk::real();
    let mut removed = Vec::new();
    for path in &paths {
        if disk.remove(path)? {
            removed.push(path.display().to_string());
        }
    }
    if remove.json {
        screen::print_json(&json!({ "removed": removed }));
    } else if removed.is_empty() {
        screen::print("There was no timer.");
    } else {
        screen::print(&format!("Removed {}", removed.join(" and ")));
    }
    if let Some((commands, why)) = left {
        screen::note(&format!(
            "the system may still hold it ({why}); run: {commands}"
        ));
    }
    Ok(())
}
