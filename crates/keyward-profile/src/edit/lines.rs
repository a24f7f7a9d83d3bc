//! A text seen as lines and sections, for the edits.

use std::ops::Range;

use crate::{
    FileKind,
    syntax::{Header, Kind, Line, SectionName, lex},
};

/// Lines of a text, and where its sections are.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) all: Vec<Line>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, kind: FileKind) -> Self {
        Self {
            text,
            all: lex(text, kind),
        }
    }

    /// The sections of this name that count, as line numbers from the header to behind the last
    /// line. `[profile default]` puts `[default]` aside.
    pub(super) fn sections(&self, name: &SectionName) -> Vec<Range<usize>> {
        let (with, without) = self.sections_by_prefix(name);
        if with.is_empty() { without } else { with }
    }

    /// Sections of this name that no tool reads, since others are written with a prefix.
    pub(super) fn sections_aside(&self, name: &SectionName) -> Vec<Range<usize>> {
        let (with, without) = self.sections_by_prefix(name);
        if with.is_empty() { Vec::new() } else { without }
    }

    fn sections_by_prefix(&self, name: &SectionName) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for (index, line) in self.all.iter().enumerate() {
            if let Kind::Header(Header::Known { section, prefixed }) = &line.kind
                && section == name
            {
                let found = index..self.section_end(index);
                if *prefixed { &mut with } else { &mut without }.push(found);
            }
        }
        (with, without)
    }

    /// Behind the last line of the section whose header is at `header`.
    pub(super) fn section_end(&self, header: usize) -> usize {
        let more = &self.all[header + 1..];
        let length = more.iter().position(|line| starts_section(&line.kind));
        length.map_or(self.all.len(), |length| header + 1 + length)
    }

    /// The lines within `section` that define `key`, which is in lower case.
    pub(super) fn properties(&self, section: Range<usize>, key: &str) -> Vec<usize> {
        section
            .filter(|index| self.all[*index].is_property(self.text, key))
            .collect()
    }

    /// Behind the last property of a section, or behind its header.
    pub(super) fn content_end(&self, section: &Range<usize>) -> usize {
        (section.start + 1..section.end)
            .rev()
            .find(|index| !matches!(self.all[*index].kind, Kind::Blank))
            .map_or(section.start + 1, |last| last + 1)
    }

    /// The bytes of some lines, with their ends.
    pub(super) fn bytes(&self, lines: &Range<usize>) -> Range<usize> {
        let start = self
            .all
            .get(lines.start)
            .map_or(self.text.len(), |line| line.body.start);
        let end = match lines.end.checked_sub(1) {
            Some(last) if last >= lines.start => self.all[last].end,
            _ => start,
        };
        start..end
    }

    /// The text of some lines, with their ends.
    pub(super) fn slice(&self, lines: &Range<usize>) -> &'a str {
        &self.text[self.bytes(lines)]
    }

    /// A line without its end.
    pub(super) fn body(&self, line: usize) -> &'a str {
        &self.text[self.all[line].body.clone()]
    }

    /// What a line ends with; nothing at the end of a text without a final line feed.
    pub(super) fn end_of(&self, line: usize) -> &'a str {
        &self.text[self.all[line].body.end..self.all[line].end]
    }

    /// Blanks in front of a line.
    pub(super) fn indent(&self, line: usize) -> &'a str {
        let body = self.body(line);
        &body[..body.len() - body.trim_start_matches(crate::syntax::BLANKS).len()]
    }

    /// The value of the property on a line, as far as it stands on that line.
    pub(super) fn value(&self, line: usize) -> &'a str {
        match &self.all[line].kind {
            Kind::Property { value, .. } => &self.text[value.clone()],
            _ => "",
        }
    }

    /// What ends the last line when another one follows. A carriage return at the very end must not
    /// melt into a line end with the line feed behind it.
    pub(super) fn closing_end(&self) -> &'static str {
        if self.text.ends_with('\r') {
            "\r\n"
        } else {
            self.line_end()
        }
    }

    /// What lines of this file end with.
    pub(super) fn line_end(&self) -> &'static str {
        let first = self
            .all
            .first()
            .map(|line| &self.text[line.body.end..line.end]);
        if first == Some("\r\n") { "\r\n" } else { "\n" }
    }
}

/// A header that no tool can read ends the section before it all the same.
fn starts_section(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Header(_) | Kind::Broken("Profile definition must end with ']'")
    )
}
