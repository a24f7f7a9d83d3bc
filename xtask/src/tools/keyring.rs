//! A real keyring for the vault's tests: gnome-keyring in a D-Bus session of its own.

use std::path::Path;

use crate::command::{Run, answers};

/// Whether the keyring's programs are here, after an attempt to install them; else the reason.
pub(crate) fn ready() -> Result<(), String> {
    if is_here() {
        return Ok(());
    }
    may_install()?;
    install().map_err(|words| format!("it could not be installed: {words}"))?;
    if is_here() {
        return Ok(());
    }
    Err("it was installed and does not answer".to_owned())
}

fn is_here() -> bool {
    answers("gnome-keyring-daemon", "--version") && answers("dbus-run-session", "--version")
}

/// Only where nobody minds: Debian, by root.
fn may_install() -> Result<(), String> {
    let by_hand = "install gnome-keyring and dbus, then run this again";
    if !Path::new("/etc/debian_version").exists() {
        return Err(format!(
            "gnome-keyring and dbus are not installed; {by_hand}"
        ));
    }
    let id = Run::new("id").arg("-u").quiet();
    if id.is_ok_and(|id| id.trim() == "0") {
        return Ok(());
    }
    Err(format!(
        "gnome-keyring and dbus are not installed and this is not root; {by_hand}"
    ))
}

fn install() -> Result<(), String> {
    let apt = || {
        Run::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("-qq")
    };
    let first_line = |words: String| words.lines().next().unwrap_or_default().to_owned();
    let packages = ["--no-install-recommends", "gnome-keyring", "dbus"];
    apt()
        .arg("update")
        .quiet()
        .map_err(|f| first_line(f.to_string()))?;
    apt()
        .args(["--yes", "install"])
        .args(packages)
        .quiet()
        .map_err(|f| first_line(f.to_string()))?;
    Ok(())
}
