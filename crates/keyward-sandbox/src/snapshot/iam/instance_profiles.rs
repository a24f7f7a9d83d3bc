//! Instance profiles.

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, When, check_name, path};
use crate::state::account::InstanceProfile;
use crate::state::ids;

/// One profile, whose name is above it.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    /// The name of its role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
}

impl Wire {
    pub(crate) fn of(profile: &InstanceProfile) -> Self {
        let InstanceProfile {
            name: _, // above it
            path,
            id,
            arn: _, // follows from account, path and name
            created,
            role,
            tags,
        } = profile;
        Self {
            path: Some(path.clone()),
            id: Some(id.clone()),
            created: Some(When(*created)),
            role: role.clone(),
            tags: Pairs(tags.clone()),
        }
    }

    pub(crate) fn restore(
        self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<InstanceProfile, Problem> {
        check_name(name, 128, place)?;
        let path = path(self.path, place)?;
        Ok(InstanceProfile {
            name: name.to_owned(),
            id: self
                .id
                .unwrap_or_else(|| ids::unique_id(ids::INSTANCE_PROFILE)),
            arn: format!(
                "arn:aws:iam::{}:instance-profile{path}{name}",
                known.account
            ),
            path,
            created: self.created.map_or(known.now, |at| at.0),
            role: self.role,
            tags: self.tags.0,
        })
    }
}
