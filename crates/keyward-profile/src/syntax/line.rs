//! What one line is.

use std::ops::Range;

use super::{BLANKS, header::Header, without_comment};

/// A line of a file: where it stands and what it is. All positions are bytes of the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: u32,
    /// The line without its end (and without a byte order mark).
    pub(crate) body: Range<usize>,
    /// Behind the line's end; the start of the next line.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

impl Line {
    /// Whether this line is the property `key` (in lower case).
    pub(crate) fn is_property(&self, text: &str, key: &str) -> bool {
        matches!(&self.kind, Kind::Property { key: at, .. } if text[at.clone()].eq_ignore_ascii_case(key))
    }
}

/// Behind the last line of the property at `at`: its continuations go with it.
pub(crate) fn property_end(lines: &[Line], at: usize) -> usize {
    let mut end = at + 1;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        match line.kind {
            Kind::Continuation(_) => end = index + 1,
            Kind::Blank => {}
            _ => break,
        }
    }
    end
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing, or a comment.
    Blank,
    /// `[…]`.
    Header(Header),
    /// `key = value`.
    Property {
        key: Range<usize>,
        /// Empty, behind the equals sign, where there is no value.
        value: Range<usize>,
    },
    /// A further line of the property above: more of its value, or `key = value` one level down.
    Continuation(Range<usize>),
    /// A line of a section that is passed over, or of a property whose name no tool accepts.
    Passed,
    /// A property whose name no tool accepts.
    InvalidKey,
    /// No tool can read it; the words are those of the cross-SDK vectors.
    Broken(&'static str),
}

/// Why `key = value` could not be read.
pub(crate) enum NoProperty {
    NoEquals,
    NoName,
}

/// The key and the value of a line, comments and blanks taken off.
pub(crate) fn property(line: &str) -> Result<(&str, &str), NoProperty> {
    let (key, value) = without_comment(line, true)
        .split_once('=')
        .ok_or(NoProperty::NoEquals)?;
    let (key, value) = (key.trim_matches(BLANKS), value.trim_matches(BLANKS));
    if key.is_empty() {
        return Err(NoProperty::NoName);
    }
    Ok((key, value))
}

/// The key and the value of a line one level down.
pub(crate) fn sub_property(line: &str) -> Result<(&str, &str), &'static str> {
    property(line).map_err(|why| match why {
        NoProperty::NoEquals => "Expected an '=' sign defining a sub-property",
        NoProperty::NoName => "Sub-property did not have a name",
    })
}
