//! Credentials that are kept for this process, and renewed ahead of their expiry.
//!
//! One refresh is in flight per key. While credentials still have time, callers get them at once and
//! the refresh runs behind their backs. In their last minute callers wait for it, and get the old ones
//! only where it fails in passing. What AWS refuses is dropped at once; any other fault keeps what is
//! still valid. Past expiry nobody is served.

use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use keyward_core::{Credentials, ErrorCode, Result, Timestamp};
use tokio::sync::Mutex as AsyncMutex;

/// Refresh begins this long before expiry, or at a quarter of a shorter life.
const REFRESH_WINDOW: Duration = Duration::from_secs(300);

/// Credentials with less than this left, or an eighth of a shorter life, may run out under the
/// request that they sign: callers wait for new ones.
const LAST_MOMENTS: Duration = Duration::from_secs(60);

/// So many keys are kept before those whose credentials have expired are forgotten.
const ROOM: usize = 64;

/// After a fault, credentials that still have time are not refreshed again before this.
const PAUSE_AFTER_FAULT: Duration = Duration::from_secs(5);

pub(crate) type Fetch =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Credentials>> + Send>> + Send + Sync>;

pub(crate) type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

#[derive(Default)]
pub(crate) struct Cache {
    slots: Mutex<HashMap<String, Arc<Slot>>>,
}

#[derive(Default)]
struct Slot {
    held: Mutex<Held>,
    flight: Arc<AsyncMutex<()>>,
}

#[derive(Default)]
struct Held {
    current: Option<Credentials>,
    refresh_from: Option<Timestamp>,
    wait_from: Option<Timestamp>,
    generation: u64,
}

enum Freshness {
    Fresh(Credentials),
    Aging(Credentials),
    Ending(Credentials),
    Gone,
}

impl Cache {
    /// What is kept under `key`, or what `fetch` brings.
    pub(crate) async fn get(
        &self,
        key: &str,
        force: bool,
        now: &Now,
        fetch: Fetch,
    ) -> Result<Credentials> {
        self.make_room(now());
        let slot = self.slot(key);
        let generation = slot.generation();
        match slot.freshness(now()) {
            Freshness::Fresh(credentials) if !force => Ok(credentials),
            Freshness::Aging(credentials) if !force => {
                slot.refresh_behind(now, fetch);
                Ok(credentials)
            }
            _ => slot.refresh_and_wait(generation, force, now, fetch).await,
        }
    }

    /// Forgets what is kept under `key`.
    pub(crate) fn drop_key(&self, key: &str) {
        self.slot(key).forget();
    }

    fn slot(&self, key: &str) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(key.to_owned()).or_default())
    }

    /// Programs that name a session per request would fill the memory with dead sessions.
    fn make_room(&self, now: Timestamp) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() > ROOM {
            slots.retain(|_, slot| {
                Arc::strong_count(slot) > 1 || !matches!(slot.freshness(now), Freshness::Gone)
            });
        }
    }
}

impl Slot {
    fn freshness(&self, now: Timestamp) -> Freshness {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        match &held.current {
            Some(credentials) if credentials.usable_at(now) => {
                let since = |from: Option<Timestamp>| from.is_some_and(|from| from <= now);
                if since(held.wait_from) {
                    Freshness::Ending(credentials.clone())
                } else if since(held.refresh_from) {
                    Freshness::Aging(credentials.clone())
                } else {
                    Freshness::Fresh(credentials.clone())
                }
            }
            _ => Freshness::Gone,
        }
    }

    fn generation(&self) -> u64 {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .generation
    }

    fn forget(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.current = None;
        held.generation += 1;
    }

    fn postpone(&self, until: Timestamp) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.refresh_from = Some(until);
    }

    async fn refresh_and_wait(
        &self,
        seen: u64,
        force: bool,
        now: &Now,
        fetch: Fetch,
    ) -> Result<Credentials> {
        let _flight = self.flight.lock().await;
        // Whoever held the flight before us may have brought what we came for.
        if self.generation() != seen
            && let Freshness::Fresh(credentials) | Freshness::Aging(credentials) =
                self.freshness(now())
        {
            return Ok(credentials);
        }
        match fetch().await {
            Ok(credentials) => {
                self.keep(&credentials, now());
                Ok(credentials)
            }
            Err(error) if error.code() == ErrorCode::AwsRefused && !error.is_passing() => {
                self.forget();
                Err(error)
            }
            Err(error) => match self.freshness(now()) {
                Freshness::Ending(credentials) if !force => Ok(credentials),
                _ => Err(error),
            },
        }
    }

    fn refresh_behind(self: &Arc<Self>, now: &Now, fetch: Fetch) {
        let Ok(flight) = Arc::clone(&self.flight).try_lock_owned() else {
            return;
        };
        let (slot, now) = (Arc::clone(self), Arc::clone(now));
        tokio::spawn(async move {
            let _flight = flight;
            match fetch().await {
                Ok(credentials) => slot.keep(&credentials, now()),
                Err(error) if error.code() == ErrorCode::AwsRefused && !error.is_passing() => {
                    slot.forget();
                }
                Err(_) => slot.postpone(now() + PAUSE_AFTER_FAULT),
            }
        });
    }

    fn keep(&self, credentials: &Credentials, now: Timestamp) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let before_expiry = |window: Duration, part: u32| {
            credentials.expiration.map(|expiry| {
                let life = expiry.remaining(now);
                now + life.saturating_sub(window.min(life / part))
            })
        };
        held.refresh_from = before_expiry(REFRESH_WINDOW, 4);
        held.wait_from = before_expiry(LAST_MOMENTS, 8);
        held.current = Some(credentials.clone());
        held.generation += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

    use keyward_core::{Error, Secret};

    use super::*;

    struct Source {
        clock: Arc<AtomicI64>,
        calls: Arc<AtomicUsize>,
        fault: Arc<Mutex<Option<Error>>>,
        life: i64,
    }

    impl Source {
        fn new(life: i64) -> Self {
            Self {
                clock: Arc::default(),
                calls: Arc::default(),
                fault: Arc::default(),
                life,
            }
        }

        fn now(&self) -> Now {
            let clock = Arc::clone(&self.clock);
            Arc::new(move || Timestamp::from_unix(clock.load(Ordering::SeqCst)))
        }

        fn fetch(&self) -> Fetch {
            let (now, calls, fault, life) = (
                self.now(),
                Arc::clone(&self.calls),
                Arc::clone(&self.fault),
                self.life,
            );
            Arc::new(move || {
                let call = calls.fetch_add(1, Ordering::SeqCst);
                let fault = fault.lock().unwrap().clone();
                let expiry = Timestamp::from_unix(now().unix() + life);
                Box::pin(async move {
                    tokio::task::yield_now().await;
                    if let Some(error) = fault {
                        return Err(error);
                    }
                    let mut credentials =
                        Credentials::long_lived(format!("ASIA{call}"), Secret::new("s"), "test");
                    credentials.expiration = Some(expiry);
                    Ok(credentials)
                })
            })
        }

        async fn get(&self, cache: &Cache) -> Result<String> {
            let got = cache.get("k", false, &self.now(), self.fetch()).await;
            got.map(|credentials| credentials.access_key_id)
        }

        async fn settle(&self) {
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
        }
    }

    #[tokio::test]
    async fn many_callers_make_one_call() {
        let (cache, source) = (Arc::new(Cache::default()), Source::new(3600));
        let calls = (0..50).map(|_| {
            let cache = Arc::clone(&cache);
            let (now, fetch) = (source.now(), source.fetch());
            tokio::spawn(async move { cache.get("k", false, &now, fetch).await })
        });
        for call in calls.collect::<Vec<_>>() {
            assert_eq!(call.await.unwrap().unwrap().access_key_id, "ASIA0");
        }
        assert_eq!(source.calls.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn aging_credentials_are_served_while_new_ones_come() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA0");
        source.clock.store(3400, Ordering::SeqCst);
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA0");
        source.settle().await;
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA1");
    }

    #[tokio::test]
    async fn a_passing_fault_keeps_them_and_a_refusal_drops_them() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        source.get(&cache).await.unwrap();
        source.clock.store(3400, Ordering::SeqCst);
        *source.fault.lock().unwrap() = Some(Error::new(ErrorCode::Network, "cut"));
        source.get(&cache).await.unwrap();
        source.settle().await;
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA0");

        source.clock.store(3410, Ordering::SeqCst);
        *source.fault.lock().unwrap() = Some(Error::new(ErrorCode::AwsRefused, "no"));
        source.get(&cache).await.unwrap();
        source.settle().await;
        let error = source.get(&cache).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::AwsRefused);
    }

    #[tokio::test]
    async fn in_the_last_minute_callers_wait_for_new_ones() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        source.get(&cache).await.unwrap();
        source.clock.store(3541, Ordering::SeqCst);
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA1");

        source.clock.store(3541 + 3541, Ordering::SeqCst);
        *source.fault.lock().unwrap() = Some(Error::new(ErrorCode::Network, "cut"));
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA1");
        *source.fault.lock().unwrap() = Some(Error::new(ErrorCode::AwsRefused, "no"));
        assert!(source.get(&cache).await.is_err());
    }

    #[tokio::test]
    async fn a_broken_source_keeps_what_is_still_valid() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        source.get(&cache).await.unwrap();
        source.clock.store(3400, Ordering::SeqCst);
        let broken = Error::new(ErrorCode::CredentialProcessFailed, "exit 1");
        *source.fault.lock().unwrap() = Some(broken);
        source.get(&cache).await.unwrap();
        source.settle().await;
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA0");
    }

    #[tokio::test]
    async fn dead_sessions_are_forgotten() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        for key in 0..200 {
            let key = key.to_string();
            cache
                .get(&key, false, &source.now(), source.fetch())
                .await
                .unwrap();
        }
        assert_eq!(cache.slots.lock().unwrap().len(), 200, "all are alive");
        source.clock.store(7200, Ordering::SeqCst);
        source.get(&cache).await.unwrap();
        assert_eq!(cache.slots.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn expired_credentials_are_never_served() {
        let (cache, source) = (Cache::default(), Source::new(3));
        source.get(&cache).await.unwrap();
        source.clock.store(3, Ordering::SeqCst);
        assert_eq!(source.get(&cache).await.unwrap(), "ASIA1");
    }

    #[tokio::test]
    async fn force_brings_new_ones() {
        let (cache, source) = (Cache::default(), Source::new(3600));
        source.get(&cache).await.unwrap();
        let forced = cache
            .get("k", true, &source.now(), source.fetch())
            .await
            .unwrap();
        assert_eq!(forced.access_key_id, "ASIA1");
    }
}
