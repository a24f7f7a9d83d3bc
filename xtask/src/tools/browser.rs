//! A browser for `examples/browser`: headless Chromium.

use super::debian;
use crate::command::answers;

/// What a Chromium is called, as the test looks for it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Whether a Chromium is here, after an attempt to install one; else the reason.
pub(crate) fn ready() -> Result<(), String> {
    debian::ready(&["chromium"], || {
        NAMES.iter().any(|name| answers(name, "--version"))
    })
}
