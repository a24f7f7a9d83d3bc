//! The conditions that are understood: `StringEquals` on the keys that a question carries.

use super::Fit;

/// Keys that can be asked about. One that a request may lack is still understood: it then fails.
const KEYS: [&str; 5] = [
    "sts:externalid",
    "sts:rolesessionname",
    "sts:sourceidentity",
    "aws:principalarn",
    "aws:principalaccount",
];

/// One operator on one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    /// Lower case.
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
}

impl Condition {
    pub(crate) fn fit(&self, keys: &[(&str, String)]) -> Fit {
        let variable = self.values.iter().any(|value| value.contains("${"));
        if self.operator != "StringEquals" || !KEYS.contains(&self.key.as_str()) || variable {
            return Fit::NotUnderstood;
        }
        let given = keys
            .iter()
            .find(|(name, _)| *name == self.key)
            .map(|(_, value)| value);
        if given.is_some_and(|given| self.values.contains(given)) {
            Fit::Yes
        } else {
            Fit::No
        }
    }
}
