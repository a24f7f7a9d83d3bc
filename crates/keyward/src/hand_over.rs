//! What a program is handed: the same credentials, with an expiry that makes it ask again.

use std::time::Duration;

use keyward_core::{Credentials, Timestamp};

/// How far ahead the synthetic expiry of a long-lived vault key lies.
pub const SYNTHETIC_LIFETIME: Duration = Duration::from_secs(3600);

/// A vault key without a role has no expiry of its own; one an hour ahead makes clients ask again,
/// so that a rotation reaches them. Everything else is handed over as it is.
#[must_use]
pub fn hand_over(mut credentials: Credentials, now: Timestamp) -> Credentials {
    if credentials.source == "vault" && credentials.expiration.is_none() {
        credentials.expiration = Some(now + SYNTHETIC_LIFETIME);
    }
    credentials
}
