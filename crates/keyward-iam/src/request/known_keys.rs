//! Which condition keys a caller can supply.

use std::collections::HashSet;

use super::principal::KEYS;

/// The condition keys that the caller supplies whenever the request has them, so that a missing one
/// is truly absent. Those that follow from the principal are always among them.
#[derive(Clone, Debug, Default)]
pub struct KnownKeys {
    exact: HashSet<String>,
    /// What stands before the `*`.
    families: Vec<String>,
}

impl KnownKeys {
    /// Names in any case; `aws:RequestTag/*` is every key that begins so.
    #[must_use]
    pub fn new<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = Self::default();
        for key in keys {
            let key = key.to_lowercase();
            match key.strip_suffix('*') {
                Some(family) => known.families.push(family.to_owned()),
                None => {
                    known.exact.insert(key);
                }
            }
        }
        known
    }

    /// `key` in lower case.
    pub(super) fn has(&self, key: &str) -> bool {
        self.exact.contains(key)
            || KEYS.contains(&key)
            || self.families.iter().any(|family| key.starts_with(family))
    }
}
