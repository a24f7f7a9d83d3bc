//! `.keyward.toml`: a project's word on which profile its folder is about. Only the command line reads
//! it, and only where neither the command nor `AWS_PROFILE` names a profile.
//!
//! A file that comes with somebody else's repository must not choose whose credentials a command
//! uses: it counts once its owner has trusted it, and trust binds path, owner and bytes. What is not
//! trusted is an error, never another profile.

mod document;
mod find;
mod trust;

use keyward::Engine;
use keyward_core::{Error, ErrorCode, ProfileName, Result};

use crate::terminal;

pub(crate) use find::{FILE_NAME, Found, find};
pub(crate) use trust::{TrustList, Verdict};

/// What a trusted file says.
pub(crate) struct Project {
    pub(crate) profile: ProfileName,
    /// Counts where no variable names a region.
    pub(crate) region: Option<String>,
    pub(crate) file: Found,
}

impl Project {
    /// Reads what a file says, trusted or not.
    ///
    /// # Errors
    /// `profile_invalid` with file and line.
    pub(crate) fn read(file: Found) -> Result<Self> {
        let document = document::parse(&file.text, &file.path)?;
        Ok(Self {
            profile: document.profile,
            region: document.region,
            file,
        })
    }
}

/// The project that the working folder belongs to; none where something stronger names the profile,
/// or there is no file.
///
/// # Errors
/// `project_untrusted` for a file that is not trusted, or belongs to others; `profile_invalid` for
/// one that cannot be read as a project file.
pub(crate) fn chosen(engine: &Engine) -> Result<Option<Project>> {
    let world = engine.world();
    if world.var("AWS_PROFILE").is_some() || world.is_under_exec() {
        return Ok(None);
    }
    let Some(file) = find()? else {
        return Ok(None);
    };
    let project = Project::read(file)?;
    let list = TrustList::of(&world.paths().keyward_home);
    match list.verdict(&project.file)? {
        Verdict::Trusted => {}
        other => ask(&project, &list, &other)?,
    }
    Ok(Some(project))
}

/// Asks the person at the terminal, once for these bytes.
fn ask(project: &Project, list: &TrustList, verdict: &Verdict) -> Result<()> {
    let refusal = || refused(project, verdict);
    if !terminal::is_there() {
        return Err(refusal());
    }
    let question = format!(
        "{} {}. Use profile {}{} in this folder? [y/N]",
        project.file.path.display(),
        verdict.words(),
        project.profile,
        project
            .region
            .as_ref()
            .map_or_else(String::new, |region| format!(" in {region}"))
    );
    let answer = terminal::ask(&question, HINT)?;
    if !matches!(answer.trim(), "y" | "Y" | "yes") {
        return Err(refusal());
    }
    list.add(&project.file)
}

const HINT: &str = "look at it, then run `keyward trust` in its folder; or name the profile: PROFILE, or AWS_PROFILE";

fn refused(project: &Project, verdict: &Verdict) -> Error {
    Error::new(
        ErrorCode::ProjectUntrusted,
        format!(
            "{}: names profile \"{}\", but {}",
            project.file.path.display(),
            project.profile,
            verdict.words()
        ),
    )
    .with_hint(HINT)
}
