//! The value that everything here exists to produce.

use crate::{Secret, Timestamp};

/// AWS credentials of either kind: a long-lived access key, or a role's temporary credentials with a
/// session token and an expiry.
///
/// `Debug` and `Serialize` show the key id and the metadata; secrets show as a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Credentials {
    /// `AKIA…` for a long-lived key, `ASIA…` for a session.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Secret,
    /// Present on temporary credentials only.
    pub session_token: Option<Secret>,
    /// When AWS stops accepting them; none for a long-lived key.
    pub expiration: Option<Timestamp>,
    /// The twelve-digit account, where the source told it.
    pub account_id: Option<String>,
    /// `AWS_CREDENTIAL_SCOPE` and its kin: handed on to SDK v3 as it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential_scope: Option<String>,
    /// The source that gave them, as `keyward explain` names it: `vault`, `environment`, …
    pub source: &'static str,
}

impl Credentials {
    /// Long-lived credentials: no token, no expiry.
    #[must_use]
    pub fn long_lived(
        access_key_id: impl Into<String>,
        secret_access_key: Secret,
        source: &'static str,
    ) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key,
            session_token: None,
            expiration: None,
            account_id: None,
            credential_scope: None,
            source,
        }
    }

    /// Whether AWS would still accept them at `at`, as far as their expiry tells.
    #[must_use]
    pub fn usable_at(&self, at: Timestamp) -> bool {
        self.expiration.is_none_or(|expiry| expiry > at)
    }
}
