//! What a program is handed: the same credentials, with an expiry that makes it ask again.

use std::time::Duration;

use keyward_core::{Credentials, Timestamp};
use keyward_profile::Settings;

/// How far ahead the synthetic expiry of a long-lived vault key lies, where the profile's
/// `hand_over_seconds` does not bring it nearer.
pub const SYNTHETIC_LIFETIME: Duration = Duration::from_secs(3600);

/// A vault key without a role has no expiry of its own; one an hour ahead, or as near as the profile
/// wants it, makes clients ask again, so that a rotation reaches them. Everything else is handed over as
/// it is.
#[must_use]
pub fn hand_over(mut credentials: Credentials, by: &Settings, now: Timestamp) -> Credentials {
    if credentials.source == "vault" && credentials.expiration.is_none() {
        credentials.expiration = Some(now + lifetime(by));
    }
    credentials
}

/// How long a program may hold a key that it was handed.
pub(crate) fn lifetime(by: &Settings) -> Duration {
    let wanted = by.hand_over_seconds.map(u64::from);
    let lifetime = wanted.map_or(SYNTHETIC_LIFETIME, Duration::from_secs);
    lifetime.min(SYNTHETIC_LIFETIME)
}

#[cfg(test)]
mod tests {
    use keyward_core::Secret;

    use super::*;

    #[test]
    fn a_profile_brings_the_end_nearer_and_never_moves_it_away() {
        let now = Timestamp::from_unix(0);
        let ends = |source, seconds| {
            let by = Settings {
                hand_over_seconds: seconds,
                ..Settings::default()
            };
            let key = Credentials::long_lived("AKIAIOSFODNN7EXAMPLE", Secret::new("s"), source);
            hand_over(key, &by, now).expiration.map(Timestamp::unix)
        };
        assert_eq!(ends("vault", None), Some(3600));
        assert_eq!(ends("vault", Some(60)), Some(60));
        assert_eq!(ends("vault", Some(7200)), Some(3600));
        assert_eq!(ends("static_keys", Some(60)), None);
    }
}
