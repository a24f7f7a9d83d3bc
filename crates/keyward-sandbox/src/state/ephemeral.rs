//! Things that a random token opens for a while: codes, bearer tokens, forms.
//!
//! They are found by the digest of their token, so that a look-up tells nothing about the others.

use std::collections::HashMap;
use std::fmt;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::random;

/// How many are kept before those that have ended are forgotten, and then the tenth that ends
/// first.
const ROOM: usize = 10_000;

/// What a token opens, and until when on the sandbox's clock.
pub(crate) struct Entry<T> {
    pub(crate) value: T,
    pub(crate) expires: OffsetDateTime,
    token: Zeroizing<String>,
}

/// Values behind tokens. One that has ended stays findable for a while, so that "expired" and
/// "never heard of" can be told apart.
pub(crate) struct Ephemeral<T>(HashMap<[u8; 32], Entry<T>>);

impl<T> Default for Ephemeral<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> fmt::Debug for Ephemeral<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ephemeral({} entries)", self.0.len())
    }
}

impl<T> Ephemeral<T> {
    /// Puts a value behind a new token of 256 random bits.
    pub(crate) fn issue(
        &mut self,
        prefix: &str,
        value: T,
        now: OffsetDateTime,
        expires: OffsetDateTime,
    ) -> Zeroizing<String> {
        let token = token(prefix);
        self.put(&token, value, now, expires);
        token
    }

    /// Puts a value behind a token that somebody else has made.
    pub(crate) fn put(
        &mut self,
        token: &str,
        value: T,
        now: OffsetDateTime,
        expires: OffsetDateTime,
    ) {
        self.make_room(now);
        let token = Zeroizing::new(token.to_owned());
        self.0.insert(
            digest(&token),
            Entry {
                value,
                expires,
                token,
            },
        );
    }

    /// Whatever is behind a token, ended or not.
    pub(crate) fn find(&self, token: &str) -> Option<&Entry<T>> {
        self.0.get(&digest(token))
    }

    pub(crate) fn find_mut(&mut self, token: &str) -> Option<&mut Entry<T>> {
        self.0.get_mut(&digest(token))
    }

    /// What is behind a token and has not ended.
    pub(crate) fn live(&self, token: &str, now: OffsetDateTime) -> Option<&T> {
        let entry = self.find(token)?;
        (entry.expires > now).then_some(&entry.value)
    }

    /// Takes a thing that may be used once.
    pub(crate) fn take(&mut self, token: &str) -> Option<Entry<T>> {
        self.0.remove(&digest(token))
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.values_mut().map(|entry| &mut entry.value)
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.0.retain(|_, entry| keep(&entry.value));
    }

    /// The tokens themselves, for tests that search outputs for them.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = String> {
        self.0.values().map(|entry| entry.token.to_string())
    }

    fn make_room(&mut self, now: OffsetDateTime) {
        if self.0.len() < ROOM {
            return;
        }
        self.0.retain(|_, entry| entry.expires > now);
        if self.0.len() < ROOM {
            return;
        }
        let mut ends: Vec<OffsetDateTime> = self.0.values().map(|entry| entry.expires).collect();
        let (_, tenth, _) = ends.select_nth_unstable(ROOM / 10);
        let tenth = *tenth;
        self.0.retain(|_, entry| entry.expires > tenth);
    }
}

/// A prefix and 256 random bits that fit a header, a URL and a shell.
pub(crate) fn token(prefix: &str) -> Zeroizing<String> {
    let bytes = Zeroizing::new(random::bytes::<32>());
    let text = Zeroizing::new(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(*bytes));
    Zeroizing::new(format!("{prefix}{}", *text))
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    #[test]
    fn ended_is_told_from_unknown_and_taken_is_gone() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut things = Ephemeral::default();
        let token = things.issue("x", 7, now, now + Duration::SECOND);
        assert_eq!(things.live(&token, now), Some(&7));
        let later = now + Duration::SECOND;
        assert_eq!(things.live(&token, later), None);
        assert!(things.find(&token).is_some());
        assert!(things.find("y").is_none());
        assert!(things.take(&token).is_some());
        assert!(things.find(&token).is_none());
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut things = Ephemeral::default();
        for second in 1..=2 * i64::try_from(ROOM).unwrap() {
            things.issue("", (), now, now + Duration::seconds(second));
        }
        assert!(things.0.len() <= ROOM, "{things:?}");
        assert!(things.0.len() > ROOM / 2, "{things:?}");
    }
}
