//! Identity pools of Amazon Cognito.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::problem::{Place, Problem};
use super::words::is_default;
use crate::cognito_identity::IdentityPool;

/// One pool, whose id is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    name: String,
    /// Whether it lets guests in.
    #[serde(default, skip_serializing_if = "is_default")]
    allow_unauthenticated: bool,
    /// ARNs, by `authenticated` and `unauthenticated`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    roles: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    identities: BTreeSet<String>,
}

impl Wire {
    pub(crate) fn of(pool: &IdentityPool) -> Self {
        let IdentityPool {
            name,
            allows_guests,
            roles,
            identities,
        } = pool;
        Self {
            name: name.clone(),
            allow_unauthenticated: *allows_guests,
            roles: roles.clone(),
            identities: identities.clone(),
        }
    }

    pub(crate) fn restore(self, id: &str, place: Place<'_>) -> Result<IdentityPool, Problem> {
        let region = id.split_once(':').map(|(region, _)| region);
        super::words::check_region(region.unwrap_or_default(), place)?;
        Ok(IdentityPool {
            name: self.name,
            allows_guests: self.allow_unauthenticated,
            roles: self.roles,
            identities: self.identities,
        })
    }
}
