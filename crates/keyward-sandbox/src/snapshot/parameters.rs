//! SSM parameters.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::account::Spot;
use super::problem::{Place, Problem};
use super::words::{Pairs, When, is_default};
use crate::ssm::parameter::{self, Kind, Parameter, Version};

/// One parameter, whose region and name are above it: a value, or its versions.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    /// In a seed: of the one version.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<One>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct One {
    number: i64,
    #[serde(rename = "type")]
    kind: String,
    value: Zeroizing<String>,
    /// What a reader without decryption sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    allowed_pattern: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified_by: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    labels: Vec<String>,
}

impl Wire {
    pub(super) fn of(parameter: &Parameter) -> Self {
        let Parameter {
            name: _, // above it
            arn: _,  // follows from account, region and name
            tags,
            versions,
        } = parameter;
        Self {
            tags: Pairs(tags.clone()),
            kind: None,
            value: None,
            versions: versions.iter().map(One::of).collect(),
        }
    }

    pub(super) fn restore(mut self, spot: &Spot<'_>) -> Result<Parameter, Problem> {
        let versions = self.versions(spot)?;
        let bare = spot.name.trim_start_matches('/');
        Ok(Parameter {
            arn: format!(
                "arn:aws:ssm:{}:{}:parameter/{bare}",
                spot.region, spot.known.account
            ),
            name: spot.name.to_owned(),
            tags: self.tags.0,
            versions,
        })
    }

    fn versions(&mut self, spot: &Spot<'_>) -> Result<Vec<Version>, Problem> {
        let written = std::mem::take(&mut self.versions);
        let written = match (self.value.take(), written.is_empty()) {
            (None, false) => written,
            (Some(value), true) => {
                let kind = self.kind.take().unwrap_or_else(|| "String".to_owned());
                vec![One::first(value, kind)]
            }
            _ => {
                return Err(spot
                    .place
                    .refuse("a parameter has a value or versions")
                    .hint("give `value`, and `type` where it is not String"));
            }
        };
        let numbered = written.into_iter().enumerate();
        numbered
            .map(|(at, one)| {
                let above = spot.place.at("versions");
                one.restore(spot, above.at(&at.to_string()))
            })
            .collect()
    }
}

impl One {
    fn first(value: Zeroizing<String>, kind: String) -> Self {
        Self {
            number: 1,
            kind,
            value,
            sealed: None,
            description: None,
            allowed_pattern: None,
            data_type: None,
            modified: None,
            modified_by: None,
            labels: Vec::new(),
        }
    }

    fn of(version: &Version) -> Self {
        let Version {
            number,
            kind,
            value,
            sealed,
            description,
            allowed_pattern,
            data_type,
            modified,
            modified_by,
            labels,
        } = version;
        Self {
            number: *number,
            kind: kind.name().to_owned(),
            value: value.clone(),
            sealed: Some(sealed.clone()),
            description: description.clone(),
            allowed_pattern: allowed_pattern.clone(),
            data_type: Some(data_type.clone()),
            modified: Some(When(*modified)),
            modified_by: Some(modified_by.clone()),
            labels: labels.clone(),
        }
    }

    fn restore(self, spot: &Spot<'_>, place: Place<'_>) -> Result<Version, Problem> {
        let kind = Kind::parse(&self.kind).map_err(|_| {
            place
                .at("type")
                .refuse(format!("`{}` is no type of a parameter", self.kind))
                .hint("give String, StringList or SecureString")
        })?;
        let root = || format!("arn:aws:iam::{}:root", spot.known.account);
        Ok(Version {
            number: self.number,
            kind,
            value: self.value,
            sealed: self.sealed.unwrap_or_else(parameter::seal),
            description: self.description,
            allowed_pattern: self.allowed_pattern,
            data_type: self.data_type.unwrap_or_else(|| "text".to_owned()),
            modified: self.modified.map_or(spot.known.now, |at| at.0),
            modified_by: self.modified_by.unwrap_or_else(root),
            labels: self.labels,
        })
    }
}
