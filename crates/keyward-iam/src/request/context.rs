//! The condition keys of a request.

use std::{collections::HashMap, sync::Arc};

use super::{KnownKeys, Principal};

/// Condition keys and their values. Names are compared without regard to case; values are texts, as
/// AWS compares them: numbers in decimal, dates in ISO 8601 or epoch seconds, `true` and `false`,
/// binary in base64.
///
/// A key that is not set is *absent*, which is an answer of its own (`aws:MultiFactorAuthPresent` is
/// absent, not false, for a long-term key). A caller that cannot supply every key says which it can,
/// with [`Context::limited_to`]; the others are then unknown.
#[derive(Clone, Debug, Default)]
pub struct Context {
    keys: HashMap<String, Values>,
    known: Option<Arc<KnownKeys>>,
}

#[derive(Clone, Debug)]
enum Values {
    One(String),
    List(Vec<String>),
}

/// What a context says about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// The request does not have it.
    Absent,
    /// Nobody knows whether the request would have it.
    Unknown,
    One(&'a str),
    /// A multivalued key; at least one value.
    List(&'a [String]),
}

impl Context {
    /// No keys; all that are not set are absent.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keys that are neither set nor among these are unknown, and make the conditions that ask for
    /// them indeterminate.
    #[must_use]
    pub fn limited_to(mut self, known: Arc<KnownKeys>) -> Self {
        self.known = Some(known);
        self
    }

    /// With a key of one value; replaces an earlier one.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.set(key, value);
        self
    }

    /// With a multivalued key, such as `aws:TagKeys`; an empty list is an absent key.
    #[must_use]
    pub fn with_list<V: Into<String>>(
        mut self,
        key: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.set_list(key, values);
        self
    }

    /// As [`Context::with`].
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.keys
            .insert(key.to_lowercase(), Values::One(value.into()));
    }

    /// As [`Context::with_list`].
    pub fn set_list<V: Into<String>>(&mut self, key: &str, values: impl IntoIterator<Item = V>) {
        let values = values.into_iter().map(Into::into).collect();
        self.keys.insert(key.to_lowercase(), Values::List(values));
    }

    /// `key` in lower case.
    pub(crate) fn find(&self, key: &str) -> Found<'_> {
        match self.keys.get(key) {
            Some(Values::One(value)) => Found::One(value),
            Some(Values::List(values)) if !values.is_empty() => Found::List(values),
            Some(Values::List(_)) => Found::Absent,
            None if self.known.as_ref().is_none_or(|known| known.has(key)) => Found::Absent,
            None => Found::Unknown,
        }
    }

    pub(super) fn with_principal(mut self, principal: &Principal) -> Self {
        for (key, value) in principal.keys() {
            self.keys
                .entry(key.to_owned())
                .or_insert(Values::One(value));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_and_unknown_are_told_apart() {
        let known = Arc::new(KnownKeys::new(["aws:SourceIp", "aws:RequestTag/*"]));
        let context = Context::new()
            .limited_to(known)
            .with("S3:Prefix", "x")
            .with_list("aws:TagKeys", Vec::<String>::new());
        assert_eq!(context.find("s3:prefix"), Found::One("x"));
        assert_eq!(context.find("aws:tagkeys"), Found::Absent);
        assert_eq!(context.find("aws:sourceip"), Found::Absent);
        assert_eq!(context.find("aws:requesttag/team"), Found::Absent);
        assert_eq!(context.find("aws:username"), Found::Absent);
        assert_eq!(context.find("aws:sourcevpc"), Found::Unknown);
        assert_eq!(Context::new().find("aws:sourcevpc"), Found::Absent);
    }
}
