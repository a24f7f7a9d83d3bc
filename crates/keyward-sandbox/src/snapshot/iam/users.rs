//! Users, with their access keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, PolicyText, When, check_name, is_default, path};
use super::{access_keys, policies};
use crate::state::account::User;
use crate::state::{AccessKey, Owner, ids};

/// One user, whose name is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    policies: BTreeMap<String, PolicyText>,
    #[serde(default, skip_serializing_if = "is_default")]
    attached_policies: Vec<String>,
    /// A managed policy, named as the attached ones are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permissions_boundary: Option<String>,
    /// In a seed; a snapshot names the members in the groups.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) groups: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) access_keys: Vec<access_keys::Wire>,
}

impl Wire {
    /// With the keys that are the user's.
    pub(crate) fn of<'k>(user: &User, keys: impl Iterator<Item = &'k AccessKey>) -> Self {
        let User {
            name: _, // above it
            path,
            id,
            arn: _, // follows from account, path and name
            created,
            tags,
            policies: own,
            boundary,
        } = user;
        let (policies, attached_policies) = policies::of(own);
        Self {
            path: Some(path.clone()),
            id: Some(id.clone()),
            created: Some(When(*created)),
            tags: Pairs(tags.clone()),
            policies,
            attached_policies,
            permissions_boundary: boundary.clone(),
            groups: Vec::new(),
            access_keys: keys.map(access_keys::Wire::of).collect(),
        }
    }

    pub(crate) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<(User, Vec<AccessKey>), Problem> {
        check_name(name, 64, place)?;
        let path = path(self.path, place)?;
        let policies = policies::restore((self.policies, self.attached_policies), place, known)?;
        let user = User {
            name: name.to_owned(),
            id: self.id.unwrap_or_else(|| ids::unique_id(ids::USER)),
            arn: format!("arn:aws:iam::{}:user{path}{name}", known.account),
            path,
            created: self.created.map_or(known.now, |at| at.0),
            tags: self.tags.0,
            policies,
            boundary: policies::boundary(self.permissions_boundary, place, known)?,
        };
        let owner = Owner::User(name.to_owned());
        let keys = access_keys(self.access_keys, &owner, place, known)?;
        Ok((user, keys))
    }
}

/// The keys of one owner.
pub(crate) fn access_keys(
    keys: Vec<access_keys::Wire>,
    owner: &Owner,
    place: Place<'_>,
    known: &Known<'_>,
) -> Result<Vec<AccessKey>, Problem> {
    let above = place.at("accessKeys");
    let numbered = keys.into_iter().enumerate();
    numbered
        .map(|(at, key)| key.restore(owner.clone(), above.at(&at.to_string()), known))
        .collect()
}
