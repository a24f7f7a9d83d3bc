//! Session tokens: long base64 whose first bytes are known, or that a name or a key id beside it tells.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use zeroize::Zeroizing;

use super::{Part, behind_a_name};
use crate::{
    finding::What,
    randomness::{changes, entropy},
    runs::{Run, runs},
};

/// Shorter than any that AWS has given.
const SHORTEST: usize = 100;

pub(super) fn named(text: &[u8], at: usize) -> Option<Part> {
    behind_a_name(text, at, |run| part(text, run, true))
}

/// By its first letters.
pub(super) fn at(text: &[u8], start: usize) -> Option<Part> {
    let run = runs(text, start..start + 1).next()?;
    part(text, &run, true)
}

pub(super) fn unnamed(text: &[u8], run: &Run) -> Option<Part> {
    part(text, run, false)
}

fn part(text: &[u8], run: &Run, is_named: bool) -> Option<Part> {
    let value = &run.value;
    // As in AWS's documents.
    let is_example = value.contains("EXAMPLE");
    let is_data = text[..run.span.start].ends_with(b";base64,");
    if is_example
        || is_data
        || value.len() < SHORTEST
        || changes(value) * 5 < value.len() * 2
        || entropy(value) < 4.5
    {
        return None;
    }
    let is_token = value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    is_token.then(|| Part {
        what: What::SessionToken,
        span: run.span.clone(),
        value: unpacked(value).unwrap_or_else(|| padded(run)),
        is_named,
    })
}

/// As in a Secret of Kubernetes: base64 once more.
fn unpacked(value: &str) -> Option<Zeroizing<String>> {
    let bytes = STANDARD_NO_PAD.decode(value).map(Zeroizing::new).ok()?;
    let text = str::from_utf8(&bytes).ok()?.trim_end();
    let is_text = text.bytes().all(|byte| byte.is_ascii_graphic());
    is_text.then(|| Zeroizing::new(text.to_owned()))
}

fn padded(run: &Run) -> Zeroizing<String> {
    Zeroizing::new(format!("{}{}", *run.value, &"=="[..run.padding]))
}
