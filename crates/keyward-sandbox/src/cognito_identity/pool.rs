//! An identity pool.

use std::collections::{BTreeMap, BTreeSet};

use super::not_found;
use crate::protocol::AwsError;
use crate::state::{Account, State};

/// One pool; its id begins with its region.
#[derive(Debug, Default, Clone)]
pub(crate) struct IdentityPool {
    pub(crate) name: String,
    /// `AllowUnauthenticatedIdentities`
    pub(crate) allows_guests: bool,
    /// ARNs, by `authenticated` and `unauthenticated`.
    pub(crate) roles: BTreeMap<String, String>,
    /// Ids of those that were made in it.
    pub(crate) identities: BTreeSet<String>,
}

/// The account that a pool is in: nothing but its id names it.
pub(super) fn account_of(state: &State, pool: &str) -> Result<String, AwsError> {
    let has = |(_, account): &(&String, &Account)| account.identity_pools.contains_key(pool);
    let found = state.accounts.iter().find(has);
    found
        .map(|(id, _)| id.clone())
        .ok_or_else(|| not_found("IdentityPool", pool))
}
