//! Groups and their members.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{PolicyText, When, check_name, is_default, path};
use super::policies;
use crate::state::account::Group;
use crate::state::ids;

/// One group, whose name is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    policies: BTreeMap<String, PolicyText>,
    #[serde(default, skip_serializing_if = "is_default")]
    attached_policies: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) members: BTreeSet<String>,
}

impl Wire {
    pub(crate) fn of(group: &Group) -> Self {
        let Group {
            name: _, // above it
            path,
            id,
            arn: _, // follows from account, path and name
            created,
            policies: own,
            members,
        } = group;
        let (policies, attached_policies) = policies::of(own);
        Self {
            path: Some(path.clone()),
            id: Some(id.clone()),
            created: Some(When(*created)),
            policies,
            attached_policies,
            members: members.clone(),
        }
    }

    pub(crate) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<Group, Problem> {
        check_name(name, 128, place)?;
        let path = path(self.path, place)?;
        Ok(Group {
            name: name.to_owned(),
            id: self.id.unwrap_or_else(|| ids::unique_id(ids::GROUP)),
            arn: format!("arn:aws:iam::{}:group{path}{name}", known.account),
            path,
            created: self.created.map_or(known.now, |at| at.0),
            policies: policies::restore((self.policies, self.attached_policies), place, known)?,
            members: self.members,
        })
    }
}
