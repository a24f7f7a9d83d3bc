//! Lines out of a text with a pointer in their place, and back in.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::FileText;

/// Lines that were taken out, and how to find their place again.
#[derive(Serialize, Deserialize)]
pub(super) struct Chunk {
    /// Bytes that stayed between the chunk before and this one.
    skip: usize,
    /// Digest of those bytes: only where they are unchanged are they skipped again.
    seen: String,
    /// The lines, with their ends.
    #[serde(serialize_with = "plain", deserialize_with = "zeroizing")]
    lines: FileText,
}

fn plain<S: Serializer>(text: &FileText, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

fn zeroizing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FileText, D::Error> {
    String::deserialize(deserializer).map(Zeroizing::new)
}

/// Takes spans of whole lines out of `text`; `pointer`, a line without its end, takes the place of
/// the first.
pub(super) fn take(text: &str, spans: &[Range<usize>], pointer: &str) -> (FileText, Vec<Chunk>) {
    let mut kept = Zeroizing::new(String::with_capacity(text.len() + pointer.len()));
    let mut chunks = Vec::with_capacity(spans.len());
    let mut at = 0;
    for span in spans {
        let (between, lines) = (&text[at..span.start], &text[span.clone()]);
        kept.push_str(between);
        let skipped = if chunks.is_empty() {
            kept.push_str(pointer);
            kept.push_str(line_end(lines));
            ""
        } else {
            between
        };
        chunks.push(Chunk {
            skip: skipped.len(),
            seen: digest(skipped),
            lines: Zeroizing::new(lines.to_owned()),
        });
        at = span.end;
    }
    kept.push_str(&text[at..]);
    (kept, chunks)
}

/// Puts the chunks back in the place of the pointer's line. A chunk whose surroundings have changed
/// follows directly on the one before it.
pub(super) fn put_back(text: &str, pointer: &Range<usize>, chunks: &[Chunk]) -> FileText {
    let size: usize = chunks.iter().map(|chunk| chunk.lines.len()).sum();
    let mut out = Zeroizing::new(String::with_capacity(text.len() + size + 8));
    out.push_str(&text[..pointer.start]);
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut at = pointer.end;
    for chunk in chunks {
        let between = text
            .get(at..at + chunk.skip)
            .filter(|it| digest(it) == chunk.seen);
        if let Some(between) = between {
            out.push_str(between);
            at += chunk.skip;
        }
        close_line(&mut out, eol);
        out.push_str(&chunk.lines);
    }
    if at < text.len() {
        close_line(&mut out, eol);
    }
    out.push_str(&text[at..]);
    out
}

fn close_line(text: &mut String, eol: &str) {
    let at_line_start = text.is_empty() || text.ends_with(['\n', '\r', '\u{feff}']);
    if !at_line_start {
        text.push_str(eol);
    }
}

/// What the last line of some lines ends with. A carriage return alone, which some readers of `.env`
/// files take for a line's end, would melt into one with a line feed behind it.
fn line_end(lines: &str) -> &'static str {
    if lines.ends_with("\r\n") {
        "\r\n"
    } else if lines.ends_with(['\n', '\r']) {
        "\n"
    } else {
        ""
    }
}

fn digest(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
