//! A key pair out of one of AWS's files, and back.

use std::{fmt, ops::Range, path::Path};

use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret};

use super::{
    lines::Lines,
    record::{From, Record},
    splice,
};
use crate::{
    FileKind, FileText, ProfileSet, SourceText,
    syntax::{SectionName, property_end},
};

pub(super) const ID: &str = "aws_access_key_id";
pub(super) const SECRET: &str = "aws_secret_access_key";
pub(super) const TOKENS: [&str; 2] = ["aws_session_token", "aws_security_token"];
pub(super) const PROCESS: &str = "credential_process";

/// A key that was taken out of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Taken {
    /// The new text of the file, without this key. It may hold keys of other profiles.
    pub text: FileText,
    /// The key's id.
    pub access_key_id: String,
    /// The key's secret.
    pub secret_access_key: Secret,
    /// `aws_account_id`, where it stands beside the key.
    pub account_id: Option<String>,
    /// What `put_back` needs. Opaque.
    pub record: Secret,
}

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Taken")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

/// Takes a profile's long-lived key out of a file; one `credential_process = POINTER` line takes the
/// place of the first of its lines, and everything else stays as it was.
///
/// # Errors
/// `ProfileNotFound` without such a section, `NoCredentials` without a key in it,
/// `PartialCredentials` for half a pair, `InvalidArgument` for temporary credentials or where the
/// profile has a `credential_process`, `ProfileInvalid` for a file that no tool can read.
pub fn take_keys(
    file: &SourceText<'_>,
    kind: FileKind,
    profile: &ProfileName,
    pointer: &str,
) -> Result<Taken> {
    parse(file, kind)?;
    let place = Place::new(file, kind, profile);
    place.check_section()?;
    place.check_pair()?;
    place.check_rest()?;
    let spans = place.spans();
    let indent = place.lines.indent(place.first_line());
    let line = format!("{indent}{PROCESS} = {pointer}");
    let (text, chunks) = splice::take(file.text, &spans, &line);
    let record = Record::new(From::Aws(kind), profile.as_str(), pointer, chunks);
    Ok(Taken {
        text,
        access_key_id: place.value(ID).unwrap_or_default().to_owned(),
        secret_access_key: Secret::new(place.value(SECRET).unwrap_or_default()),
        account_id: place.value("aws_account_id").map(str::to_owned),
        record: record.seal(),
    })
}

/// Puts back what [`take_keys`] took: the original bytes, in the pointer's place, whatever else has
/// changed in the file.
///
/// # Errors
/// `ProfileInvalid` where the pointer is gone or the profile has keys again; nothing is lost then.
pub fn put_back(file: &SourceText<'_>, record: &Secret) -> Result<FileText> {
    let record = Record::open(record)?;
    let From::Aws(kind) = record.from else {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the undo record belongs to a .env file",
        ));
    };
    let profile: ProfileName = record.profile.parse()?;
    let place = Place::new(file, kind, &profile);
    if let Some(line) = place.find(ID).or_else(|| place.find(SECRET)) {
        return Err(place
            .error(line, "has a key of its own again")
            .with_hint("remove the key's lines, then undo again"));
    }
    let pointer = place
        .all(PROCESS)
        .into_iter()
        .find(|line| place.lines.value(*line) == record.pointer)
        .ok_or_else(|| pointer_gone(file.path, &profile))?;
    let span = place.lines.bytes(&(pointer..pointer + 1));
    Ok(splice::put_back(file.text, &span, &record.chunks))
}

/// Refuses a file that no tool can read.
pub(super) fn parse(file: &SourceText<'_>, kind: FileKind) -> Result<ProfileSet> {
    match kind {
        FileKind::Config => ProfileSet::parse(Some(*file), None),
        FileKind::Credentials => ProfileSet::parse(None, Some(*file)),
    }
}

/// A profile's sections in one file.
struct Place<'a> {
    path: &'a Path,
    profile: &'a ProfileName,
    lines: Lines<'a>,
    sections: Vec<Range<usize>>,
    aside: Vec<Range<usize>>,
}

impl<'a> Place<'a> {
    fn new(file: &SourceText<'a>, kind: FileKind, profile: &'a ProfileName) -> Self {
        let lines = Lines::new(file.text, kind);
        let name = SectionName::profile(profile);
        Self {
            path: file.path,
            profile,
            sections: lines.sections(&name),
            aside: lines.sections_aside(&name),
            lines,
        }
    }

    /// Every line that defines `key`.
    fn all(&self, key: &str) -> Vec<usize> {
        self.sections
            .iter()
            .flat_map(|section| self.lines.properties(section.clone(), key))
            .collect()
    }

    /// The line that counts: the last one, if its value is not empty.
    fn find(&self, key: &str) -> Option<usize> {
        let last = self.all(key).pop()?;
        (!self.lines.value(last).is_empty()).then_some(last)
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.find(key).map(|line| self.lines.value(line))
    }

    fn key_lines(&self) -> Vec<usize> {
        let mut lines = [self.all(ID), self.all(SECRET)].concat();
        lines.sort_unstable();
        lines
    }

    fn first_line(&self) -> usize {
        self.key_lines().first().copied().unwrap_or_default()
    }

    /// The bytes of every line of the pair, older ones that no longer count with them.
    fn spans(&self) -> Vec<Range<usize>> {
        self.key_lines()
            .into_iter()
            .map(|line| {
                let end = property_end(&self.lines.all, line);
                self.lines.bytes(&(line..end))
            })
            .collect()
    }

    fn check_section(&self) -> Result<()> {
        if !self.sections.is_empty() {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::ProfileNotFound,
            format!(
                "{}: no section defines profile \"{}\"",
                self.path.display(),
                self.profile
            ),
        )
        .with_hint("name another file with --file, or `keyward add` the key by hand"))
    }

    fn check_pair(&self) -> Result<()> {
        match (self.find(ID), self.find(SECRET)) {
            (Some(_), Some(_)) => Ok(()),
            (Some(line), None) => Err(self.half(line, ID, SECRET)),
            (None, Some(line)) => Err(self.half(line, SECRET, ID)),
            (None, None) => Err(self.no_key()),
        }
    }

    fn half(&self, line: usize, there: &str, missing: &str) -> Error {
        let what = format!("has {there} but no {missing}");
        self.with_code(ErrorCode::PartialCredentials, line, &what)
            .with_hint(format!("add {missing} to the profile, or remove {there}"))
    }

    fn no_key(&self) -> Error {
        let line = self.sections.first().map_or(0, |section| section.start);
        if let Some(process) = self.find(PROCESS) {
            let what = "has no access key, but a credential_process: it was imported already, or another program holds its key";
            return self.with_code(ErrorCode::NoCredentials, process, what);
        }
        self.with_code(
            ErrorCode::NoCredentials,
            line,
            "has no access key in this file",
        )
        .with_hint("only profiles with aws_access_key_id and aws_secret_access_key are imported")
    }

    /// What speaks against taking a complete pair.
    fn check_rest(&self) -> Result<()> {
        if let Some(line) = TOKENS.iter().find_map(|key| self.find(key)) {
            return Err(self
                .with_code(
                    ErrorCode::InvalidArgument,
                    line,
                    "has temporary credentials",
                )
                .with_hint("they expire by themselves: there is nothing to store"));
        }
        if let Some(line) = self.all(PROCESS).first() {
            return Err(self
                .with_code(
                    ErrorCode::InvalidArgument,
                    *line,
                    "has a credential_process beside its key",
                )
                .with_hint("remove the credential_process line, then import again"));
        }
        let aside = self.aside.iter().find_map(|section| {
            [ID, SECRET]
                .iter()
                .find_map(|key| self.lines.properties(section.clone(), key).first().copied())
        });
        match aside {
            Some(line) => Err(self
                .error(
                    line,
                    "has keys in a [default] section that [profile default] puts aside",
                )
                .with_hint("remove one of the two sections, then import again")),
            None => Ok(()),
        }
    }

    fn error(&self, line: usize, what: &str) -> Error {
        self.with_code(ErrorCode::ProfileInvalid, line, what)
    }

    fn with_code(&self, code: ErrorCode, line: usize, what: &str) -> Error {
        let number = self.lines.all.get(line).map_or(1, |line| line.number);
        let path = self.path.display();
        Error::new(
            code,
            format!("{path}:{number}: profile \"{}\" {what}", self.profile),
        )
    }
}

fn pointer_gone(path: &Path, profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!(
            "{}: profile \"{profile}\" no longer has the credential_process line that import left",
            path.display()
        ),
    )
    .with_hint("the key is still in the vault; `keyward export` shows it, to be put back by hand")
}
