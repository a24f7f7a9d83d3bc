//! The parts of credentials, one file each.

mod base64_text;
mod bedrock;
pub(crate) mod key_id;
mod secret;
mod session_token;

use std::ops::Range;

use zeroize::Zeroizing;

use base64_text::Alphabet;

use crate::{
    anchors::{ANCHORS, Mark},
    finding::What,
};

/// A value that was found.
pub(crate) struct Part {
    pub(crate) what: What,
    /// Where it stands in the text.
    pub(crate) span: Range<usize>,
    /// As AWS gave it.
    pub(crate) value: Zeroizing<String>,
    /// Whether a name or its own first letters tell what it is.
    pub(crate) is_named: bool,
}

/// How far from a key id its secret may stand, in bytes.
pub(crate) const NEIGHBOURHOOD: usize = 1024;

/// How far behind a name its value may begin.
const BEHIND_A_NAME: usize = 96;

/// How deep base64 is unpacked.
const DEEPEST: usize = 2;

/// All parts, in order.
pub(crate) fn find(text: &[u8]) -> Vec<Part> {
    let mut parts = found_in(text, 0);
    parts.sort_by_key(|part| part.span.start);
    parts.dedup_by(|later, earlier| {
        later.span.start == earlier.span.start
            && later.what == earlier.what
            && later.value == earlier.value
    });
    parts
}

fn found_in(text: &[u8], depth: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut unpacked_to = 0;
    ANCHORS.find(text, |mark, start, end| match mark {
        Mark::KeyId => parts.extend(key_id::at(text, start)),
        Mark::SecretName | Mark::TokenName if is_closing_tag(text, start) => {}
        Mark::SecretName => parts.extend(secret::named(text, end)),
        Mark::TokenName => parts.extend(session_token::named(text, end)),
        Mark::Token { before } => {
            parts.extend(session_token::at(text, start.saturating_sub(before)));
        }
        Mark::Bedrock { before } => parts.extend(bedrock::at(text, start.saturating_sub(before))),
        Mark::Base64 if depth < DEEPEST && start >= unpacked_to => {
            let (span, found) = unpacked(text, start, depth);
            unpacked_to = span.end.max(end);
            parts.extend(found);
        }
        Mark::Base64 => {}
    });
    let near: Vec<Part> = neighbours(text, &parts).collect();
    parts.extend(near);
    parts
}

/// The base64 around `at`, and what is in it: it stands where the base64 does.
fn unpacked(text: &[u8], at: usize, depth: usize) -> (Range<usize>, Vec<Part>) {
    let unpack = |alphabet| {
        let unpacked = base64_text::around(text, at, alphabet);
        (unpacked.span, found_in(&unpacked.bytes, depth + 1))
    };
    let standard = unpack(Alphabet::Standard);
    let (span, mut parts) = if standard.1.is_empty() {
        unpack(Alphabet::UrlSafe)
    } else {
        standard
    };
    for part in &mut parts {
        part.span = span.clone();
    }
    (span, parts)
}

/// Secrets and tokens near a key id that nothing names.
fn neighbours<'a>(text: &'a [u8], parts: &'a [Part]) -> impl Iterator<Item = Part> + 'a {
    let ids = parts.iter().filter(|part| part.what == What::KeyId);
    ids.flat_map(move |id| {
        let start = crate::runs::start_before(text, id.span.start.saturating_sub(NEIGHBOURHOOD));
        let end = text.len().min(id.span.end + NEIGHBOURHOOD);
        let may_have_token = id.value.starts_with("ASIA");
        crate::runs::runs(text, start..end).filter_map(move |run| {
            let token = || session_token::unnamed(text, &run).filter(|_| may_have_token);
            secret::unnamed(&run).or_else(token)
        })
    })
}

/// Behind `</SessionToken>` stands what has another name.
fn is_closing_tag(text: &[u8], start: usize) -> bool {
    let word = text[..start].iter().rev();
    let letters = word.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    text[..start - letters].ends_with(b"</")
}

/// The first value behind a name that `read` takes: on the name's line or one of the next two.
fn behind_a_name(
    text: &[u8],
    at: usize,
    read: impl Fn(&crate::runs::Run) -> Option<Part>,
) -> Option<Part> {
    let limit = text.len().min(at + BEHIND_A_NAME);
    let lines = memchr::memchr_iter(b'\n', &text[at..limit]).nth(2);
    let limit = lines.map_or(limit, |offset| at + offset);
    crate::runs::runs(text, at..limit).find_map(|run| read(&run))
}
