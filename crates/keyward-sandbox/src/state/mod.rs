//! Everything the sandbox knows. One value behind one lock, so that an answer is never half true.

pub(crate) mod account;
pub(crate) mod clock;
pub(crate) mod ephemeral;
pub(crate) mod fault_spec;
pub(crate) mod faults;
pub(crate) mod ids;
pub(crate) mod keys;
pub(crate) mod log;
pub(crate) mod mfa;
pub(crate) mod outbox;
pub(crate) mod principal;
pub(crate) mod propagation;
pub(crate) mod random;
pub(crate) mod role_session;
pub(crate) mod sessions;
pub(crate) mod tracked;

use std::time::Duration;

pub(crate) use account::Account;
pub(crate) use clock::Clock;
pub use fault_spec::{FaultSpecError, parse_duration};
pub use faults::{FaultKind, FaultRule};
pub(crate) use keys::{AccessKey, Owner};
pub(crate) use log::RequestLog;
pub use log::{Disbelief, LoggedDecision, LoggedRequest};
pub(crate) use mfa::MfaDevice;
pub use outbox::{Published, Sms};
pub(crate) use principal::Principal;
pub(crate) use sessions::Session;
pub(crate) use tracked::Tracked;

use crate::s3::Bucket;
use crate::store::Store;

/// No session outlives this, whatever control says: dates have an end.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 86_400);

/// The state of all accounts.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) clock: Clock,
    /// By account id.
    pub(crate) accounts: Tracked<String, Account>,
    /// Long-lived keys of all accounts, by access key id.
    pub(crate) keys: Tracked<String, AccessKey>,
    /// Sessions of all accounts, by access key id.
    pub(crate) sessions: Tracked<String, Session>,
    /// What web identity tokens are signed with.
    pub(crate) token_key: crate::sts::web_identity::TokenKey,
    /// What tokens of issuers with keys of their own are verified with.
    pub(crate) issuer_keys: crate::sts::issuer_keys::IssuerKeys,
    /// SAML assertions that control has not made are taken, unverified.
    pub(crate) accept_unsigned_saml: bool,
    /// Keys derived from the secrets above.
    pub(crate) signing_keys: crate::sigv4::KeyRing,
    /// What every new session lives, where control has said so.
    pub(crate) session_lifetime: Option<Duration>,
    /// Bucket names are one namespace for all accounts.
    pub(crate) buckets: Tracked<String, Bucket>,
    pub(crate) outbox: Vec<Sms>,
    pub(crate) published: Vec<Published>,
    pub(crate) log: RequestLog,
    pub(crate) faults: faults::Faults,
    /// Changes of IAM that are not enforced yet.
    pub(crate) propagation: propagation::Propagation,
    pub(crate) imds: crate::imds::Imds,
    pub(crate) container: crate::container::Container,
    pub(crate) identity: crate::identity::Identity,
    pub(crate) addresses: Addresses,
    pub(crate) web: crate::web::Web,
    /// Where all of this is kept, with a data folder.
    pub(crate) store: Option<Store>,
}

/// Where the metadata services listen: `http://127.0.0.1:PORT`.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    pub(crate) imds: String,
    pub(crate) container: String,
}

impl State {
    /// The default seed: one account with one user `admin`, who may do everything, and an access
    /// key of it.
    #[cfg(test)]
    pub(crate) fn seeded(account: &str) -> (Self, AccessKey) {
        let mut state = Self::default();
        let key = state.ensure_admin(account);
        (state, key)
    }

    /// An active access key of the account's user `admin`. A user that is missing is made, and may
    /// do everything; one that is there stays as it is, and gets a key where it has none.
    pub(crate) fn ensure_admin(&mut self, account: &str) -> AccessKey {
        const NAME: &str = "admin";
        let now = self.clock.now();
        let users = &mut self.accounts.get_or_default(account.to_owned()).users;
        users.entry(NAME.to_owned()).or_insert_with(|| {
            let mut admin = account::User::new(account, NAME, "/", now);
            let everything = crate::authorization::aws_managed::ADMINISTRATOR;
            admin.policies.attached.insert(everything.to_owned());
            admin
        });
        let known = self.first_key(account, NAME).cloned();
        known.unwrap_or_else(|| self.create_key(account, Owner::User(NAME.to_owned())))
    }

    /// The oldest active key of a user.
    pub(crate) fn first_key(&self, account: &str, user: &str) -> Option<&AccessKey> {
        let keys = self.keys.values();
        keys.filter(|key| key.active && key.belongs_to(account, user))
            .min_by_key(|key| (key.created, &key.id))
    }

    /// Makes an access key with an id that no other key or session has.
    pub(crate) fn create_key(&mut self, account: &str, owner: Owner) -> AccessKey {
        let id = self.unused_key_id(ids::LONG_LIVED, account);
        let key = AccessKey::new(id.clone(), account, owner, self.clock.now());
        self.keys.insert(id, key.clone());
        key
    }

    /// Makes a session of `principal` that lives `seconds`, or what control has set.
    pub(crate) fn create_session(
        &mut self,
        principal: Principal,
        seconds: i64,
        details: sessions::Details,
    ) -> Session {
        let id = self.unused_key_id(ids::SESSION, principal.account());
        let asked = Duration::from_secs(seconds.unsigned_abs());
        let lifetime = self.session_lifetime.unwrap_or(asked).min(LONGEST);
        let now = self.clock.now();
        let session = Session::new(id.clone(), principal, now, lifetime, details);
        sessions::make_room(&mut self.sessions, now);
        self.sessions.insert(id, session.clone());
        session
    }

    fn unused_key_id(&self, prefix: &str, account: &str) -> String {
        loop {
            let id = ids::access_key_id(prefix, account);
            if !self.keys.contains_key(&id) && !self.sessions.contains_key(&id) {
                return id;
            }
        }
    }

    /// Whether the user or role behind a principal is still the one it was.
    pub(crate) fn still_exists(&self, principal: &Principal) -> bool {
        let Some(account) = self.enforced(principal.account()) else {
            return false;
        };
        match principal {
            Principal::Anonymous | Principal::Root { .. } => true,
            Principal::User { name, id, .. } => {
                account.users.get(name).is_some_and(|user| &user.id == id)
            }
            Principal::AssumedRole {
                role_name, role_id, ..
            } => account
                .roles
                .get(role_name)
                .is_some_and(|role| &role.id == role_id),
            Principal::FederatedUser { issuer, .. } => self.still_exists(issuer),
        }
    }
}
