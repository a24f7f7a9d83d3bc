//! A real keyring for the vault's tests: gnome-keyring in a D-Bus session of its own.

use super::debian;
use crate::command::answers;

/// Whether the keyring's programs are here, after an attempt to install them; else the reason.
pub(crate) fn ready() -> Result<(), String> {
    debian::ready(&["gnome-keyring", "dbus"], || {
        answers("gnome-keyring-daemon", "--version") && answers("dbus-run-session", "--version")
    })
}
