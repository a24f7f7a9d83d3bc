//! Roles and whom they trust.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{self, Pairs, PolicyText, When, check_name, is_default, path};
use super::policies;
use crate::authorization::Document;
use crate::state::account::Role;
use crate::state::ids;

/// One role, whose name is above it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    max_session_duration: Option<i64>,
    trust: PolicyText,
    /// ARN to unique id, as they were when the trust policy was given.
    #[serde(default, skip_serializing_if = "is_default")]
    trusted_ids: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    policies: BTreeMap<String, PolicyText>,
    #[serde(default, skip_serializing_if = "is_default")]
    attached_policies: Vec<String>,
    /// A managed policy, named as the attached ones are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permissions_boundary: Option<String>,
}

impl Wire {
    pub(crate) fn of(role: &Role) -> Self {
        let Role {
            name: _, // above it
            path,
            id,
            arn: _, // follows from account, path and name
            created,
            description,
            max_session_seconds,
            trust,
            tags,
            policies: own,
            boundary,
        } = role;
        let (policies, attached_policies) = policies::of(own);
        Self {
            path: Some(path.clone()),
            id: Some(id.clone()),
            created: Some(When(*created)),
            description: description.clone(),
            max_session_duration: Some(*max_session_seconds),
            trust: PolicyText::of(trust),
            trusted_ids: trust.bound(),
            tags: Pairs(tags.clone()),
            policies,
            attached_policies,
            permissions_boundary: boundary.clone(),
        }
    }

    pub(crate) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<Role, Problem> {
        check_name(name, 64, place)?;
        let path = path(self.path, place)?;
        let ids = &self.trusted_ids;
        let id_of = |arn: &str| words::id_of(arn, ids, known.ids);
        let trust = self.trust.restore(place.at("trust"), |text| {
            Document::explained_trust(text, id_of)
        })?;
        let seconds = self.max_session_duration.unwrap_or(3_600);
        if !(3_600..=43_200).contains(&seconds) {
            let why = format!("a session of {seconds} seconds is not possible");
            let place = place.at("maxSessionDuration");
            return Err(place.refuse(why).hint("give 3600 to 43200 seconds"));
        }
        Ok(Role {
            name: name.to_owned(),
            id: self.id.unwrap_or_else(|| ids::unique_id(ids::ROLE)),
            arn: format!("arn:aws:iam::{}:role{path}{name}", known.account),
            path,
            created: self.created.map_or(known.now, |at| at.0),
            description: self.description,
            max_session_seconds: seconds,
            trust,
            tags: self.tags.0,
            policies: policies::restore((self.policies, self.attached_policies), place, known)?,
            boundary: policies::boundary(self.permissions_boundary, place, known)?,
        })
    }
}
