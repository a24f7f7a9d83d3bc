//! Control: what a test does to the sandbox that no AWS call can. The same power in process
//! ([`Control`]) and over HTTP ([`http`]).

mod http;
mod identities;
mod metadata;
mod metadata_http;
mod providers;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use zeroize::Zeroizing;

use crate::sandbox::Identity;
use crate::server::lock;
use crate::snapshot::Document;
use crate::state::{FaultKind, FaultRule, LoggedRequest, Published, Sms, State};

pub(crate) use http::answer;
pub(crate) use metadata::{container_role, instance_role};

/// A handle on a running sandbox.
#[derive(Debug, Clone)]
pub struct Control {
    state: Arc<Mutex<State>>,
}

impl Control {
    pub(crate) fn new(state: Arc<Mutex<State>>) -> Self {
        Self { state }
    }

    /// Ends a session now. Whether there was one of this access key id.
    pub fn expire_session(&self, access_key_id: &str) -> bool {
        expire_session(&mut lock(&self.state), access_key_id)
    }

    /// Makes every later session live this long, whatever its caller asked for; `None` returns to
    /// AWS's rules. Bounds are checked as before.
    pub fn set_session_lifetime(&self, lifetime: Option<Duration>) {
        lock(&self.state).session_lifetime = lifetime;
    }

    /// Moves the sandbox's clock forward: sessions, keys and instances age. Signatures go by the
    /// real clock.
    pub fn advance_clock(&self, by: Duration) {
        lock(&self.state).clock.advance(by);
    }

    /// Moves the sandbox's clock back, as a machine whose clock was wrong.
    pub fn turn_clock_back(&self, by: Duration) {
        let by = time::Duration::try_from(by).unwrap_or(time::Duration::MAX);
        lock(&self.state).clock.shift(-by);
    }

    /// Adds a rule by which requests fail, come late or break off. Requests to every service run into
    /// it, metadata and sign-ins among them; control does not.
    pub fn add_fault(&self, rule: FaultRule) {
        lock(&self.state).faults.add(rule);
    }

    /// Refuses an access key or session from now on, as one that nobody knows, until the rules are
    /// cleared. IAM itself still shows the key as it is.
    pub fn revoke_key(&self, access_key_id: &str) {
        self.add_fault(FaultRule {
            access_key_id: Some(access_key_id.to_owned()),
            ..FaultRule::new(FaultKind::RevokedKey)
        });
    }

    /// How long a change of keys, policies, groups, users and roles takes until it is enforced, on
    /// the sandbox's clock. A new key is refused until then, a deleted one still works. Nothing at
    /// the start; zero puts everything that is on its way in force.
    pub fn set_propagation(&self, delay: Duration) {
        lock(&self.state).propagation.set_delay(delay);
    }

    /// Whether IAM's `Get…` and `List…` lag as well. Off at the start: a new key is listed at once.
    pub fn set_propagation_of_lists(&self, on: bool) {
        lock(&self.state).propagation.lists = on;
    }

    /// Takes all rules away.
    pub fn clear_faults(&self) {
        lock(&self.state).faults.clear();
    }

    /// The path on the control endpoint of a link that opens the web page once, within an hour on the
    /// sandbox's clock.
    pub fn web_link(&self) -> Zeroizing<String> {
        crate::web::link(&mut lock(&self.state))
    }

    /// Messages published to phone numbers, oldest first.
    pub fn sms_outbox(&self) -> Vec<Sms> {
        lock(&self.state).outbox.clone()
    }

    /// Messages published to topics, oldest first.
    pub fn published(&self) -> Vec<Published> {
        lock(&self.state).published.clone()
    }

    /// Every secret, session token and MFA seed that this sandbox has issued and still knows, so that a test
    /// can search its outputs for them. In process only: no endpoint gives it.
    pub fn secrets(&self) -> Vec<String> {
        let state = lock(&self.state);
        let keys = state.keys.values().chain(state.propagation.keys());
        let keys = keys.map(|key| key.secret.to_string());
        let keys = keys.chain(metadata::secrets(&state));
        let sessions = state.sessions.values();
        let sessions = sessions.flat_map(|s| [s.secret.to_string(), s.token.to_string()]);
        let devices = state.accounts.values().flat_map(|a| a.mfa_devices.values());
        let seeds = devices.map(|device| device.base32().to_string());
        keys.chain(sessions).chain(seeds).collect()
    }

    /// The whole state as a seed: users, keys, sessions, buckets and all else, secrets included. A
    /// sandbox that starts with it is in the same state; docs/sandbox.md has the format.
    pub fn snapshot(&self) -> Zeroizing<String> {
        snapshot(&lock(&self.state))
    }

    pub(crate) fn identities(&self) -> Vec<Identity> {
        identities::of(&lock(&self.state))
    }

    pub(crate) fn give_up_folder(&self) {
        lock(&self.state).give_up_folder();
    }

    /// The last 10 000 requests, oldest first: who, what, decided how. No secrets.
    pub fn request_log(&self) -> Vec<LoggedRequest> {
        lock(&self.state).log.entries()
    }
}

fn snapshot(state: &State) -> Zeroizing<String> {
    Zeroizing::new(Document::of(state).text())
}

fn expire_session(state: &mut State, access_key_id: &str) -> bool {
    let now = state.clock.now();
    let session = state.sessions.get_mut(access_key_id);
    session.map(|session| session.expires = now).is_some()
}
