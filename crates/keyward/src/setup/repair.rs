//! What can be mended without knowing more: each repair keeps what AWS's tools read, or mends a value
//! that none of them can use.

use std::path::Path;

use keyward_core::{ProfileName, Result};
use keyward_profile::{
    Document, FileKind, Profile, ProfileSet, SectionName, SensitiveCommand, SourceText,
    credential_process_pointer, merged, repeated,
};

use super::{Proposal, Repair};
use crate::{
    Engine, aws_files,
    traps::{is_mfa_serial, is_role_arn},
};

impl Engine {
    /// Both files with their repairs: of one profile, or of all. Sections and keys that stand twice are
    /// put together in the whole file, since the AWS CLI refuses all of it.
    ///
    /// `program` is where pointers to a keyward that has moved shall lead.
    ///
    /// # Errors
    /// A file that cannot be read, or has a line that is not AWS's syntax.
    pub fn propose_repair(&self, only: Option<&ProfileName>, program: &Path) -> Result<Repair> {
        let paths = self.world().paths();
        let all = self.profiles()?;
        let mut repair = Repair::default();
        for (file, kind) in [
            (paths.aws_config, FileKind::Config),
            (paths.aws_credentials, FileKind::Credentials),
        ] {
            let Some(before) = aws_files::read(self.world(), &file)? else {
                continue;
            };
            let once = if repeated(&before, kind).is_empty() {
                before.clone()
            } else {
                merged(&before, kind)
            };
            let mut mending = Mending {
                document: Document::new(&once, kind),
                all: &all,
                left: &mut repair.left,
                program,
            };
            mending.file(&SourceText::new(&file, &once), kind, only)?;
            let after = mending.document.into_text();
            if after != before {
                repair.proposals.push(Proposal {
                    file,
                    before,
                    after,
                });
            }
        }
        Ok(repair)
    }
}

/// One file while it is mended.
struct Mending<'a> {
    document: Document,
    all: &'a ProfileSet,
    left: &'a mut Vec<String>,
    program: &'a Path,
}

impl Mending<'_> {
    fn file(
        &mut self,
        text: &SourceText<'_>,
        kind: FileKind,
        only: Option<&ProfileName>,
    ) -> Result<()> {
        let set = match kind {
            FileKind::Config => ProfileSet::parse(Some(*text), None)?,
            FileKind::Credentials => ProfileSet::parse(None, Some(*text))?,
        };
        for name in set.names() {
            if only.is_some_and(|only| only.as_str() != name) {
                continue;
            }
            let own = set
                .profile(name)
                .map(|it| (it, SectionName::Profile(name.to_owned())));
            let linked = set.keyward_section(name);
            let linked = linked.map(|it| (it, SectionName::Keyward(name.to_owned())));
            for (profile, section) in own.into_iter().chain(linked) {
                self.arn(profile, &section, "role_arn", is_role_arn)?;
                self.arn(profile, &section, "mfa_serial", is_mfa_serial)?;
                self.source(profile, &section)?;
                self.session(profile, &section)?;
                self.pointer(profile, &section)?;
            }
        }
        Ok(())
    }

    /// Quotes and blanks come from being pasted.
    fn arn(
        &mut self,
        profile: &Profile,
        section: &SectionName,
        key: &str,
        fits: fn(&str) -> bool,
    ) -> Result<()> {
        let Some(found) = profile.get(key).filter(|found| !found.value.is_empty()) else {
            return Ok(());
        };
        let text = found.value.as_str().unwrap_or_default();
        if fits(text) {
            return Ok(());
        }
        let is_stray = |c: char| c.is_whitespace() || "\"'<>,;".contains(c);
        let clean = text.trim_matches(is_stray);
        if fits(clean) {
            return self.document.set(section, key, clean);
        }
        self.left.push(format!(
            "{}: {key} of {} cannot be right: `keyward setup {} --{} ARN`",
            found.location,
            profile.name(),
            profile.name(),
            key.replace('_', "-")
        ));
        Ok(())
    }

    /// A name that differs only in its case from one that is there is that one.
    fn source(&mut self, profile: &Profile, section: &SectionName) -> Result<()> {
        let Some(found) = profile.get("source_profile") else {
            return Ok(());
        };
        let name = found.value.as_str().unwrap_or_default();
        let names = self.all.names();
        if name.is_empty() || names.contains(&name) {
            return Ok(());
        }
        let same: Vec<_> = names
            .into_iter()
            .filter(|it| it.eq_ignore_ascii_case(name))
            .collect();
        if let [one] = same[..] {
            return self.document.set(section, "source_profile", one);
        }
        self.left.push(format!(
            "{}: no file has source_profile {name} of {}: `keyward setup {} --source-profile NAME`, or `keyward add {name}`",
            found.location,
            profile.name(),
            profile.name()
        ));
        Ok(())
    }

    /// Where there is one session only, that is the one.
    fn session(&mut self, profile: &Profile, section: &SectionName) -> Result<()> {
        let Some(found) = profile.get("sso_session") else {
            return Ok(());
        };
        let name = found.value.as_str().unwrap_or_default();
        if name.is_empty() || self.all.sso_session(name).is_some() {
            return Ok(());
        }
        let sessions: Vec<_> = self.all.sso_session_names().collect();
        if let [one] = sessions[..] {
            return self.document.set(section, "sso_session", one);
        }
        self.left.push(format!(
            "{}: no file has [sso-session {name}]: `keyward setup {} --sso-session {name} --sso-start-url URL --sso-region REGION`",
            found.location,
            profile.name()
        ));
        Ok(())
    }

    /// A pointer to a keyward that has moved leads to this one.
    fn pointer(&mut self, profile: &Profile, section: &SectionName) -> Result<()> {
        let (Some(found), Ok(name)) = (profile.get("credential_process"), profile.name().parse())
        else {
            return Ok(());
        };
        let command = SensitiveCommand::from_secret(found.value.to_secret());
        let program = Path::new(command.program());
        let is_ours = program.file_stem().is_some_and(|stem| stem == "keyward");
        if !is_ours || !command.asks_for(&name) || !program.is_absolute() || program.exists() {
            return Ok(());
        }
        let pointer = credential_process_pointer(self.program, &name)?;
        self.document.set(section, "credential_process", &pointer)
    }
}
