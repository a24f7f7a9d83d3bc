//! The syntax of AWS's shared files, line by line.
//!
//! Reading and editing share this one account of what a line is, so that an edit never touches a
//! line that reading would take for something else. Rules: AWS SDKs and Tools Reference Guide,
//! "Format of the config and credentials files", and the public cross-SDK vectors in `tests/`.

mod header;
mod lexer;
mod line;

pub use header::SectionName;
pub(crate) use header::{Header, Ignored};
pub(crate) use lexer::lex;
pub(crate) use line::{Kind, Line, property, property_end, sub_property};

/// What AWS's tools trim. A carriage return that is not part of a line's end counts as blank.
pub(crate) const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// `text` up to a comment, trimmed. In a value a comment needs a blank before its sign.
pub(crate) fn without_comment(text: &str, needs_blank: bool) -> &str {
    let text = text.trim_matches(BLANKS);
    let mut after_blank = false;
    for (at, sign) in text.char_indices() {
        if matches!(sign, '#' | ';') && (after_blank || !needs_blank) {
            return text[..at].trim_matches(BLANKS);
        }
        after_blank = BLANKS.contains(&sign);
    }
    text
}
