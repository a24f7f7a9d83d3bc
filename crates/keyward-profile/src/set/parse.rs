//! Lines into sections, and two files into one set.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use keyward_core::{Error, ErrorCode, Result};

use super::{ProfileSet, Property, Section, Value, Warning};
use crate::{
    FileKind, Located, Location, SourceText,
    syntax::{Header, Kind, Line, SectionName, lex, sub_property},
};

/// Reads both files; the credentials file is laid over the config file.
pub(super) fn parse(
    config: Option<SourceText<'_>>,
    credentials: Option<SourceText<'_>>,
) -> Result<ProfileSet> {
    let mut set = ProfileSet::default();
    let files = [
        (config, FileKind::Config),
        (credentials, FileKind::Credentials),
    ];
    for (source, kind) in files {
        if let Some(source) = source {
            let mut file = File::new(source);
            file.read(kind)?;
            if kind == FileKind::Credentials {
                set.credentials_file = Some(Arc::clone(&file.path));
            }
            file.merge_into(&mut set);
        }
    }
    Ok(set)
}

/// One file while it is read.
struct File<'a> {
    text: &'a str,
    path: Arc<Path>,
    /// By name and by whether the header had a prefix, which matters for `default` alone.
    sections: BTreeMap<(SectionName, bool), Section>,
    warnings: Vec<Warning>,
}

impl<'a> File<'a> {
    fn new(source: SourceText<'a>) -> Self {
        Self {
            text: source.text,
            path: source.path.into(),
            sections: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    fn read(&mut self, kind: FileKind) -> Result<()> {
        let lines = lex(self.text, kind);
        let mut current = None;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            match &line.kind {
                Kind::Blank | Kind::Passed | Kind::Continuation(_) => {}
                Kind::Broken(why) => return Err(self.broken(line, why)),
                Kind::Header(header) => current = self.open(line, header),
                Kind::InvalidKey => self.warn(line, INVALID_KEY),
                Kind::Property { .. } => self.property(current.as_ref(), line, &lines[at..]),
            }
        }
        Ok(())
    }

    fn open(&mut self, line: &Line, header: &Header) -> Option<(SectionName, bool)> {
        match header {
            Header::Ignored(why) => {
                self.warn(line, why.reason());
                None
            }
            Header::Known { section, prefixed } => {
                let location = self.location(line);
                let key = (section.clone(), *prefixed);
                self.sections
                    .entry(key.clone())
                    .or_insert_with(|| Section::new(section.name(), location));
                Some(key)
            }
        }
    }

    fn property(&mut self, section: Option<&(SectionName, bool)>, line: &Line, below: &[Line]) {
        let Kind::Property { key, value } = &line.kind else {
            return;
        };
        let key = self.text[key.clone()].to_ascii_lowercase();
        let first = &self.text[value.clone()];
        let more: Vec<_> = below
            .iter()
            .take_while(|line| matches!(line.kind, Kind::Continuation(_) | Kind::Blank))
            .filter_map(|line| match &line.kind {
                Kind::Continuation(at) => Some((line, &self.text[at.clone()])),
                _ => None,
            })
            .collect();
        let nested = if first.is_empty() {
            self.nested(&more)
        } else {
            Vec::new()
        };
        // One allocation of the right size: a secret leaves no copies behind.
        let lines: Vec<_> = std::iter::once(first)
            .chain(more.iter().map(|m| m.1))
            .collect();
        let value = Located {
            value: Value::new(&key, lines.join("\n")),
            location: self.location(line),
        };
        if let Some(section) = section.and_then(|name| self.sections.get_mut(name)) {
            section.put(key, Property { value, nested });
        }
    }

    fn nested(&self, lines: &[(&Line, &str)]) -> Vec<(String, Located<Value>)> {
        lines
            .iter()
            .filter_map(|(line, text)| {
                let (key, value) = sub_property(text).ok()?;
                let key = key.to_ascii_lowercase();
                let value = Located {
                    value: Value::new(&key, value.to_owned()),
                    location: self.location(line),
                };
                Some((key, value))
            })
            .collect()
    }

    /// `[profile default]` puts `[default]` of the same file aside, wherever they stand.
    fn merge_into(mut self, set: &mut ProfileSet) {
        let default = SectionName::Profile("default".to_owned());
        if self.sections.contains_key(&(default.clone(), true))
            && let Some(aside) = self.sections.remove(&(default, false))
        {
            self.warnings.push(Warning {
                location: aside.location().clone(),
                message: "[default] is ignored beside [profile default]",
            });
        }
        for ((name, _), section) in self.sections {
            let into = match name {
                SectionName::Profile(_) => &mut set.profiles,
                SectionName::SsoSession(_) => &mut set.sso_sessions,
                SectionName::Services(_) => &mut set.services,
                SectionName::Keyward(_) => &mut set.keyward,
            };
            match into.get_mut(name.name()) {
                Some(below) => below.merge(section),
                None => {
                    into.insert(name.name().to_owned(), section);
                }
            }
        }
        set.warnings.append(&mut self.warnings);
    }

    fn location(&self, line: &Line) -> Location {
        Location::File {
            path: Arc::clone(&self.path),
            line: line.number,
        }
    }

    fn warn(&mut self, line: &Line, message: &'static str) {
        let location = self.location(line);
        self.warnings.push(Warning { location, message });
    }

    fn broken(&self, line: &Line, why: &str) -> Error {
        Error::new(
            ErrorCode::ProfileInvalid,
            format!("{}: {why}", self.location(line)),
        )
        .with_hint("correct the line, or put a # in front of it")
    }
}

const INVALID_KEY: &str =
    "the key has a character that AWS tools do not accept; the line is ignored";
