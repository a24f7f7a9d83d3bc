//! `.env` files as the npm package `dotenv` reads them: one assignment after the other, values
//! bare or in one of three kinds of quotes, which may span lines.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::FileText;

/// One assignment.
pub(super) struct Assignment<'a> {
    /// Its lines, with their ends.
    pub(super) span: Range<usize>,
    /// Blanks and `export ` in front of the name.
    pub(super) lead: &'a str,
    pub(super) name: &'a str,
    pub(super) value: FileText,
    /// Where the value stands, without quotes and blanks around it.
    pub(super) place: Range<usize>,
}

/// Every assignment in order. Lines that are none are passed over.
pub(super) fn assignments(text: &str) -> Vec<Assignment<'_>> {
    let mut found = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    while at < text.len() {
        match assignment(text, at) {
            Some(assignment) => {
                at = assignment.span.end;
                found.push(assignment);
            }
            None => at = line_end(text, at),
        }
    }
    found
}

fn assignment(text: &str, start: usize) -> Option<Assignment<'_>> {
    let rest = &text[start..];
    let name_at = lead(rest);
    let name_length = rest[name_at..]
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
        .unwrap_or(rest.len() - name_at);
    let name = &rest[name_at..name_at + name_length];
    let behind = &rest[name_at + name_length..];
    let value_at = start + name_at + name_length + sign(behind)?;
    if name.is_empty() {
        return None;
    }
    let (value, place, end) = value(text, value_at);
    Some(Assignment {
        span: start..end,
        lead: &rest[..name_at],
        name,
        value,
        place,
    })
}

/// How long blanks and `export` in front of a name are.
fn lead(rest: &str) -> usize {
    let blank = blanks(rest);
    let word = rest[blank..].strip_prefix("export");
    match word.map(blanks) {
        Some(more) if more > 0 => blank + "export".len() + more,
        _ => blank,
    }
}

/// How long `=` or `: ` with the blanks in front of it is.
fn sign(behind: &str) -> Option<usize> {
    if behind.starts_with(": ") || behind.starts_with(":\t") {
        return Some(2);
    }
    let blank = blanks(behind);
    behind[blank..].starts_with('=').then_some(blank + 1)
}

/// The value, where it stands, and where the next line starts.
fn value(text: &str, at: usize) -> (FileText, Range<usize>, usize) {
    let quote_at = at + blanks(&text[at..]);
    if let Some(quote @ ('"' | '\'' | '`')) = text[quote_at..].chars().next()
        && let Some(close) = closing(text, quote_at + 1, quote)
    {
        let inner = &text[quote_at + 1..close];
        let place = quote_at + 1..close;
        return (unescaped(inner, quote), place, line_end(text, close));
    }
    let end = line_end(text, at);
    let bare = text[at..end].split(['#', '\r', '\n']).next().unwrap_or("");
    let start = at + bare.len() - bare.trim_start().len();
    let value = bare.trim();
    let place = start..start + value.len();
    (Zeroizing::new(value.to_owned()), place, end)
}

/// The closing quote, with nothing but a comment behind it on its line.
fn closing(text: &str, from: usize, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text[from..].char_indices() {
        if c == quote && !escaped {
            let behind = &text[from + at + 1..line_end(text, from + at)];
            let behind = behind.trim();
            return (behind.is_empty() || behind.starts_with('#')).then_some(from + at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn unescaped(inner: &str, quote: char) -> FileText {
    Zeroizing::new(if quote == '"' {
        inner.replace("\\n", "\n").replace("\\r", "\r")
    } else {
        inner.to_owned()
    })
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// Behind the end of the line that `at` is on: `\n`, `\r\n` or `\r`.
fn line_end(text: &str, at: usize) -> usize {
    match text[at..].find(['\n', '\r']) {
        None => text.len(),
        Some(length) if text[at + length..].starts_with("\r\n") => at + length + 2,
        Some(length) => at + length + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, String)> {
        assignments(text)
            .into_iter()
            .map(|a| (a.name, a.value.to_string()))
            .collect()
    }

    fn one(text: &str) -> String {
        read(text).pop().unwrap().1
    }

    #[test]
    fn values_are_read_as_dotenv_reads_them() {
        for (text, value) in [
            ("A=b", "b"),
            ("A = b ", "b"),
            ("A: b", "b"),
            ("  export A=b", "b"),
            ("A=b # c", "b"),
            ("A=b#c", "b"),
            ("A='b # c' # d", "b # c"),
            ("A=\"b\\nc\"", "b\nc"),
            ("A=`b'c`", "b'c"),
            ("A=\"b", "\"b"),
            ("A=", ""),
            ("A=\"b\nc\"\r\n", "b\nc"),
        ] {
            assert_eq!(one(text), value, "{text:?}");
        }
        assert_eq!(read("# A=b\n\nnonsense\rC=d"), [("C", "d".to_owned())]);
    }
}
