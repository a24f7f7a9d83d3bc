//! AWS's clock: what is denied is told by it, not by this machine's.

use std::time::Duration;

use keyward_core::{Timestamp, World};

use crate::Probe;

/// Sessions carry whole seconds; one of this very second has to be older than the cut.
const THIS_SECOND: Duration = Duration::from_secs(1);
/// IAM tells its servers one after another: until all know that a key is dead, it may open sessions.
const SETTLING: Duration = Duration::from_secs(60);

/// How far AWS's clock is ahead of this machine's.
pub(super) struct AwsClock(i64);

impl AwsClock {
    /// Where an answer carried no time, this machine's has to do.
    pub(super) fn of(probe: &Probe) -> Self {
        let server = probe.server_time.unwrap_or(probe.asked_at);
        Self(server.unix() - probe.asked_at.unix())
    }

    /// Sessions that were issued before are denied. `key_dies`: the key that opens them works on for
    /// a moment.
    pub(super) fn cutoff(&self, world: &World, key_dies: bool) -> Timestamp {
        let now = Timestamp::from_unix(world.now().unix() + self.0);
        now + THIS_SECOND + if key_dies { SETTLING } else { Duration::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use keyward_core::{Error, ErrorCode};

    use super::*;

    #[test]
    fn the_cut_is_made_by_aws_s_clock() {
        let world = World::fake(Timestamp::from_unix(1_000));
        let probe = |server: Option<i64>| Probe {
            caller: Err(Error::new(ErrorCode::Network, "cut")),
            server_time: server.map(Timestamp::from_unix),
            asked_at: world.now(),
        };
        let cutoff = |server, dies| AwsClock::of(&probe(server)).cutoff(&world, dies).unix();
        assert_eq!(cutoff(Some(1_300), false), 1_301);
        assert_eq!(cutoff(Some(900), true), 961);
        assert_eq!(cutoff(None, false), 1_001);
    }
}
