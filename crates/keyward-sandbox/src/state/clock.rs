//! The sandbox's clock: what sessions and keys age by. Signatures go by the real one.
//!
//! Control moves it forward and back. Times are kept on this clock and told to clients on theirs, so after an
//! hour's advance everything reads as an hour older, and a session's `Expiration` is always the
//! instant at which the client's own clock will see it die (unless control moves the clock again).

use time::{Duration, OffsetDateTime};

/// The real clock plus what control has added.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Clock {
    ahead: Duration,
}

impl Clock {
    /// Now, on the sandbox's clock.
    pub(crate) fn now(self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + self.ahead
    }

    /// An instant of this clock as a client should read it.
    pub(crate) fn told(self, at: OffsetDateTime) -> OffsetDateTime {
        at - self.ahead
    }

    /// How far it is ahead of the real one.
    pub(crate) fn ahead(self) -> Duration {
        self.ahead
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&mut self, by: std::time::Duration) {
        self.shift(Duration::try_from(by).unwrap_or(Duration::MAX));
    }

    /// Moves the clock either way. A thousand years from the real one it stands still.
    pub(crate) fn shift(&mut self, by: Duration) {
        const LIMIT: Duration = Duration::days(1_000 * 365);
        self.ahead = self.ahead.saturating_add(by).clamp(-LIMIT, LIMIT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advancing_makes_what_exists_older() {
        let mut clock = Clock::default();
        let born = clock.now();
        clock.shift(Duration::hours(1));
        assert!(clock.now() - born >= Duration::hours(1));
        assert_eq!(born - clock.told(born), Duration::hours(1));
        clock.shift(Duration::MAX);
        assert!(clock.now().year() < 9999);
        clock.shift(Duration::MIN);
        assert!(clock.now().year() > 1000);
    }
}
