//! Access keys of a user or of the root user.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::When;
use crate::protocol::Service;
use crate::state::keys::{LastUsed, secret};
use crate::state::{AccessKey, Owner, ids};

/// One key; in a seed, what is not given is made.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) access_key_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_access_key: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_used: Option<Used>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Status {
    Active,
    Inactive,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Used {
    at: When,
    service: String,
    region: String,
}

impl Wire {
    pub(crate) fn of(key: &AccessKey) -> Self {
        let AccessKey {
            id,
            secret,
            account: _, // above it
            owner: _,   // above it
            active,
            created,
            last_used,
        } = key;
        Self {
            access_key_id: Some(id.clone()),
            secret_access_key: Some(secret.clone()),
            status: Some(if *active {
                Status::Active
            } else {
                Status::Inactive
            }),
            created: Some(When(*created)),
            last_used: last_used.as_ref().map(Used::of),
        }
    }

    pub(crate) fn restore(
        self,
        owner: Owner,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<AccessKey, Problem> {
        let Self {
            access_key_id,
            secret_access_key,
            status,
            created,
            last_used,
        } = self;
        let id = match access_key_id {
            Some(id) => checked(id, place.at("accessKeyId"))?,
            None => ids::access_key_id(ids::LONG_LIVED, known.account),
        };
        let given = secret_access_key.filter(|secret| !secret.is_empty());
        Ok(AccessKey {
            id,
            secret: given.unwrap_or_else(secret),
            account: known.account.to_owned(),
            owner,
            active: status != Some(Status::Inactive),
            created: created.map_or(known.now, |at| at.0),
            last_used: last_used
                .map(|used| used.restore(place.at("lastUsed")))
                .transpose()?,
        })
    }
}

impl Used {
    fn of(used: &LastUsed) -> Self {
        let LastUsed {
            at,
            service,
            region,
        } = used;
        Self {
            at: When(*at),
            service: (*service).to_owned(),
            region: region.clone(),
        }
    }

    fn restore(self, place: Place<'_>) -> Result<LastUsed, Problem> {
        let service = Service::from_scope(&self.service);
        let service = service.ok_or_else(|| {
            let why = format!("there is no service `{}`", self.service);
            place.at("service").refuse(why)
        })?;
        Ok(LastUsed {
            at: self.at.0,
            service: service.name(),
            region: self.region,
        })
    }
}

/// Clients take 16 to 128 letters, digits and underscores.
fn checked(id: String, place: Place<'_>) -> Result<String, Problem> {
    let word = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if word && (16..=128).contains(&id.len()) {
        return Ok(id);
    }
    Err(place
        .refuse(format!("`{id}` is no access key id"))
        .hint("give AKIA and 16 letters or digits, or leave it out to have one made"))
}
