//! Who has an access key.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::sandbox::{Identity, StaticKey};
use crate::state::{AccessKey, Owner, State};

/// The oldest active key of each user and root user, by account and name.
pub(super) fn of(state: &State) -> Vec<Identity> {
    let mut oldest: BTreeMap<(&str, Option<&str>), &AccessKey> = BTreeMap::new();
    let mut keys: Vec<&AccessKey> = state.keys.values().filter(|key| key.active).collect();
    keys.sort_by_key(|key| (key.created, &key.id));
    for key in keys {
        let name = match &key.owner {
            Owner::Root => None,
            Owner::User(name) => Some(name.as_str()),
        };
        oldest.entry((&key.account, name)).or_insert(key);
    }
    let identity = |((account, name), key): ((&str, Option<&str>), &AccessKey)| Identity {
        account_id: account.to_owned(),
        user_name: name.map(str::to_owned),
        key: StaticKey::of(key),
    };
    oldest.into_iter().map(identity).collect()
}

/// The same for the control endpoint, secrets included: whoever has its token may do anything here.
pub(super) fn json(state: &State) -> Value {
    let identity = |one: Identity| {
        json!({
            "accountId": one.account_id,
            "userName": one.user_name,
            "accessKeyId": one.key.access_key_id,
            "secretAccessKey": *one.key.secret_access_key,
        })
    };
    of(state).into_iter().map(identity).collect()
}
