//! The marks by which a key may be found, all looked for at once. Nothing else of a text is looked at.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind, packed};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};

/// What may stand at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The prefix of an access key id.
    KeyId,
    /// A name under which a secret access key is kept; the secret follows.
    SecretName,
    /// A name under which a session token is kept.
    TokenName,
    /// How the tokens of STS begin, so many characters before.
    Token { before: usize },
    /// How an API key for Bedrock begins, so many characters before.
    Bedrock { before: usize },
    /// The prefix of an access key id, inside base64.
    Base64,
}

/// Prefixes of access key ids (IAM User Guide, "IAM identifiers", "Unique identifiers"). The others of that table name users,
/// roles and the like, and are no secrets' halves.
pub(crate) const KEY_ID_PREFIXES: [&str; 4] = ["AKIA", "ASIA", "ABIA", "ACCA"];

/// Without the first letter, which is a capital or not.
const SECRET_NAMES: [&str; 9] = [
    "ecretAccessKey",
    "ecret_access_key",
    "ECRET_ACCESS_KEY",
    "ecretKey",
    "ecret_key",
    "ECRET_KEY",
    "ecret-access-key",
    "ecret access key",
    "ecret Access Key",
];

const TOKEN_NAMES: [&str; 7] = [
    "essionToken",
    "ession_token",
    "ESSION_TOKEN",
    "ession-token",
    "ecurity_token",
    "ECURITY_TOKEN",
    "ecurity-token",
];

/// `IQoJb3JpZ2luX2Vj…`, `FwoGZXIvYXdz…`, `FQoGZXIvYXdz…`, `AQoDYXdz…`: base64 of what all tokens begin with.
const TOKENS: [(&str, usize); 3] = [("IQoJb3JpZ2lu", 0), ("oGZXIvYXdz", 2), ("AQoDYXdz", 0)];

/// `ABSK…` is base64 of `BedrockAPIKey-…`; a short-lived key is a presigned address in base64 (Amazon Bedrock User Guide,
/// "Generate Amazon Bedrock API keys").
const BEDROCK: [(&str, usize); 2] = [("ABSKQmVkcm9ja0FQSUtleS", 0), ("edrock-api-key-", 1)];

/// The machine that looks for them.
pub(crate) struct Anchors {
    packed: Option<packed::Searcher>,
    /// For processors without vector instructions.
    plain: AhoCorasick,
    marks: Vec<Mark>,
}

pub(crate) static ANCHORS: LazyLock<Anchors> = LazyLock::new(Anchors::new);

impl Anchors {
    fn new() -> Self {
        let all = all();
        let patterns: Vec<&[u8]> = all.iter().map(|(pattern, _)| pattern.as_bytes()).collect();
        Self {
            packed: packed::Searcher::new(&patterns),
            plain: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostFirst)
                .build(&patterns)
                .expect("a few short patterns"),
            marks: all.iter().map(|(_, mark)| *mark).collect(),
        }
    }

    /// Each mark and where it begins and ends.
    pub(crate) fn find(&self, text: &[u8], mut each: impl FnMut(Mark, usize, usize)) {
        match &self.packed {
            Some(packed) => {
                for found in packed.find_iter(text) {
                    each(
                        self.marks[found.pattern().as_usize()],
                        found.start(),
                        found.end(),
                    );
                }
            }
            None => {
                for found in self.plain.find_iter(text) {
                    each(
                        self.marks[found.pattern().as_usize()],
                        found.start(),
                        found.end(),
                    );
                }
            }
        }
    }
}

fn all() -> Vec<(String, Mark)> {
    let owned = |text: &str, mark| (text.to_owned(), mark);
    let ids = KEY_ID_PREFIXES.iter().map(|text| owned(text, Mark::KeyId));
    let secrets = SECRET_NAMES
        .iter()
        .map(|text| owned(text, Mark::SecretName));
    let names = TOKEN_NAMES.iter().map(|text| owned(text, Mark::TokenName));
    let tokens = TOKENS
        .iter()
        .map(|&(text, before)| owned(text, Mark::Token { before }));
    let bedrock = BEDROCK
        .iter()
        .map(|&(text, before)| owned(text, Mark::Bedrock { before }));
    let encoded = KEY_ID_PREFIXES.iter().flat_map(|text| in_base64(text));
    let encoded = encoded.map(|text| (text, Mark::Base64));
    ids.chain(secrets)
        .chain(names)
        .chain(tokens)
        .chain(bedrock)
        .chain(encoded)
        .collect()
}

/// What stays the same of `text` in base64, whatever stands around it: three ways, by its place in a group of three bytes.
fn in_base64(text: &str) -> [String; 3] {
    [0, 1, 2].map(|before| {
        let padded = [&[0; 2][..before], text.as_bytes()].concat();
        let encoded = STANDARD_NO_PAD.encode(&padded);
        // A character of base64 is six bits; those that share bits with neighbours are cut off.
        let first = (before * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        encoded[first..last].to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<Mark> {
        let mut found = Vec::new();
        ANCHORS.find(text.as_bytes(), |mark, _, _| found.push(mark));
        found
    }

    #[test]
    fn base64_is_found_wherever_it_begins() {
        for before in ["", "x", "xy", "xyz"] {
            let encoded =
                STANDARD_NO_PAD.encode(format!("{before}AKIA{} and more", "Y34FZKBOKMUTVV7A"));
            assert!(marks(&encoded).contains(&Mark::Base64), "{encoded}");
        }
    }

    #[test]
    fn both_machines_find_the_same() {
        let text = b"AKIA secretAccessKey x aws_session_token IQoJb3JpZ2luX2Vj FwoGZXIvYXdz ABSKQmVkcm9ja0FQSUtleS QUtJQ";
        let find = |packed: bool| {
            let anchors = Anchors {
                packed: packed::Searcher::new(["none"]).filter(|_| false),
                ..Anchors::new()
            };
            let anchors = if packed { Anchors::new() } else { anchors };
            let mut found = Vec::new();
            anchors.find(text, |mark, start, end| found.push((mark, start, end)));
            found
        };
        assert_eq!(find(true), find(false));
        assert_eq!(find(true).len(), 7);
    }
}
