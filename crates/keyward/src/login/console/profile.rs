//! `login_session` in a profile that has no credentials yet, as `aws login` writes it.

use std::path::PathBuf;

use keyward_core::{ProfileName, Result};
use keyward_profile::{Document, FileKind, SectionName};

use crate::Engine;

/// Returns the file.
pub(super) fn set_session(
    engine: &Engine,
    profile: &ProfileName,
    session: &str,
) -> Result<PathBuf> {
    let mut files = engine.user_files()?;
    let config = engine.world().paths().aws_config;
    let text = files.read(&config)?.unwrap_or_default();
    let mut document = Document::new(&text, FileKind::Config);
    let section = SectionName::profile(profile);
    if !document.has_section(&section) {
        document.add_section(&section)?;
    }
    document.set(&section, "login_session", session)?;
    files.change(&config, document.into_text())?;
    files.write()?;
    Ok(config)
}
