//! Policies of the account, with their versions.

use serde::{Deserialize, Serialize};

use super::super::account::Known;
use super::super::problem::{Place, Problem};
use super::super::words::{Pairs, PolicyText, When, check_name, path};
use crate::state::account::{ManagedPolicy, PolicyVersion};
use crate::state::ids;

/// One policy, whose name is above it: a document, or its versions.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    /// In a seed: the one version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<PolicyText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<Version>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default_version: Option<u32>,
    /// Number of the last version ever made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    newest_version: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Version {
    number: u32,
    document: PolicyText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
}

impl Wire {
    pub(crate) fn of(policy: &ManagedPolicy) -> Self {
        let ManagedPolicy {
            name: _, // above it
            path,
            id,
            arn: _, // follows from account, path and name
            created,
            updated,
            description,
            tags,
            versions,
            default,
            newest,
        } = policy;
        Self {
            path: Some(path.clone()),
            id: Some(id.clone()),
            created: Some(When(*created)),
            updated: Some(When(*updated)),
            description: description.clone(),
            tags: Pairs(tags.clone()),
            document: None,
            versions: versions.iter().map(Version::of).collect(),
            default_version: Some(*default),
            newest_version: Some(*newest),
        }
    }

    /// The ARN under this name.
    pub(crate) fn arn(&self, account: &str, name: &str) -> String {
        let path = self.path.as_deref().unwrap_or("/");
        format!("arn:aws:iam::{account}:policy{path}{name}")
    }

    pub(crate) fn restore(
        mut self,
        name: &str,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<ManagedPolicy, Problem> {
        check_name(name, 128, place)?;
        let arn = self.arn(known.account, name);
        let created = self.created.map_or(known.now, |at| at.0);
        let versions = self.versions(place, known)?;
        let last = versions.iter().map(|version| version.number).max();
        let last = last.unwrap_or(1);
        let default = self.default_version.unwrap_or(last);
        if !versions.iter().any(|version| version.number == default) {
            let why = format!("there is no version {default}");
            return Err(place.at("defaultVersion").refuse(why));
        }
        Ok(ManagedPolicy {
            name: name.to_owned(),
            path: path(self.path, place)?,
            id: self.id.unwrap_or_else(|| ids::unique_id(ids::POLICY)),
            arn,
            created,
            updated: self.updated.map_or(created, |at| at.0),
            description: self.description,
            tags: self.tags.0,
            versions,
            default,
            newest: self.newest_version.unwrap_or(last).max(last),
        })
    }

    fn versions(
        &mut self,
        place: Place<'_>,
        known: &Known<'_>,
    ) -> Result<Vec<PolicyVersion>, Problem> {
        match (self.document.take(), std::mem::take(&mut self.versions)) {
            (Some(document), versions) if versions.is_empty() => Ok(vec![PolicyVersion {
                number: 1,
                document: document.identity(place.at("document"))?,
                created: known.now,
            }]),
            (None, versions) if !versions.is_empty() => {
                let above = place.at("versions");
                let numbered = versions.into_iter().enumerate();
                numbered
                    .map(|(at, version)| version.restore(above.at(&at.to_string()), known))
                    .collect()
            }
            _ => Err(place
                .refuse("a policy has a document or versions")
                .hint("give `document`, the policy itself")),
        }
    }
}

impl Version {
    fn of(version: &PolicyVersion) -> Self {
        let PolicyVersion {
            number,
            document,
            created,
        } = version;
        Self {
            number: *number,
            document: PolicyText::of(document),
            created: Some(When(*created)),
        }
    }

    fn restore(self, place: Place<'_>, known: &Known<'_>) -> Result<PolicyVersion, Problem> {
        Ok(PolicyVersion {
            number: self.number,
            document: self.document.identity(place.at("document"))?,
            created: self.created.map_or(known.now, |at| at.0),
        })
    }
}
