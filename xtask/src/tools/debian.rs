//! Packages of the system that some tests need: installed where nobody minds, on Debian and by root.

use std::path::Path;

use crate::command::Run;

/// Makes sure of them: `is_here` looks, before and after an attempt to install `packages`; else the reason.
pub(super) fn ready(packages: &[&str], is_here: impl Fn() -> bool) -> Result<(), String> {
    if is_here() {
        return Ok(());
    }
    may_install(packages)?;
    install(packages).map_err(|words| format!("it could not be installed: {words}"))?;
    if is_here() {
        return Ok(());
    }
    Err("it was installed and does not answer".to_owned())
}

fn may_install(packages: &[&str]) -> Result<(), String> {
    let names = packages.join(" and ");
    let by_hand = format!("install {names}, then run this again");
    if !Path::new("/etc/debian_version").exists() {
        return Err(format!("not installed: {names}; {by_hand}"));
    }
    let id = Run::new("id").arg("-u").quiet();
    if id.is_ok_and(|id| id.trim() == "0") {
        return Ok(());
    }
    Err(format!(
        "not installed, and this is not root: {names}; {by_hand}"
    ))
}

fn install(packages: &[&str]) -> Result<(), String> {
    let apt = || {
        Run::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("-qq")
    };
    let first_line = |words: String| words.lines().next().unwrap_or_default().to_owned();
    apt()
        .arg("update")
        .quiet()
        .map_err(|f| first_line(f.to_string()))?;
    apt()
        .args(["--yes", "install", "--no-install-recommends"])
        .args(packages)
        .quiet()
        .map_err(|f| first_line(f.to_string()))?;
    Ok(())
}
