//! The sandbox's clock: what sessions and keys age by. Signatures go by the real one.
//!
//! Control moves it forward. Times are kept on this clock and told to clients on theirs, so after an
//! hour's advance everything reads as an hour older, and a session's `Expiration` is always the
//! instant at which the client's own clock will see it die (unless control moves the clock again).

use std::time::Duration;

use time::OffsetDateTime;

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

    /// Moves the clock forward. A thousand years ahead it stands still.
    pub(crate) fn advance(&mut self, by: Duration) {
        const LIMIT: Duration = Duration::from_secs(1_000 * 365 * 86_400);
        self.ahead = self.ahead.saturating_add(by).min(LIMIT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advancing_makes_what_exists_older() {
        let mut clock = Clock::default();
        let born = clock.now();
        clock.advance(Duration::from_secs(3600));
        assert!(clock.now() - born >= Duration::from_secs(3600));
        assert_eq!(born - clock.told(born), Duration::from_secs(3600));
        clock.advance(Duration::MAX);
        assert!(clock.now().year() < 9999);
    }
}
