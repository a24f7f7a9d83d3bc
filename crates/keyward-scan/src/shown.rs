//! A line for the screen, with everything masked that is or may be a secret.

use std::ops::Range;

use keyward_core::key_id;

use crate::{finding::What, parts::Part};

/// Bytes of the line before and behind the place.
const BEFORE: usize = 60;
const BEHIND: usize = 100;

/// A run of letters that could be a piece of a secret.
const LONGEST_RUN: usize = 24;

/// The line around `at`. `parts` are all of the text, in order.
pub(crate) fn shown(text: &[u8], line: &Range<usize>, at: usize, parts: &[Part]) -> String {
    let start = line.start.max(at.saturating_sub(BEFORE));
    let end = line.end.min(at + BEHIND);
    let mut pieces = String::new();
    let mut from = after_cut_run(text, line, start);
    for part in parts {
        if part.span.end <= from || part.span.start >= end {
            continue;
        }
        pieces.push_str(&masked_runs(
            text.get(from..part.span.start).unwrap_or_default(),
        ));
        pieces.push_str(&placeholder(part));
        from = part.span.end;
    }
    let end = before_cut_run(text, line, end);
    pieces.push_str(&masked_runs(text.get(from..end).unwrap_or_default()));
    pieces.trim().to_owned()
}

fn placeholder(part: &Part) -> String {
    match part.what {
        What::KeyId => key_id::short(&part.value),
        What::SecretAccessKey | What::SessionToken | What::BedrockApiKey => "[secret]".to_owned(),
    }
}

/// A run that the beginning cuts is left out.
fn after_cut_run(text: &[u8], line: &Range<usize>, start: usize) -> usize {
    if start == line.start {
        return start;
    }
    let rest = &text[start..line.end];
    start + rest.iter().take_while(|byte| is_of_run(**byte)).count()
}

fn before_cut_run(text: &[u8], line: &Range<usize>, end: usize) -> usize {
    if end == line.end {
        return end;
    }
    let rest = &text[line.start..end];
    end - rest
        .iter()
        .rev()
        .take_while(|byte| is_of_run(**byte))
        .count()
}

fn masked_runs(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut masked = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\0']) {
        if u8::try_from(letter).is_ok_and(is_of_run) {
            run.push(letter);
            continue;
        }
        if run.len() > LONGEST_RUN {
            run.truncate(4);
            run.push('…');
        }
        masked.push_str(&run);
        run.clear();
        if letter != '\0' {
            masked.push(if letter.is_control() { ' ' } else { letter });
        }
    }
    masked
}

fn is_of_run(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'%' | b'\\' | b'-' | b'_')
}
