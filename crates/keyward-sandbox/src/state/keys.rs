//! Long-lived access keys.

use base64::Engine as _;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::random;

/// Who a long-lived key belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The account's root user. No API makes such a key; a seed can.
    Root,
    User(String),
}

/// When and for what a key was last used.
#[derive(Debug, Clone)]
pub(crate) struct LastUsed {
    pub(crate) at: OffsetDateTime,
    pub(crate) service: &'static str,
    pub(crate) region: String,
}

/// A long-lived access key.
#[derive(Clone)]
pub(crate) struct AccessKey {
    pub(crate) id: String,
    pub(crate) secret: Zeroizing<String>,
    pub(crate) account: String,
    pub(crate) owner: Owner,
    pub(crate) active: bool,
    pub(crate) created: OffsetDateTime,
    pub(crate) last_used: Option<LastUsed>,
}

impl AccessKey {
    pub(crate) fn new(id: String, account: &str, owner: Owner, now: OffsetDateTime) -> Self {
        Self {
            id,
            secret: secret(),
            account: account.to_owned(),
            owner,
            active: true,
            created: now,
            last_used: None,
        }
    }

    pub(crate) fn belongs_to(&self, account: &str, user: &str) -> bool {
        self.account == account && self.owner == Owner::User(user.to_owned())
    }
}

impl std::fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessKey")
            .field("id", &self.id)
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}

/// 40 characters of base64, as AWS's secrets are.
pub(crate) fn secret() -> Zeroizing<String> {
    let bytes = Zeroizing::new(random::bytes::<30>());
    Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(*bytes))
}
