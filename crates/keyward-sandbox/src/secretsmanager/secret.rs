//! A secret, its versions, and the labels that tell them apart.
//! <https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html>

use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::{invalid_parameter, invalid_request, not_found};
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, request_id};
use crate::state::random;

pub(crate) const CURRENT: &str = "AWSCURRENT";
pub(crate) const PREVIOUS: &str = "AWSPREVIOUS";
/// Bytes of a secret's value.
const LARGEST: usize = 65_536;
/// Versions kept; the oldest without a label go first.
const VERSIONS: usize = 100;

/// A secret.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) created: OffsetDateTime,
    pub(crate) changed: OffsetDateTime,
    pub(crate) accessed: Option<OffsetDateTime>,
    /// When it will be gone, once its deletion was asked for.
    pub(crate) deletion: Option<OffsetDateTime>,
    pub(crate) asked_to_delete: Option<OffsetDateTime>,
    pub(crate) tags: Vec<(String, String)>,
    /// Oldest first.
    pub(crate) versions: Vec<Version>,
}

/// One version.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) id: String,
    pub(crate) content: Content,
    pub(crate) stages: Vec<String>,
    pub(crate) created: OffsetDateTime,
}

/// What is kept secret. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text(Zeroizing<String>),
    /// Base64, as sent.
    Binary(Zeroizing<String>),
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Content(…)")
    }
}

impl Content {
    /// `SecretString` or `SecretBinary`, where there is one.
    pub(super) fn read(input: &Input) -> Result<Option<Self>, AwsError> {
        let keep = |text: &str| Zeroizing::new(text.to_owned());
        let content = match (input.text("SecretString")?, input.text("SecretBinary")?) {
            (Some(_), Some(_)) => {
                return Err(invalid_parameter(
                    "You can't specify both a binary secret value and a string secret value in the same secret.",
                ));
            }
            (Some(text), None) => Self::Text(keep(text)),
            (None, Some(base64)) => Self::Binary(keep(base64)),
            (None, None) => return Ok(None),
        };
        let (Self::Text(text) | Self::Binary(text)) = &content;
        if text.len() > LARGEST {
            return Err(AwsError::new(
                400,
                "ValidationException",
                "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
            ));
        }
        Ok(Some(content))
    }

    /// As a member of an answer: the one place where the value leaves.
    pub(super) fn member(&self) -> (String, Value) {
        match self {
            Self::Text(text) => ("SecretString".to_owned(), json!(text.as_str())),
            Self::Binary(base64) => ("SecretBinary".to_owned(), json!(base64.as_str())),
        }
    }
}

/// `ClientRequestToken`, which becomes the version's id.
pub(super) fn token(input: &Input) -> Result<String, AwsError> {
    let Some(token) = input.text("ClientRequestToken")? else {
        return Ok(request_id::uuid());
    };
    if (32..=64).contains(&token.len()) {
        return Ok(token.to_owned());
    }
    Err(invalid_parameter(
        "You must provide a ClientRequestToken value between 32-64 characters long.",
    ))
}

impl Secret {
    pub(crate) fn new(account: &str, region: &str, name: &str, now: OffsetDateTime) -> Self {
        let tail = random::letters(b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh", 6);
        Self {
            arn: format!("arn:aws:secretsmanager:{region}:{account}:secret:{name}-{tail}"),
            name: name.to_owned(),
            description: None,
            created: now,
            changed: now,
            accessed: None,
            deletion: None,
            asked_to_delete: None,
            tags: Vec::new(),
            versions: Vec::new(),
        }
    }

    /// Whether `id` means it: a name, an ARN, or an ARN without its last seven characters.
    pub(crate) fn is_meant_by(&self, id: &str) -> bool {
        let partial = self.arn.len() - 7;
        self.name == id || self.arn == id || &self.arn[..partial] == id
    }

    /// Its ARN and its tags.
    pub(crate) fn identity(&self) -> (&str, &[(String, String)]) {
        (&self.arn, &self.tags)
    }

    /// The version that carries a label.
    pub(super) fn staged(&self, stage: &str) -> Option<&Version> {
        self.versions
            .iter()
            .find(|version| version.stages.iter().any(|known| known == stage))
    }

    /// Adds a version, or finds the one that the same request made before.
    pub(super) fn put(
        &mut self,
        id: &str,
        content: Content,
        stages: &[&str],
        now: OffsetDateTime,
    ) -> Result<(), AwsError> {
        if let Some(known) = self.versions.iter().find(|version| version.id == id) {
            if known.content == content {
                return Ok(());
            }
            return Err(AwsError::new(
                400,
                "ResourceExistsException",
                "You can't modify an existing version, you can only create a new version.",
            ));
        }
        self.versions.push(Version {
            id: id.to_owned(),
            content,
            stages: Vec::new(),
            created: now,
        });
        // The first version is the current one, whatever its labels.
        let first = self.staged(CURRENT).is_none();
        for stage in stages.iter().copied().chain(first.then_some(CURRENT)) {
            self.label(stage, Some(id));
        }
        self.changed = now;
        self.forget_oldest();
        Ok(())
    }

    /// Moves a label to a version, or takes it away. What was current becomes previous.
    pub(super) fn label(&mut self, stage: &str, to: Option<&str>) {
        let from = self.staged(stage).map(|version| version.id.clone());
        for version in &mut self.versions {
            version.stages.retain(|known| known != stage);
            if Some(version.id.as_str()) == to {
                version.stages.push(stage.to_owned());
            }
        }
        if stage == CURRENT && from.is_some() && from.as_deref() != to {
            self.label(PREVIOUS, from.as_deref());
        }
    }

    fn forget_oldest(&mut self) {
        let mut surplus = self.versions.len().saturating_sub(VERSIONS);
        self.versions.retain(|version| {
            let goes = surplus > 0 && version.stages.is_empty();
            surplus -= usize::from(goes);
            !goes
        });
    }

    /// `VersionIdsToStages`, of the versions that have a label.
    pub(super) fn stages(&self) -> Value {
        let staged = self
            .versions
            .iter()
            .filter(|version| !version.stages.is_empty());
        let map: Map<String, Value> = staged
            .map(|version| (version.id.clone(), json!(version.stages)))
            .collect();
        Value::Object(map)
    }

    pub(super) fn check_alive(&self) -> Result<(), AwsError> {
        match self.deletion {
            None => Ok(()),
            Some(_) => Err(invalid_request(
                "You can't perform this operation on the secret because it was marked for deletion.",
            )),
        }
    }
}

/// The secret that `SecretId` means.
pub(super) fn find<'c>(cx: &'c mut Context<'_>, input: &Input) -> Result<&'c mut Secret, AwsError> {
    let id = input.required("SecretId")?;
    let (region, now) = (cx.region.to_owned(), cx.now());
    let secrets = &mut cx.account().secrets;
    secrets.retain(|_, secret| secret.deletion.is_none_or(|at| at > now));
    let mut here = secrets.iter_mut().filter(|((at, _), _)| *at == region);
    here.find(|(_, secret)| secret.is_meant_by(id))
        .map(|(_, secret)| secret)
        .ok_or_else(|| not_found(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Content {
        Content::Text(Zeroizing::new(text.to_owned()))
    }

    #[test]
    fn labels_move_and_the_last_current_is_previous() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut secret = Secret::new("1", "r", "n", now);
        secret.put("a", text("1"), &["x"], now).unwrap();
        assert_eq!(secret.staged(CURRENT).unwrap().id, "a");
        secret.put("b", text("2"), &[CURRENT], now).unwrap();
        assert_eq!(secret.staged(CURRENT).unwrap().id, "b");
        assert_eq!(secret.staged(PREVIOUS).unwrap().id, "a");
        secret.put("c", text("3"), &["pending"], now).unwrap();
        assert_eq!(secret.staged(CURRENT).unwrap().id, "b");
        secret.label(CURRENT, Some("c"));
        assert_eq!(secret.staged(PREVIOUS).unwrap().id, "b");
        assert_eq!(secret.put("c", text("3"), &[], now), Ok(()));
        assert!(secret.put("c", text("4"), &[], now).is_err());
        assert!(!format!("{secret:?}").contains('3'));
    }

    #[test]
    fn versions_without_a_label_are_forgotten() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut secret = Secret::new("1", "r", "n", now);
        for number in 0..150 {
            secret
                .put(&number.to_string(), text("v"), &[CURRENT], now)
                .unwrap();
        }
        assert_eq!(secret.versions.len(), VERSIONS);
        assert_eq!(secret.staged(CURRENT).unwrap().id, "149");
    }
}
