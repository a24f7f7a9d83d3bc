//! Keys that nobody told us of: whose are they?

use keyward_core::Timestamp;

use super::journal::Journal;
use crate::iam::ListedKey;

/// AWS's clock and ours may differ by so much before nothing works at all.
const SKEW_SECONDS: i64 = 300;

/// What to think of a key that the intent does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Made since the intent and never used: of a create of ours whose answer was lost.
    Ours,
    /// Somebody else's: named, and left alone.
    Foreign,
}

/// The keys that are neither in the intent nor the one that was made with an answer.
pub(super) fn strangers<'a>(journal: &Journal, listed: &'a [ListedKey]) -> Vec<&'a ListedKey> {
    let unknown =
        |key: &&ListedKey| !journal.known.contains(&key.id) && !journal.orphans.contains(&key.id);
    listed.iter().filter(unknown).collect()
}

/// Judges one of them.
pub(super) fn judge(journal: &Journal, key: &ListedKey, was_used: bool) -> Verdict {
    let earliest = journal.started().unix() - SKEW_SECONDS;
    let is_new = key
        .created
        .is_some_and(|at: Timestamp| at.unix() >= earliest);
    if is_new && !was_used {
        Verdict::Ours
    } else {
        Verdict::Foreign
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::KeyStatus;

    fn key(id: &str, created: i64) -> ListedKey {
        ListedKey {
            id: id.to_owned(),
            status: KeyStatus::Active,
            created: Some(Timestamp::from_unix(created)),
        }
    }

    #[test]
    fn only_an_unused_key_made_since_the_intent_is_ours() {
        let now = Timestamp::from_unix(10_000);
        let journal = Journal::begin("bob", "arn", vec!["A".to_owned()], now);
        let listed = [key("A", 1), key("B", 10_001), key("C", 9_000)];
        let unknown = strangers(&journal, &listed);
        assert_eq!(unknown.len(), 2);
        assert_eq!(judge(&journal, unknown[0], false), Verdict::Ours);
        assert_eq!(judge(&journal, unknown[0], true), Verdict::Foreign);
        assert_eq!(judge(&journal, unknown[1], false), Verdict::Foreign);
    }
}
