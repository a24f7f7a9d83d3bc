//! One permission that a request needs.

use keyward_iam::Context;

/// An action on a resource, with the condition keys of this pair.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    /// `service:Name`, in the case that the service's refusals have.
    pub(crate) action: String,
    /// An ARN, or `*` where the action has no resource.
    pub(crate) resource: String,
    /// The account that owns the resource, where its ARN does not tell.
    pub(crate) owner: Option<String>,
    pub(crate) keys: Keys,
}

impl Ask {
    pub(crate) fn new(action: impl Into<String>, resource: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            resource: resource.into(),
            ..Self::default()
        }
    }

    pub(crate) fn keys(mut self, keys: Keys) -> Self {
        self.keys.0.extend(keys.0);
        self
    }

    pub(crate) fn owned_by(mut self, account: impl Into<String>) -> Self {
        self.owner = Some(account.into());
        self
    }
}

/// Condition keys of one permission.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys(Vec<(String, Value)>);

#[derive(Debug, Clone)]
enum Value {
    One(String),
    List(Vec<String>),
}

impl Value {
    fn all(&self) -> Vec<&str> {
        match self {
            Self::One(one) => vec![one.as_str()],
            Self::List(all) => all.iter().map(String::as_str).collect(),
        }
    }
}

impl Keys {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.push((key.into(), Value::One(value.into())));
        self
    }

    /// A key that the request may not have.
    pub(crate) fn optional(self, key: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// A multivalued key; nothing at all is an absent one.
    pub(crate) fn list<V: Into<String>>(
        mut self,
        key: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.0.push((key.to_owned(), Value::List(values)));
        self
    }

    /// `PREFIX/KEY` for each tag.
    pub(crate) fn tags(mut self, prefix: &str, tags: &[(String, String)]) -> Self {
        for (key, value) in tags {
            self = self.with(format!("{prefix}/{key}"), value);
        }
        self
    }

    /// Tags that the request brings: `aws:RequestTag/KEY` and `aws:TagKeys`.
    pub(crate) fn request_tags(self, tags: &[(String, String)]) -> Self {
        self.tags("aws:RequestTag", tags)
            .list("aws:TagKeys", tags.iter().map(|(key, _)| key))
    }

    /// Each key with its values.
    pub(crate) fn all(&self) -> Vec<(&str, Vec<&str>)> {
        let keys = self.0.iter();
        keys.map(|(key, value)| (key.as_str(), value.all()))
            .collect()
    }

    pub(crate) fn put_into(&self, context: &mut Context) {
        for (key, value) in &self.0 {
            match value {
                Value::One(one) => context.set(key, one),
                Value::List(all) => context.set_list(key, all),
            }
        }
    }
}
