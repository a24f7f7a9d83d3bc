//! The value of one key; secret ones cannot be printed.

use std::fmt;

use keyward_core::{PLACEHOLDER, Secret};

/// The value of a key. The key decides whether it is a secret; a value that has swallowed an indented
/// line with a secret is one too.
#[derive(Clone, PartialEq, Eq)]
pub struct Value(Repr);

#[derive(Clone, PartialEq, Eq)]
enum Repr {
    Plain(String),
    Sensitive(Secret),
}

impl Value {
    /// The value of `key`, which is in lower case.
    pub(crate) fn new(key: &str, text: String) -> Self {
        Self(if is_sensitive(key) || swallows_secret(&text) {
            Repr::Sensitive(Secret::new(text))
        } else {
            Repr::Plain(text)
        })
    }

    /// The text; none where the key holds secrets.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Plain(text) => Some(text),
            Repr::Sensitive(_) => None,
        }
    }

    /// The value as a secret, whatever its key.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        match &self.0 {
            Repr::Plain(text) => Secret::new(text.clone()),
            Repr::Sensitive(secret) => secret.clone(),
        }
    }

    /// Whether there is nothing behind the equals sign.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Repr::Plain(text) => text.is_empty(),
            Repr::Sensitive(secret) => secret.is_empty(),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Plain(text) => fmt::Debug::fmt(text, f),
            Repr::Sensitive(_) => f.write_str(PLACEHOLDER),
        }
    }
}

/// Keys that AWS defines, and misspelt relatives: a mistyped `aws_secret_key` holds a secret too. When
/// a token ends, as `saml2aws` notes it, is none.
pub(crate) fn is_sensitive(key: &str) -> bool {
    key == "credential_process"
        || key == "mfa_process"
        || key.contains("secret")
        || key.contains("password")
        || (key.contains("token") && !key.ends_with("_file") && !key.ends_with("_expires"))
}

/// Whether a further line of the value, by its indentation, was meant to be a key that holds a secret.
fn swallows_secret(text: &str) -> bool {
    text.lines().skip(1).any(|line| {
        line.split_once('=')
            .is_some_and(|(key, _)| is_sensitive(&key.trim().to_ascii_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_swallowed_a_secret_does_not_show() {
        let value = Value::new("region", "r\nAWS_Secret_Access_Key = hidden".into());
        assert_eq!(format!("{value:?}"), PLACEHOLDER);
    }

    #[test]
    fn the_key_decides_whether_a_value_shows() {
        for key in [
            "aws_secret_access_key",
            "aws_session_token",
            "credential_process",
            "aws_secret_key",
        ] {
            let value = Value::new(key, "hidden".into());
            assert_eq!(format!("{value:?}"), PLACEHOLDER, "{key}");
            assert_eq!(value.as_str(), None);
        }
        let file = Value::new("web_identity_token_file", "/t".into());
        assert_eq!(file.as_str(), Some("/t"));
    }
}
