//! How many connections are open: never more than the system has descriptors for. Who comes when all
//! places are taken gets the place of whoever has been silent longest.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// More are no use on one thread, and each may hold a head of 32 KiB.
const MOST: usize = 16_384;
/// Descriptors for listeners, for connections that are just being closed, and for whoever holds the
/// sandbox in its own process.
const RESERVE: usize = 256;

/// The open connections of all listeners.
#[derive(Debug)]
pub(super) struct Crowd {
    members: Mutex<HashMap<u64, Member>>,
    limit: usize,
    moments: AtomicU64,
}

#[derive(Debug)]
struct Member {
    /// The moment of its last request or answer.
    active: Arc<AtomicU64>,
    leave: Arc<Notify>,
}

/// One connection's place; free again when dropped.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Arc<Crowd>,
    id: u64,
    active: Arc<AtomicU64>,
    leave: Arc<Notify>,
}

impl Crowd {
    pub(super) fn new() -> Arc<Self> {
        Self::of(limit(descriptors()))
    }

    fn of(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            members: Mutex::default(),
            limit,
            moments: AtomicU64::new(0),
        })
    }

    /// A place, if need be another's.
    pub(super) fn enter(self: &Arc<Self>) -> Place {
        if self.members().len() >= self.limit {
            self.dismiss_one();
        }
        let id = self.moment();
        let active = Arc::new(AtomicU64::new(id));
        let leave = Arc::new(Notify::new());
        let member = Member {
            active: Arc::clone(&active),
            leave: Arc::clone(&leave),
        };
        self.members().insert(id, member);
        Place {
            crowd: Arc::clone(self),
            id,
            active,
            leave,
        }
    }

    /// Closes the connection that has been silent longest.
    pub(super) fn dismiss_one(&self) {
        let mut members = self.members();
        let silent = members
            .iter()
            .min_by_key(|(_, member)| member.active.load(Ordering::Relaxed));
        let silent = silent.map(|(id, _)| *id);
        if let Some(member) = silent.and_then(|id| members.remove(&id)) {
            member.leave.notify_one();
        }
    }

    fn moment(&self) -> u64 {
        self.moments.fetch_add(1, Ordering::Relaxed)
    }

    fn members(&self) -> MutexGuard<'_, HashMap<u64, Member>> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// A request has come, or its answer goes.
    pub(super) fn touch(&self) {
        self.active.store(self.crowd.moment(), Ordering::Relaxed);
    }

    /// Resolves when somebody else needs the place.
    pub(super) async fn dismissed(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members().remove(&self.id);
    }
}

fn limit(descriptors: usize) -> usize {
    let free = descriptors.saturating_sub(RESERVE);
    free.max(descriptors / 2).clamp(8, MOST)
}

#[cfg(unix)]
fn descriptors() -> usize {
    use rustix::process::{Resource, getrlimit};
    let soft = getrlimit(Resource::Nofile).current;
    soft.map_or(usize::MAX, |soft| {
        usize::try_from(soft).unwrap_or(usize::MAX)
    })
}

#[cfg(not(unix))]
fn descriptors() -> usize {
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_silent_gives_way() {
        let crowd = Crowd::of(2);
        let first = crowd.enter();
        let second = crowd.enter();
        first.touch();
        let _third = crowd.enter();
        let there = |place: &Place| crowd.members().contains_key(&place.id);
        assert!(there(&first) && !there(&second));
        drop(first);
        assert_eq!(crowd.members().len(), 1);
    }

    #[test]
    fn some_descriptors_stay_free() {
        assert_eq!(limit(1_024), 768);
        assert_eq!(limit(256), 128);
        assert_eq!(limit(usize::MAX), MOST);
        assert_eq!(limit(0), 8);
    }
}
