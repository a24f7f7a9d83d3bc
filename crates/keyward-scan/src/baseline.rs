//! What is known and left: a file of fingerprints that two branches may change without a conflict: sorted, one a line, with no
//! times and no line numbers. A fingerprint does not tell the value, and the salt keeps baselines of two trees from being compared.

use std::collections::BTreeSet;

use keyward_core::{Error, ErrorCode, Result};
use sha2::{Digest, Sha256};

use crate::Finding;

const HEAD: &str = "# keyward baseline 1, salt ";
const NOTE: &str =
    "# Written by `keyward scan --update-baseline`; what is listed is no longer reported.";

/// Salt and fingerprints of 16 bytes.
#[derive(Debug)]
pub struct Baseline {
    salt: String,
    known: BTreeSet<String>,
}

impl Baseline {
    /// An empty one, with a salt of its own.
    ///
    /// # Panics
    ///
    /// Where the operating system gives no random bytes.
    #[must_use]
    pub fn new() -> Self {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).expect("the operating system has random bytes");
        Self {
            salt: hex::encode(salt),
            known: BTreeSet::new(),
        }
    }

    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// `invalid_argument`, with the line that is no fingerprint.
    pub fn parse(text: &str) -> Result<Self> {
        let mut lines = text.lines().enumerate();
        let salt = lines.next().and_then(|(_, line)| line.strip_prefix(HEAD));
        let salt = salt
            .filter(|salt| is_hex(salt))
            .ok_or_else(|| damaged("line 1 is not the head of a baseline of keyward"))?;
        let mut known = BTreeSet::new();
        for (at, line) in lines {
            match line.trim() {
                line if line.is_empty() || line.starts_with('#') => {}
                line if is_hex(line) => {
                    known.insert(line.to_owned());
                }
                _ => return Err(damaged(&format!("line {} is no fingerprint", at + 1))),
            }
        }
        Ok(Self {
            salt: salt.to_owned(),
            known,
        })
    }

    /// Whether the finding is listed.
    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        self.known.contains(&self.fingerprint(finding))
    }

    /// Lists what was found, and nothing else.
    pub fn replace<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        self.known = findings.map(|finding| self.fingerprint(finding)).collect();
    }

    /// How many are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether none is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The file's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines = self.known.iter().map(String::as_str);
        let lines: Vec<&str> = [NOTE].into_iter().chain(lines).collect();
        format!("{HEAD}{}\n{}\n", self.salt, lines.join("\n"))
    }

    fn fingerprint(&self, finding: &Finding) -> String {
        let mut hash = Sha256::new();
        hash.update(self.salt.as_bytes());
        hash.update([0]);
        hash.update(finding.rule().as_bytes());
        for part in finding.values() {
            hash.update([0]);
            hash.update(part.as_bytes());
        }
        hex::encode(&hash.finalize()[..16])
    }
}

impl Default for Baseline {
    fn default() -> Self {
        Self::new()
    }
}

fn is_hex(text: &str) -> bool {
    text.len() == 32
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn damaged(why: &str) -> Error {
    Error::new(ErrorCode::InvalidArgument, why.to_owned()).with_hint(
        "keep it as --update-baseline writes it; after a merge, both sides' lines may stay",
    )
}
