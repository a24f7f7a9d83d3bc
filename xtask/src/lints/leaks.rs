//! No committed file holds an access key that could be real, a path of somebody's machine, or a registry's address.

use std::env;

use super::Source;
use crate::workspace;

/// What would give this machine away.
pub(super) struct Here {
    paths: Vec<String>,
}

impl Here {
    /// The clone's own folder, and the home folder.
    pub(super) fn read() -> Self {
        let root = workspace::root().to_string_lossy().into_owned();
        let home = env::var("HOME").unwrap_or_default();
        let longer_than_a_root = |path: &String| path.len() > 4;
        let paths = [root, home].into_iter().filter(longer_than_a_root);
        Self {
            paths: paths.map(|path| format!("{path}/")).collect(),
        }
    }
}

pub(super) fn findings(sources: &[Source], here: &Here) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources {
        for (index, line) in source.text.lines().enumerate() {
            if let Some(what) = finding(source, line, here) {
                findings.push(format!("{}:{}: {what}", source.path, index + 1));
            }
        }
    }
    findings
}

/// The finding never repeats what it found: it may be a key.
fn finding(source: &Source, line: &str, here: &Here) -> Option<&'static str> {
    if access_key_ids(line).any(|id| !is_documented(id)) {
        return Some("an access key id that is none of AWS's documented examples (…EXAMPLE)");
    }
    if here.paths.iter().any(|path| line.contains(path.as_str())) {
        return Some("a path of this machine");
    }
    let is_lockfile = source.path.ends_with("package-lock.json");
    if is_lockfile && line.trim_start().starts_with("\"resolved\"") {
        return Some(
            "a registry's address; npm install --omit-lockfile-registry-resolved leaves it out",
        );
    }
    None
}

/// `AKIA` or `ASIA` and sixteen more of the Base32 alphabet, standing alone (IAM User Guide, "Unique identifiers").
fn access_key_ids(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() == 20 && is_key_id(word))
}

fn is_key_id(word: &str) -> bool {
    let kind = word.starts_with("AKIA") || word.starts_with("ASIA");
    kind && word
        .chars()
        .all(|c| c.is_ascii_uppercase() || ('2'..='7').contains(&c))
}

/// An id that was published, long dead, to explain how ids carry their account.
const PUBLISHED: [&str; 1] = ["ASIAQNZGKIQY56JQ7WML"];

/// AWS's documentation ends its made-up ids in EXAMPLE.
fn is_documented(id: &str) -> bool {
    id.ends_with("EXAMPLE") || PUBLISHED.contains(&id)
}

#[cfg(test)]
mod tests {
    use super::{super::source, *};

    fn found(path: &str, text: &str) -> usize {
        let paths = vec!["/srv/clone/".to_owned()];
        findings(&[source(path, text)], &Here { paths }).len()
    }

    #[test]
    fn a_key_that_could_be_real_is_found_wherever_it_stands() {
        // Put together here, so that this file passes its own lint.
        let id = format!("AKIA{}", "QZ7TBHWMR4NVKS2D");
        assert_eq!(found("a.md", &format!("key={id}\n")), 1);
        assert_eq!(found("a.json", &format!("{{\"id\":\"{id}\"}}")), 1);
        assert_eq!(
            found("a.txt", &format!("x{id}")),
            0,
            "part of a longer word"
        );
    }

    #[test]
    fn documented_examples_are_fine() {
        assert_eq!(
            found("a.md", "AKIAIOSFODNN7EXAMPLE ASIAIOSFODNN7EXAMPLE"),
            0
        );
    }

    #[test]
    fn machine_paths_and_registry_addresses_are_found() {
        assert_eq!(found("a.md", "see /srv/clone/target\n"), 1);
        assert_eq!(
            found("x/package-lock.json", "  \"resolved\": \"https://r/\"\n"),
            1
        );
        assert_eq!(found("a.md", "  \"resolved\": \"https://r/\"\n"), 0);
    }
}
