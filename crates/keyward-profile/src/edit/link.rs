//! Lets every AWS tool use a profile that keyward resolves.
//!
//! AWS's tools ask `credential_process` only in a profile that names no role. So the keys that keyward
//! resolves move, unchanged, into `[keyward NAME]` in front of the profile, which no other tool
//! reads, and the profile gets a pointer in their place.

use std::{collections::BTreeMap, ops::Range};

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};

use super::{
    Document,
    document::indent_at,
    import::{self, ID, PROCESS, SECRET, TOKENS},
    layout::{Layout, Run},
    lines::Lines,
};
use crate::{
    FileKind, FileText, Section, SourceText,
    syntax::{Kind, SectionName, property_end},
};

/// The keys that keyward resolves and other tools must not see. All keys of a few
/// prefixes come to them.
const MOVED: [&str; 18] = [
    "credential_source",
    "duration_seconds",
    "external_id",
    "hand_over_seconds",
    "login_session",
    "mfa_process",
    "mfa_serial",
    "role_arn",
    "role_session_name",
    "session_policy",
    "session_policy_arns",
    "session_tags",
    "source_identity",
    "source_profile",
    "transitive_session_tags",
    "web_identity_audience",
    "web_identity_source",
    "web_identity_token_file",
];

fn moves(key: &str) -> bool {
    let prefixes = ["cognito_", "rolesanywhere_", "saml_", "sso_"];
    MOVED.contains(&key) || prefixes.iter().any(|prefix| key.starts_with(prefix))
}

/// Whether a profile's key (in lower case) has a part in saying whose credentials it gives.
#[must_use]
pub fn selects_credentials(key: &str) -> bool {
    moves(key) || [ID, SECRET, PROCESS].contains(&key) || TOKENS.contains(&key)
}

/// The config file with the profile linked. A profile that the file does not define is added to it:
/// it may live in the vault alone.
///
/// # Errors
/// `InvalidArgument` where it is linked already, or has a `credential_process` of another program
/// or keys in plaintext; `ProfileInvalid` for a file that no tool can read.
pub fn link(config: &SourceText<'_>, profile: &ProfileName, pointer: &str) -> Result<String> {
    let before = import::parse(config, FileKind::Config)?;
    if let Some(section) = before.keyward_section(profile.as_str()) {
        return Err(refused(profile, section, "is linked already")
            .with_hint(format!("`keyward unlink {profile}` takes it back")));
    }
    if let Some(section) = before.profile(profile.as_str()) {
        check_profile(profile, section, pointer)?;
    }
    let name = SectionName::profile(profile);
    let mut document = Document::new(config.text, FileKind::Config);
    let new_section = !document.has_section(&name);
    if new_section {
        document.add_section(&name)?;
    }
    let text = Linking::new(document.text(), profile, pointer, new_section).text();
    check_result(config, profile, &text, pointer)?;
    Ok(text.to_string())
}

fn check_profile(profile: &ProfileName, section: &Section, pointer: &str) -> Result<()> {
    if section.get("aws_access_key_id").is_some() {
        return Err(refused(profile, section, "has its key in plaintext")
            .with_hint(format!("`keyward import --profile {profile}` first")));
    }
    let other = section
        .get(PROCESS)
        .is_some_and(|found| found.value.to_secret() != Secret::new(pointer));
    if other {
        return Err(
            refused(profile, section, "has a credential_process of its own")
                .with_hint("remove that line, then link again"),
        );
    }
    Ok(())
}

fn refused(profile: &ProfileName, section: &Section, what: &str) -> Error {
    let at = section
        .get(PROCESS)
        .map_or(section.location(), |found| &found.location);
    Error::new(
        ErrorCode::InvalidArgument,
        format!("{at}: profile \"{profile}\" {what}"),
    )
}

/// One profile while it is linked.
struct Linking<'a> {
    lines: Lines<'a>,
    sections: Vec<Range<usize>>,
    profile: &'a ProfileName,
    pointer: &'a str,
    layout: Layout,
    /// The lines of each run.
    moved: Vec<Range<usize>>,
}

impl<'a> Linking<'a> {
    fn new(text: &'a str, profile: &'a ProfileName, pointer: &'a str, new_section: bool) -> Self {
        let lines = Lines::new(text, FileKind::Config);
        let sections = lines.sections(&SectionName::profile(profile));
        let pointer_kept = sections
            .iter()
            .any(|section| !lines.properties(section.clone(), PROCESS).is_empty());
        let mut linking = Self {
            lines,
            sections,
            profile,
            pointer,
            layout: Layout {
                new_section,
                pointer_kept,
                ..Layout::default()
            },
            moved: Vec::new(),
        };
        linking.find_runs();
        linking
    }

    fn find_runs(&mut self) {
        for (number, section) in self.sections.iter().enumerate() {
            let mut at = section.start + 1;
            while at < section.end {
                let end = property_end(&self.lines.all, at);
                if self.is_moved(at) {
                    self.layout.runs.push(Run {
                        section: number,
                        at: at - section.start - 1,
                        lines: end - at,
                        open: self.lines.end_of(end - 1).is_empty(),
                    });
                    self.moved.push(at..end);
                    at = end;
                } else {
                    at += 1;
                }
            }
        }
    }

    fn is_moved(&self, line: usize) -> bool {
        match &self.lines.all[line].kind {
            Kind::Property { key, .. } => moves(&self.lines.text[key.clone()].to_ascii_lowercase()),
            _ => false,
        }
    }

    /// The new text: `[keyward NAME]` in front of the profile, the pointer where the first line
    /// went away.
    fn text(mut self) -> FileText {
        let size = self.lines.text.len() + 256;
        let mut out = FileText::new(String::with_capacity(size));
        let first = self.sections.first().map_or(0, |section| section.start);
        let start = self.lines.bytes(&(first..first)).start;
        let (body, pointer_run) = self.rest(first);
        self.layout.pointer = pointer_run;
        out.push_str(&self.lines.text[..start]);
        self.write_section(&mut out);
        out.push_str(&body);
        out
    }

    fn write_section(&self, out: &mut String) {
        let eol = self.lines.line_end();
        let header = SectionName::keyward(self.profile).header(FileKind::Config);
        for line in [header.as_str(), &self.layout.comment()] {
            out.push_str(line);
            out.push_str(eol);
        }
        for (lines, run) in self.moved.iter().zip(&self.layout.runs) {
            out.push_str(self.lines.slice(lines));
            if run.open {
                out.push_str(eol);
            }
        }
        out.push_str(eol);
    }

    /// Everything from the profile's header on, without what moved, with the pointer; and where the
    /// pointer went, if nothing moved.
    fn rest(&self, first: usize) -> (FileText, Option<Run>) {
        let mut out = FileText::new(String::new());
        if self.layout.pointer_kept || !self.moved.is_empty() {
            self.copy_without_moved(first, &mut out);
            return (out, None);
        }
        let section = first..self.lines.section_end(first);
        let at = self.lines.content_end(&section);
        let open = self.lines.end_of(at - 1).is_empty();
        let line = self.pointer_line(indent_at(&self.lines, &section, at));
        let eol = self.lines.line_end();
        out.push_str(self.lines.slice(&(first..at)));
        if open {
            out.push_str(self.lines.closing_end());
        }
        out.push_str(&line);
        if !open {
            out.push_str(eol);
        }
        out.push_str(self.lines.slice(&(at..self.lines.all.len())));
        let run = Run {
            section: 0,
            at: at - first - 1,
            lines: 0,
            open,
        };
        (out, Some(run))
    }

    fn copy_without_moved(&self, first: usize, out: &mut String) {
        let mut at = first;
        for (number, lines) in self.moved.iter().enumerate() {
            out.push_str(self.lines.slice(&(at..lines.start)));
            if number == 0 && !self.layout.pointer_kept {
                out.push_str(&self.pointer_line(self.lines.indent(lines.start)));
                out.push_str(self.lines.end_of(lines.end - 1));
            }
            at = lines.end;
        }
        out.push_str(self.lines.slice(&(at..self.lines.all.len())));
    }

    fn pointer_line(&self, indent: &str) -> String {
        format!("{indent}{PROCESS} = {}", self.pointer)
    }
}

/// Nothing may be read differently but what moved: unusual indentation could make a line part of
/// another key's value.
fn check_result(
    config: &SourceText<'_>,
    profile: &ProfileName,
    text: &str,
    pointer: &str,
) -> Result<()> {
    let before = import::parse(config, FileKind::Config)?;
    let after = import::parse(
        &SourceText {
            path: config.path,
            text,
        },
        FileKind::Config,
    )?;
    let mut expected = before
        .profile(profile.as_str())
        .map(keys)
        .unwrap_or_default();
    let moved: BTreeMap<_, _> = expected.extract_if(.., |key, _| moves(key)).collect();
    expected.insert(PROCESS.to_owned(), Secret::new(pointer));
    let others_same = before
        .names()
        .into_iter()
        .filter(|name| *name != profile.as_str())
        .all(|name| before.profile(name).map(keys) == after.profile(name).map(keys));
    let same = others_same
        && after.profile(profile.as_str()).map(keys) == Some(expected)
        && after.keyward_section(profile.as_str()).map(keys) == Some(moved);
    if same {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "{}: the lines of profile \"{profile}\" cannot be moved: their indentation is uneven",
            config.path.display()
        ),
    )
    .with_hint("let every key of the profile start in the first column"))
}

fn keys(section: &Section) -> BTreeMap<String, Secret> {
    section
        .properties()
        .map(|(key, property)| (key.to_owned(), property.value.value.to_secret()))
        .collect()
}
