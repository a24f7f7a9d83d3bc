//! Static stability (AWS SDKs and Tools Reference Guide, "IMDS credential provider"): while EC2 has
//! trouble renewing an instance's credentials, it still accepts the old ones. They are used on for a
//! while, whether the service hands out expired ones or does not answer.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use keyward_core::{Credentials, Result, Timestamp};
use ring::rand::{SecureRandom, SystemRandom};

/// As SDK for JavaScript v3: the next attempt comes after five to ten minutes, not after the same
/// time on every instance.
const SHORTEST: Duration = Duration::from_secs(300);
const SPREAD: Duration = Duration::from_secs(300);

/// The last credentials of each service, by its address.
#[derive(Default)]
pub(crate) struct LastKnown(Mutex<HashMap<String, Credentials>>);

impl LastKnown {
    /// The answer; in place of expired credentials or of a passing fault, what is used on. A refusal
    /// stays one: the role was taken away, or the service was turned off.
    pub(super) fn stabilized(
        &self,
        service: &str,
        answer: Result<Credentials>,
        now: Timestamp,
    ) -> Result<Credentials> {
        match answer {
            Ok(credentials) => {
                self.remember(service, &credentials);
                Ok(extended(credentials, now))
            }
            // What still has time is kept by the cache.
            Err(error) if error.is_passing() => self
                .recall(service)
                .filter(|last| !last.usable_at(now))
                .map(|last| extended(last, now))
                .ok_or(error),
            Err(error) => {
                self.forget(service);
                Err(error)
            }
        }
    }

    fn remember(&self, service: &str, credentials: &Credentials) {
        self.with(|known| known.insert(service.to_owned(), credentials.clone()));
    }

    fn recall(&self, service: &str) -> Option<Credentials> {
        self.with(|known| known.get(service).cloned())
    }

    fn forget(&self, service: &str) {
        self.with(|known| known.remove(service));
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, Credentials>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn extended(mut credentials: Credentials, now: Timestamp) -> Credentials {
    if !credentials.usable_at(now) {
        credentials.expiration = Some(now + SHORTEST + SPREAD.mul_f64(chance()));
    }
    credentials
}

/// From 0 to just below 1.
fn chance() -> f64 {
    let mut bytes = [0; 2];
    // Without randomness the attempts only come at the same time.
    let _ = SystemRandom::new().fill(&mut bytes);
    f64::from(u16::from_be_bytes(bytes)) / 65_536.0
}

#[cfg(test)]
mod tests {
    use keyward_core::{Error, ErrorCode, Secret};

    use super::*;

    const SERVICE: &str = "http://169.254.169.254";

    fn ending_at(at: i64) -> Credentials {
        let mut credentials = Credentials::long_lived("ASIA", Secret::new("s"), "imds");
        credentials.expiration = Some(Timestamp::from_unix(at));
        credentials
    }

    fn assert_extended(credentials: &Credentials, now: Timestamp) {
        let left = credentials.expiration.unwrap().remaining(now);
        assert!(
            (SHORTEST..SHORTEST + SPREAD).contains(&left),
            "{credentials:?}"
        );
    }

    #[test]
    fn expired_credentials_of_the_service_are_used_on() {
        let (known, now) = (LastKnown::default(), Timestamp::from_unix(20));
        let answer = known.stabilized(SERVICE, Ok(ending_at(10)), now).unwrap();
        assert_extended(&answer, now);
        let fresh = known.stabilized(SERVICE, Ok(ending_at(30)), now).unwrap();
        assert_eq!(fresh.expiration, Some(Timestamp::from_unix(30)));
    }

    #[test]
    fn a_service_that_falls_silent_is_bridged_and_one_that_refuses_is_not() {
        let known = LastKnown::default();
        let silent = || Err(Error::new(ErrorCode::Timeout, "silence"));
        let at = Timestamp::from_unix;
        assert!(known.stabilized(SERVICE, silent(), at(0)).is_err());
        known.stabilized(SERVICE, Ok(ending_at(10)), at(0)).unwrap();
        assert!(
            known.stabilized(SERVICE, silent(), at(9)).is_err(),
            "the cache has them"
        );
        for now in [at(10), at(500), at(1000)] {
            assert_extended(&known.stabilized(SERVICE, silent(), now).unwrap(), now);
        }
        assert!(
            known.stabilized("http://other", silent(), at(10)).is_err(),
            "another service's"
        );
        let refused = Err(Error::new(ErrorCode::AwsRefused, "no"));
        assert!(known.stabilized(SERVICE, refused, at(10)).is_err());
        assert!(known.stabilized(SERVICE, silent(), at(10)).is_err());
    }
}
