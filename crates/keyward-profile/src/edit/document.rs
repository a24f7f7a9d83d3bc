//! One file's text, with keys and sections that can be changed.

use std::{fmt, ops::Range};

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use zeroize::Zeroizing;

use super::lines::Lines;
use crate::{
    FileKind, FileText,
    syntax::{Header, SectionName, property_end, without_comment},
};

/// The text of one of AWS's files. Every edit leaves all other lines as they are, to the byte:
/// comments, order, line ends, byte order mark, a missing final line feed.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    text: FileText,
    kind: FileKind,
}

impl Document {
    /// A document over `text`. Any text will do; lines that no tool can read stay as they are.
    #[must_use]
    pub fn new(text: &str, kind: FileKind) -> Self {
        Self {
            text: Zeroizing::new(text.to_owned()),
            kind,
        }
    }

    /// The text as it now is.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it now is.
    #[must_use]
    pub fn into_text(self) -> FileText {
        self.text
    }

    /// Whether the file has this section.
    #[must_use]
    pub fn has_section(&self, section: &SectionName) -> bool {
        !self.lines().sections(section).is_empty()
    }

    /// Gives `key` a value of one line. A key that is there keeps its place and its comment; where
    /// it stands more than once, the last one counts and is changed. A new one goes behind the
    /// section's last.
    ///
    /// # Errors
    /// [`ErrorCode::ProfileNotFound`] without such a section; [`ErrorCode::InvalidArgument`] for a
    /// key or value that would not be read back as it is.
    pub fn set(&mut self, section: &SectionName, key: &str, value: &str) -> Result<()> {
        let lower = key.to_ascii_lowercase();
        let lines = self.lines();
        let sections = lines.sections(section);
        let first = sections.first().ok_or_else(|| no_section(section))?;
        let found = sections
            .iter()
            .flat_map(|section| lines.properties(section.clone(), &lower))
            .next_back();
        let text = match found {
            Some(line) => replaced(&lines, line, value),
            None => {
                let at = lines.content_end(first);
                with_line(
                    &lines,
                    at,
                    &format!("{}{key} = {value}", indent_at(&lines, first, at)),
                )
            }
        };
        let edited = Self {
            text,
            kind: self.kind,
        };
        if edited.value(section, &lower).as_deref().map(String::as_str) != Some(value) {
            return Err(unwritable(key));
        }
        *self = edited;
        Ok(())
    }

    /// Removes every line of `key` in this section, with what stands below it. Says whether there
    /// was one.
    pub fn remove(&mut self, section: &SectionName, key: &str) -> bool {
        let key = key.to_ascii_lowercase();
        let lines = self.lines();
        let spans: Vec<_> = lines
            .sections(section)
            .into_iter()
            .flat_map(|section| lines.properties(section, &key))
            .map(|line| lines.bytes(&(line..property_end(&lines.all, line))))
            .collect();
        let text = without(&self.text, &spans);
        self.text = text;
        !spans.is_empty()
    }

    /// Gives a key another name, wherever it stands in the section. Says whether there was one.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] where the section has `to` already, or no tool accepts it.
    pub fn rename_key(&mut self, section: &SectionName, from: &str, to: &str) -> Result<bool> {
        let (from, lower) = (from.to_ascii_lowercase(), to.to_ascii_lowercase());
        let taken = from != lower && self.value(section, &lower).is_some();
        if taken || !ProfileName::is_valid(to) {
            return Err(unwritable(to));
        }
        let lines = self.lines();
        let mut text = Zeroizing::new(String::with_capacity(self.text.len() + to.len()));
        let mut copied = 0;
        for section in lines.sections(section) {
            for line in lines.properties(section, &from) {
                if let crate::syntax::Kind::Property { key, .. } = &lines.all[line].kind {
                    text.push_str(&self.text[copied..key.start]);
                    text.push_str(to);
                    copied = key.end;
                }
            }
        }
        text.push_str(&self.text[copied..]);
        self.text = text;
        Ok(copied > 0)
    }

    /// Adds an empty section at the end of the file, behind a blank line.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] where it is there already, or cannot stand in this file.
    pub fn add_section(&mut self, section: &SectionName) -> Result<()> {
        self.check_new(section)?;
        let lines = self.lines();
        let header = section.header(self.kind);
        let eol = lines.line_end();
        let mut text = self.text.clone();
        match lines.all.len().checked_sub(1) {
            None => text.push_str(&format!("{header}{eol}")),
            Some(last) if lines.end_of(last).is_empty() => {
                text.push_str(&format!("{}{eol}{header}", lines.closing_end()));
            }
            Some(_) => text.push_str(&format!("{eol}{header}{eol}")),
        }
        self.text = text;
        Ok(())
    }

    /// Removes a section wherever it stands, with its keys and the blank lines behind them; comments
    /// in front of the next section stay. Says whether there was one.
    pub fn remove_section(&mut self, section: &SectionName) -> bool {
        let lines = self.lines();
        let spans: Vec<_> = lines
            .sections(section)
            .iter()
            .map(|section| lines.bytes(&removable(&lines, section)))
            .collect();
        let text = without(&self.text, &spans);
        self.text = text;
        !spans.is_empty()
    }

    /// Gives a section another name, wherever it stands. Says whether there was one.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidArgument`] where the file has `to` already, or cannot hold it.
    pub fn rename_section(&mut self, from: &SectionName, to: &SectionName) -> Result<bool> {
        if from == to {
            return Ok(self.has_section(from));
        }
        self.check_new(to)?;
        let lines = self.lines();
        let mut text = Zeroizing::new(String::with_capacity(self.text.len() + 16));
        let mut copied = 0;
        for section in lines.sections(from) {
            let body = lines.all[section.start].body.clone();
            let old = without_comment(lines.body(section.start), false);
            text.push_str(&self.text[copied..body.start]);
            text.push_str(&to.header(self.kind));
            copied = body.start + old.len();
        }
        text.push_str(&self.text[copied..]);
        self.text = text;
        Ok(copied > 0)
    }

    /// The value of a key as it is read, lines below joined with line feeds.
    fn value(&self, section: &SectionName, key: &str) -> Option<FileText> {
        let lines = self.lines();
        let line = lines
            .sections(section)
            .into_iter()
            .flat_map(|section| lines.properties(section, key))
            .next_back()?;
        let more =
            (line + 1..property_end(&lines.all, line)).filter_map(|at| match &lines.all[at].kind {
                crate::syntax::Kind::Continuation(span) => Some(&self.text[span.clone()]),
                _ => None,
            });
        let all: Vec<_> = std::iter::once(lines.value(line)).chain(more).collect();
        Some(Zeroizing::new(all.join("\n")))
    }

    fn lines(&self) -> Lines<'_> {
        Lines::new(&self.text, self.kind)
    }

    fn check_new(&self, section: &SectionName) -> Result<()> {
        let header = Header::read(&section.header(self.kind), self.kind);
        let readable =
            matches!(header, Ok(Header::Known { section: read, .. }) if read == *section);
        if !readable {
            return Err(Error::new(
                ErrorCode::InvalidArgument,
                format!(
                    "{:?} cannot be the name of a section in this file",
                    section.name()
                ),
            )
            .with_hint("use letters, digits and - _ / . % @ : +"));
        }
        if self.has_section(section) {
            let message = format!("the file has a section [{section}] already");
            return Err(Error::new(ErrorCode::InvalidArgument, message));
        }
        Ok(())
    }
}

// The text may hold secrets.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} document ({} bytes)", self.kind, self.text.len())
    }
}

/// The text with another value for the property on `line`.
fn replaced(lines: &Lines<'_>, line: usize, value: &str) -> FileText {
    let crate::syntax::Kind::Property { value: old, .. } = &lines.all[line].kind else {
        return Zeroizing::new(lines.text.to_owned());
    };
    let last = property_end(&lines.all, line) - 1;
    let end = match &lines.all[last].kind {
        crate::syntax::Kind::Continuation(span) => span.end,
        _ => old.end,
    };
    let gap = if old.is_empty() { " " } else { "" };
    let (before, after) = (&lines.text[..old.start], &lines.text[end..]);
    Zeroizing::new([before, gap, value, after].concat())
}

/// The text with one more line in front of line `at`.
pub(super) fn with_line(lines: &Lines<'_>, at: usize, new: &str) -> FileText {
    let text = lines.text;
    let eol = lines.line_end();
    let place = lines.bytes(&(at..at)).start;
    let (before, after) = text.split_at(place);
    let follows_open_line = at > 0 && lines.end_of(at - 1).is_empty();
    Zeroizing::new(if follows_open_line {
        [before, lines.closing_end(), new].concat()
    } else {
        [before, new, eol, after].concat()
    })
}

/// The blanks that a new line at `at` needs to be a property like the one above it.
pub(super) fn indent_at<'a>(lines: &Lines<'a>, section: &Range<usize>, at: usize) -> &'a str {
    (section.start + 1..at)
        .rev()
        .find(|line| {
            matches!(
                lines.all[*line].kind,
                crate::syntax::Kind::Property { .. } | crate::syntax::Kind::InvalidKey
            )
        })
        .map_or("", |line| lines.indent(line))
}

/// The text without some spans of whole lines. Where the last line had no end, the one that is last
/// now has none either.
fn without(text: &str, spans: &[Range<usize>]) -> FileText {
    let mut kept = Zeroizing::new(String::with_capacity(text.len()));
    let mut at = 0;
    for span in spans {
        kept.push_str(&text[at..span.start]);
        at = span.end;
    }
    kept.push_str(&text[at..]);
    let cut_open_line = spans.last().is_some_and(|last| last.end == text.len())
        && !text.is_empty()
        && !text.ends_with('\n');
    if cut_open_line {
        let shorter = kept.strip_suffix('\n').unwrap_or(&kept);
        let length = shorter.strip_suffix('\r').unwrap_or(shorter).len();
        kept.truncate(length);
    }
    kept
}

/// What goes with a section: header, keys, blank lines behind; at the end of the file also the blank
/// line in front.
fn removable(lines: &Lines<'_>, section: &Range<usize>) -> Range<usize> {
    let is_empty = |line: usize| lines.body(line).trim().is_empty();
    let mut end = lines.content_end(section);
    while end < section.end && is_empty(end) {
        end += 1;
    }
    let mut start = section.start;
    if end == lines.all.len() && start > 0 && is_empty(start - 1) {
        start -= 1;
    }
    start..end
}

fn no_section(section: &SectionName) -> Error {
    Error::new(
        ErrorCode::ProfileNotFound,
        format!("the file has no section [{section}]"),
    )
}

fn unwritable(key: &str) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("{key:?} with this value would not be read back as it is"),
    )
    .with_hint("a value has one line, no blanks at its ends and no comment sign behind a blank")
}
