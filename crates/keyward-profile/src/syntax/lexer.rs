//! A text into lines, each with what it is in its place.

use std::ops::Range;

use keyward_core::ProfileName;

use super::{
    BLANKS,
    header::Header,
    line::{Kind, Line, NoProperty, property, sub_property},
};
use crate::FileKind;

const MARK: char = '\u{feff}';

/// Every line of `text`, in order; together they cover it, a byte order mark aside.
pub(crate) fn lex(text: &str, kind: FileKind) -> Vec<Line> {
    let mut lexer = Lexer {
        text,
        kind,
        section: Section::None,
        open: None,
    };
    let start = if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
    };
    let mut lines = Vec::new();
    let mut at = start;
    for (number, whole) in (1..).zip(text[start..].split_inclusive('\n')) {
        let end = at + whole.len();
        // A carriage return ends a line only together with a line feed.
        let body = whole
            .strip_suffix("\r\n")
            .or(whole.strip_suffix('\n'))
            .unwrap_or(whole);
        let body = at..at + body.len();
        lines.push(Line {
            number,
            kind: lexer.line(body.clone()),
            body,
            end,
        });
        at = end;
    }
    lines
}

/// Where the lexer stands. Only this decides what an indented line means.
struct Lexer<'a> {
    text: &'a str,
    kind: FileKind,
    section: Section,
    open: Option<Open>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    None,
    Known,
    Passed,
}

/// The property that an indented line would continue.
struct Open {
    indent: usize,
    what: OpenKind,
}

#[derive(Clone, Copy)]
enum OpenKind {
    Value,
    /// The property had no value: lines below are properties one level down.
    Nested,
    Passed,
}

impl Lexer<'_> {
    fn line(&mut self, body: Range<usize>) -> Kind {
        let line = &self.text[body.clone()];
        let content = line.trim_start_matches(BLANKS);
        let indent = line.len() - content.len();
        if content.is_empty() || content.starts_with(['#', ';']) {
            return Kind::Blank;
        }
        if indent == 0 && content.starts_with('[') {
            return self.header(line);
        }
        match self.section {
            Section::None => Kind::Broken("Expected a profile definition"),
            Section::Passed => Kind::Passed,
            Section::Known => self.content(line, body.start, indent),
        }
    }

    fn header(&mut self, line: &str) -> Kind {
        self.open = None;
        match Header::read(line, self.kind) {
            Ok(header) => {
                self.section = match header {
                    Header::Known { .. } => Section::Known,
                    Header::Ignored(_) => Section::Passed,
                };
                Kind::Header(header)
            }
            Err(why) => {
                self.section = Section::Passed;
                Kind::Broken(why)
            }
        }
    }

    fn content(&mut self, line: &str, start: usize, indent: usize) -> Kind {
        if let Some(open) = self.open.as_ref().filter(|open| indent > open.indent) {
            return continuation(open.what, line, start);
        }
        // botocore and SDK v3 read properties whose author indented all of them.
        if indent > 0 && self.open.is_none() && !line.contains('=') {
            return Kind::Broken("Expected a property definition, found continuation");
        }
        self.property(line, start, indent)
    }

    fn property(&mut self, line: &str, start: usize, indent: usize) -> Kind {
        self.open = None;
        let (key, value) = match property(line) {
            Ok(found) => found,
            Err(NoProperty::NoEquals) => {
                return Kind::Broken("Expected an '=' sign defining a property");
            }
            Err(NoProperty::NoName) => return Kind::Broken("Property did not have a name"),
        };
        let valid = ProfileName::is_valid(key);
        let what = match (valid, value.is_empty()) {
            (false, _) => OpenKind::Passed,
            (true, true) => OpenKind::Nested,
            (true, false) => OpenKind::Value,
        };
        self.open = Some(Open { indent, what });
        if !valid {
            return Kind::InvalidKey;
        }
        let key = span(line, key, start);
        let value = if value.is_empty() {
            let behind = self.text[key.end..].find('=').map_or(0, |at| at + 1);
            key.end + behind..key.end + behind
        } else {
            span(line, value, start)
        };
        Kind::Property { key, value }
    }
}

fn continuation(open: OpenKind, line: &str, start: usize) -> Kind {
    match open {
        OpenKind::Passed => return Kind::Passed,
        OpenKind::Nested => {
            if let Err(why) = sub_property(line) {
                return Kind::Broken(why);
            }
        }
        OpenKind::Value => {}
    }
    Kind::Continuation(span(line, line.trim_matches(BLANKS), start))
}

/// Where `part`, a slice of `line`, stands in the text in which `line` starts at `start`.
fn span(line: &str, part: &str, start: usize) -> Range<usize> {
    let from = start + (part.as_ptr() as usize - line.as_ptr() as usize);
    from..from + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        lex(text, FileKind::Config)
            .into_iter()
            .map(|line| line.kind)
            .collect()
    }

    #[test]
    fn a_section_may_be_indented_throughout() {
        let text = "[default]\n  a = 1\n  b = 2\n    more\n";
        let found = kinds(text);
        assert!(matches!(&found[1], Kind::Property { key, .. } if &text[key.clone()] == "a"));
        assert!(matches!(&found[2], Kind::Property { key, .. } if &text[key.clone()] == "b"));
        assert!(matches!(&found[3], Kind::Continuation(at) if &text[at.clone()] == "more"));
    }

    #[test]
    fn an_indented_comment_is_no_continuation() {
        assert_eq!(kinds("[default]\ns3 =\n  # why\n  a = b\n")[2], Kind::Blank);
    }

    #[test]
    fn lines_of_a_section_that_is_passed_over_are_not_checked() {
        let found = kinds("[plugins]\nanything goes\n : too\n");
        assert_eq!(found[1..], [Kind::Passed, Kind::Passed]);
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_stand_outside_the_line() {
        let text = "\u{feff}[default]\r\na = 1\r\n";
        let lines = lex(text, FileKind::Config);
        assert_eq!(&text[lines[0].body.clone()], "[default]");
        assert_eq!(&text[lines[1].body.start..lines[1].end], "a = 1\r\n");
    }
}
