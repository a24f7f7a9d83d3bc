//! The whole state as one JSON document, and back: what `--seed` reads, `snapshot` writes, and the
//! data folder keeps in parts. `docs/sandbox.md` describes it.
//!
//! A seed written by hand may leave out nearly everything; a snapshot leaves out nothing that a
//! client could see, but for what lives for minutes (metadata tokens, sign-ins under way), what a
//! test has set for its own time (faults, lifetimes) and the request log. Every part of the state is
//! taken apart here without `..`, so that a new field does not compile until a snapshot knows it.

mod account;
mod buckets;
mod iam;
mod identity_pools;
mod instances;
mod locate;
mod objects;
mod parameters;
mod problem;
mod secrets;
mod seed;
mod sessions;
mod settings;
#[cfg(test)]
mod tests;
mod topics;
mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

pub(crate) use account::Wire as WireAccount;
pub(crate) use buckets::Wire as WireBucket;
pub(crate) use objects::{WireObject, WirePart, WireUpload};
pub use problem::SeedError;
pub(crate) use problem::{Place, Problem};
pub use seed::Seed;
pub(crate) use sessions::Wire as WireSession;
pub(crate) use settings::Wire as WireSettings;

use crate::DEFAULT_ACCOUNT;
use crate::state::{Published, Sms, State};

/// The version of the format; another one is refused.
pub(crate) const VERSION: u32 = 1;

/// The document.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) version: u32,
    #[serde(default)]
    pub(crate) settings: WireSettings,
    #[serde(default)]
    pub(crate) accounts: BTreeMap<String, WireAccount>,
    #[serde(default)]
    pub(crate) buckets: BTreeMap<String, WireBucket>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) sessions: BTreeMap<String, WireSession>,
    /// Messages to phones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sms: Vec<Sms>,
    /// Messages to topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) messages: Vec<Published>,
}

impl Document {
    pub(crate) fn of(state: &State) -> Self {
        let State {
            clock: _, // in the settings
            accounts,
            keys,
            sessions,
            token_key: _,            // in the settings
            issuer_keys: _,          // in the settings
            accept_unsigned_saml: _, // of each start
            signing_keys: _,         // derived
            session_lifetime: _,     // a test's own
            buckets,
            outbox,
            published,
            log: _,         // of this run
            propagation: _, // a test's own
            faults: _,      // a test's own
            imds: _,        // in the settings
            container: _,   // in the settings
            identity: _,    // in the settings
            addresses: _,   // of this run
            web: _,         // of this run
            store: _,       // where this is kept
        } = state;
        Self {
            version: VERSION,
            settings: settings(state),
            accounts: accounts
                .iter()
                .map(|(id, account)| (id.clone(), WireAccount::of(id, account, keys.values())))
                .collect(),
            buckets: buckets
                .iter()
                .map(|(name, bucket)| (name.clone(), WireBucket::whole(bucket)))
                .collect(),
            sessions: sessions
                .iter()
                .map(|(id, session)| (id.clone(), WireSession::of(session)))
                .collect(),
            sms: outbox.clone(),
            messages: published.clone(),
        }
    }

    /// The state. The default account is there in any case.
    pub(crate) fn restore(self) -> Result<State, Problem> {
        let mut state = State::default();
        self.settings.restore(&mut state)?;
        let ids = restore_accounts(&mut state, self.accounts)?;
        let accounts: HashSet<String> = state.accounts.keys().cloned().collect();
        let known = buckets::Known {
            now: state.clock.now(),
            accounts: &accounts,
            ids: &ids,
        };
        let root = Place::ROOT;
        let above = root.at("buckets");
        for (name, bucket) in self.buckets {
            let bucket = bucket.restore(&name, above.at(&name), &known)?;
            state.buckets.insert(name, bucket);
        }
        let above = root.at("sessions");
        for (id, session) in self.sessions {
            let session = session.restore(&id, above.at(&id))?;
            state.sessions.insert(id, session);
        }
        state.outbox = self.sms;
        state.published = self.messages;
        Ok(state)
    }

    /// In lines, for people and for files.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(self)
            .expect("all names are texts and all instants have a date")
    }
}

pub(crate) fn settings(state: &State) -> WireSettings {
    WireSettings::of(state)
}

/// The unique ids of all users and roles, by ARN.
fn restore_accounts(
    state: &mut State,
    mut accounts: BTreeMap<String, WireAccount>,
) -> Result<HashMap<String, String>, Problem> {
    accounts.entry(DEFAULT_ACCOUNT.to_owned()).or_default();
    let mut ids = HashMap::new();
    for (id, account) in &mut accounts {
        account.identify(id, &mut ids);
    }
    let (root, now) = (Place::ROOT, state.clock.now());
    let above = root.at("accounts");
    for (id, account) in accounts {
        let place = above.at(&id);
        let (account, keys) = account.restore(&id, place, now, &ids)?;
        for key in keys {
            if state.keys.contains_key(&key.id) {
                let why = format!("the access key id `{}` is there twice", key.id);
                return Err(place.refuse(why).hint("access key ids are unique"));
            }
            state.keys.insert(key.id.clone(), key);
        }
        state.accounts.insert(id, account);
    }
    Ok(ids)
}
