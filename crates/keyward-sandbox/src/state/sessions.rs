//! Temporary credentials: a key, a secret, a token, and a time after which they are worth nothing.

use std::time::Duration;

use base64::Engine as _;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::{Principal, Tracked, keys, random};
use crate::authorization::Document;

/// How many sessions are kept before expired ones are forgotten.
const ROOM: usize = 100_000;

/// What AssumeRole was told beside the role. Kept with the session.
#[derive(Debug, Default, Clone)]
pub(crate) struct Details {
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) transitive_tag_keys: Vec<String>,
    pub(crate) source_identity: Option<String>,
    pub(crate) policy: Option<Document>,
    pub(crate) policy_arns: Vec<String>,
    /// When an MFA device was proved, on the sandbox's clock.
    pub(crate) mfa: Option<OffsetDateTime>,
    /// ARN of the identity provider whose token opened the session.
    pub(crate) provider: Option<String>,
}

/// A session.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) access_key_id: String,
    pub(crate) secret: Zeroizing<String>,
    pub(crate) token: Zeroizing<String>,
    pub(crate) principal: Principal,
    /// On the sandbox's clock, as is its end.
    pub(crate) issued: OffsetDateTime,
    pub(crate) expires: OffsetDateTime,
    pub(crate) details: Details,
}

impl Session {
    pub(crate) fn new(
        access_key_id: String,
        principal: Principal,
        issued: OffsetDateTime,
        lifetime: Duration,
        details: Details,
    ) -> Self {
        Self {
            access_key_id,
            secret: keys::secret(),
            token: token(),
            principal,
            issued,
            expires: issued + lifetime,
            details,
        }
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("access_key_id", &self.access_key_id)
            .field("principal", &self.principal)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// An opaque token that begins as AWS's do.
fn token() -> Zeroizing<String> {
    let bytes = Zeroizing::new(random::bytes::<192>());
    let tail = Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(*bytes));
    Zeroizing::new(format!("FwoGZXIvYXdz{}", *tail))
}

/// Forgets expired sessions once there are too many to keep.
pub(crate) fn make_room(sessions: &mut Tracked<String, Session>, now: OffsetDateTime) {
    if sessions.len() >= ROOM {
        sessions.retain(|_, session| session.expires > now);
    }
}
