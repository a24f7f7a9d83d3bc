//! Runs of the characters that secrets and tokens are made of.

use std::ops::Range;

use zeroize::Zeroizing;

use crate::units::unit;

/// Longer than any session token, in base64 once more.
const LONGEST: usize = 8192;

/// A run, decoded.
pub(crate) struct Run {
    /// Where it stands in the text.
    pub(crate) span: Range<usize>,
    /// Of the alphabets of base64 and base64url, without padding.
    pub(crate) value: Zeroizing<String>,
    /// How many `=` follow.
    pub(crate) padding: usize,
}

/// The runs that begin in `range`. It begins where a character does.
pub(crate) fn runs(text: &[u8], range: Range<usize>) -> impl Iterator<Item = Run> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let run = next(text, at, range.end)?;
        at = run.span.end;
        Some(run)
    })
}

fn next(text: &[u8], mut at: usize, limit: usize) -> Option<Run> {
    while at < limit {
        let first = unit(text, at)?;
        if is_of_run(first.byte) {
            return Some(whole(text, at));
        }
        at = first.end;
    }
    None
}

fn whole(text: &[u8], start: usize) -> Run {
    let mut value = Zeroizing::new(String::with_capacity(64));
    let mut end = start;
    while let Some(next) = unit(text, end).filter(|unit| is_of_run(unit.byte)) {
        end = next.end;
        if value.len() < LONGEST {
            value.push(char::from(next.byte));
        }
    }
    let (padding, end) = padding(text, end);
    Run {
        span: start..end,
        value,
        padding,
    }
}

/// One or two `=` before something that is no part of a value; else they are an assignment.
fn padding(text: &[u8], end: usize) -> (usize, usize) {
    let mut at = end;
    let mut count = 0;
    while let Some(next) = unit(text, at).filter(|unit| unit.byte == b'=') {
        at = next.end;
        count += 1;
    }
    let follows = unit(text, at).is_some_and(|unit| is_of_run(unit.byte));
    if count > 2 || follows {
        return (0, end);
    }
    (count, at)
}

fn is_of_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// The first place at or after `at` that no run crosses, going back at most a kilobyte.
pub(crate) fn start_before(text: &[u8], at: usize) -> usize {
    let lowest = at.saturating_sub(1024);
    let inside = text[lowest..at]
        .iter()
        .rposition(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b','));
    inside.map_or(lowest, |offset| lowest + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, usize)> {
        let all = runs(text.as_bytes(), 0..text.len());
        all.map(|run| (run.value.to_string(), run.padding))
            .collect()
    }

    #[test]
    fn runs_are_decoded_and_end_where_values_do() {
        let found = values(r#"KEY="ab%2Fc\/d" x=YQ==, y=a%3D%3D"#);
        let expected = [
            ("KEY", 1),
            ("ab/c/d", 0),
            ("x", 0),
            ("YQ", 2),
            ("y", 0),
            ("a", 2),
        ];
        let expected: Vec<_> = expected
            .map(|(value, padding)| (value.to_owned(), padding))
            .into();
        assert_eq!(found, expected);
    }
}
