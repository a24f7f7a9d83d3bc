//! `keyward timer install`

use std::{path::PathBuf, time::Duration};

use clap::Args;
use keyward_core::{Result, World, disk::Disk};
use serde_json::json;

use super::{
    environment,
    kind::{File, Kind, run_all},
    plan::Plan,
    schedule::At,
};
use crate::{duration::span, own_path::own_path, screen};

#[derive(Args)]
#[command(after_help = "Examples:
  keyward timer install
  keyward timer install --at 03:30 --older-than 30d
  keyward timer install --dry-run                    the files of this system
  keyward timer install --dry-run --kind launchd     those of macOS

The timer runs `keyward rotate --all` as you, with this program, this vault and the AWS files of now; it
carries no secret. A rotation takes three runs, a day apart: a new key, the old one inactive, the old one
deleted. A vault that only a person can open is refused.")]
pub(crate) struct Install {
    /// Begin with keys that are older (90d, 12h)
    #[arg(long, value_name = "AGE", default_value = "90d", value_parser = age)]
    older_than: String,
    /// When, on this machine's clock [default: some time of the day]
    #[arg(long, value_name = "HH:MM")]
    at: Option<At>,
    /// Whose files [default: this system's]
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Print the files, write none
    #[arg(long)]
    dry_run: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// As it was written, once it is known to be a span.
fn age(text: &str) -> std::result::Result<String, String> {
    span(text).map(|_: Duration| text.to_owned())
}

pub(super) fn run(install: &Install) -> Result<()> {
    let world = World::real();
    let kind = install.kind.unwrap_or_else(Kind::here);
    let plan = plan(install, &world)?;
    let files = kind.files(&world, &plan)?;
    if install.dry_run {
        show(install, kind, &files);
        return Ok(());
    }
    environment::check_opens(&world, &plan.env)?;
    let disk = Disk::real();
    for (path, text) in &files {
        if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
            disk.create_private_dir(folder)?;
        }
        disk.write_atomic(path, text.as_bytes(), 0o600)?;
    }
    let paths: Vec<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
    let left = run_all(&kind.starting(&paths));
    tell(install, kind, &plan, &paths, left.as_ref());
    Ok(())
}

fn plan(install: &Install, world: &World) -> Result<Plan> {
    let args = ["rotate", "--all", "--older-than", &install.older_than];
    Ok(Plan {
        program: own_path()?,
        args: args.map(str::to_owned).into(),
        env: environment::of(world)?,
        at: install.at,
    })
}

fn show(install: &Install, kind: Kind, files: &[File]) {
    if install.json {
        let files = files.iter();
        let files: Vec<_> = files
            .map(|(path, text)| json!({ "path": path.display().to_string(), "text": text }))
            .collect();
        screen::print_json(&json!({ "kind": kind.name(), "files": files }));
        return;
    }
    for (path, text) in files {
        screen::print(&format!("{}:\n{text}", path.display()));
    }
}

fn tell(
    install: &Install,
    kind: Kind,
    plan: &Plan,
    paths: &[PathBuf],
    left: Option<&(String, String)>,
) {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if install.json {
        screen::print_json(&json!({
            "kind": kind.name(),
            "files": paths,
            "command": plan.command(),
            "active": left.is_none(),
            "leftToRun": left.map(|(commands, _)| commands),
        }));
    } else {
        screen::print(&format!("Wrote {}", paths.join(" and ")));
        if left.is_none() {
            screen::print(&format!(
                "{}: `{}`. `keyward timer status` shows how it went.",
                plan.when(),
                plan.command()
            ));
        }
    }
    if kind.is_untested() {
        screen::note("this kind of timer is untested; look whether it runs");
    }
    if let Some((commands, why)) = left {
        screen::note(&format!("it is not running yet ({why}); run: {commands}"));
    } else if kind == Kind::Systemd {
        screen::note(
            "it runs while you are signed in, and catches up; for a machine where nobody signs in: loginctl enable-linger",
        );
    }
}
