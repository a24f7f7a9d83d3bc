//! Secrets Manager.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::account::Spot;
use super::problem::{Place, Problem};
use super::words::{Pairs, When, is_default};
use crate::protocol::request_id;
use crate::secretsmanager::secret::{CURRENT, Content, Secret, Version};

/// One secret, whose region and name are above it: a value, or its versions.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wire {
    /// The six characters behind the name in its ARN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arn: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accessed: Option<When>,
    /// When it will be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deletion: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deletion_asked: Option<When>,
    #[serde(default, skip_serializing_if = "Pairs::is_empty")]
    tags: Pairs,
    /// In a seed: the value of the one version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_string: Option<Zeroizing<String>>,
    /// Base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_binary: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    versions: Vec<One>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct One {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_string: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret_binary: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "is_default")]
    stages: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created: Option<When>,
}

impl Wire {
    pub(super) fn of(secret: &Secret) -> Self {
        let Secret {
            arn,
            name: _, // above it
            description,
            created,
            changed,
            accessed,
            deletion,
            asked_to_delete,
            tags,
            versions,
        } = secret;
        Self {
            arn: Some(arn.clone()),
            description: description.clone(),
            created: Some(When(*created)),
            changed: Some(When(*changed)),
            accessed: accessed.map(When),
            deletion: deletion.map(When),
            deletion_asked: asked_to_delete.map(When),
            tags: Pairs(tags.clone()),
            secret_string: None,
            secret_binary: None,
            versions: versions.iter().map(One::of).collect(),
        }
    }

    pub(super) fn restore(mut self, spot: &Spot<'_>) -> Result<Secret, Problem> {
        let now = spot.known.now;
        let made = Secret::new(spot.known.account, spot.region, spot.name, now);
        let created = self.created.map_or(now, |at| at.0);
        let versions = self.versions(spot)?;
        Ok(Secret {
            arn: self.arn.unwrap_or(made.arn),
            name: made.name,
            description: self.description,
            created,
            changed: self.changed.map_or(created, |at| at.0),
            accessed: self.accessed.map(|at| at.0),
            deletion: self.deletion.map(|at| at.0),
            asked_to_delete: self.deletion_asked.map(|at| at.0),
            tags: self.tags.0,
            versions,
        })
    }

    /// As they are written, or one of the value.
    fn versions(&mut self, spot: &Spot<'_>) -> Result<Vec<Version>, Problem> {
        let now = spot.known.now;
        let value = (self.secret_string.take(), self.secret_binary.take());
        if value == (None, None) {
            let above = spot.place.at("versions");
            let numbered = std::mem::take(&mut self.versions).into_iter().enumerate();
            return numbered
                .map(|(at, one)| one.restore(above.at(&at.to_string()), now))
                .collect();
        }
        if !self.versions.is_empty() {
            let place = spot.place.at("versions");
            return Err(place.refuse("a secret has a value or versions, not both"));
        }
        Ok(vec![Version {
            id: request_id::uuid(),
            content: content(value, spot.place)?,
            stages: vec![CURRENT.to_owned()],
            created: now,
        }])
    }
}

impl One {
    fn of(version: &Version) -> Self {
        let Version {
            id,
            content,
            stages,
            created,
        } = version;
        let (secret_string, secret_binary) = match content {
            Content::Text(text) => (Some(text.clone()), None),
            Content::Binary(base64) => (None, Some(base64.clone())),
        };
        Self {
            id: id.clone(),
            secret_string,
            secret_binary,
            stages: stages.clone(),
            created: Some(When(*created)),
        }
    }

    fn restore(self, place: Place<'_>, now: time::OffsetDateTime) -> Result<Version, Problem> {
        Ok(Version {
            content: content((self.secret_string, self.secret_binary), place)?,
            id: self.id,
            stages: self.stages,
            created: self.created.map_or(now, |at| at.0),
        })
    }
}

type Value = (Option<Zeroizing<String>>, Option<Zeroizing<String>>);

fn content(value: Value, place: Place<'_>) -> Result<Content, Problem> {
    match value {
        (Some(text), None) => Ok(Content::Text(text)),
        (None, Some(base64)) => Ok(Content::Binary(base64)),
        _ => Err(place
            .refuse("a version has one value")
            .hint("give `secretString`, or `secretBinary` in base64")),
    }
}
