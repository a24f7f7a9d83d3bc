//! A parameter and its versions.
//! <https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::names::Selector;
use crate::dispatch::Context;
use crate::protocol::AwsError;
use crate::protocol::json::instant;
use crate::state::{Clock, random};

/// A parameter.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) arn: String,
    pub(crate) tags: Vec<(String, String)>,
    /// Oldest first, at most a hundred, at least one.
    pub(crate) versions: Vec<Version>,
}

/// One version. `Debug` hides the value.
#[derive(Clone)]
pub(crate) struct Version {
    pub(crate) number: i64,
    pub(crate) kind: Kind,
    pub(crate) value: Zeroizing<String>,
    /// What a reader without decryption sees of a SecureString.
    pub(crate) sealed: String,
    pub(crate) description: Option<String>,
    pub(crate) allowed_pattern: Option<String>,
    pub(crate) data_type: String,
    pub(crate) modified: OffsetDateTime,
    /// ARN.
    pub(crate) modified_by: String,
    pub(crate) labels: Vec<String>,
}

impl std::fmt::Debug for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Version")
            .field("number", &self.number)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    String,
    StringList,
    SecureString,
}

impl Kind {
    pub(crate) fn parse(text: &str) -> Result<Self, AwsError> {
        [Self::String, Self::StringList, Self::SecureString]
            .into_iter()
            .find(|kind| kind.name() == text)
            .ok_or_else(|| {
                super::validation(format!(
                    "1 validation error detected: Value '{text}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]"
                ))
            })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::StringList => "StringList",
            Self::SecureString => "SecureString",
        }
    }
}

/// Base64 that looks like a ciphertext and tells nothing.
pub(crate) fn seal() -> String {
    STANDARD.encode(random::bytes::<96>())
}

impl Parameter {
    /// The newest version.
    pub(super) fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// The version that a selector means.
    pub(super) fn version(&self, selector: &Selector<'_>) -> Result<&Version, AwsError> {
        let found = match selector {
            Selector::Latest => self.latest(),
            Selector::Number(number) => self.versions.iter().find(|v| v.number == *number),
            Selector::Label(label) => self
                .versions
                .iter()
                .find(|version| version.labels.iter().any(|known| known == label)),
        };
        found.ok_or_else(|| {
            let name = &self.name;
            let why = match selector {
                Selector::Label(label) => {
                    format!("Systems Manager could not find version label {label} of {name}.")
                }
                Selector::Number(number) => format!(
                    "Systems Manager could not find version {number} of {name}. Verify the version and try again."
                ),
                Selector::Latest => format!("Systems Manager could not find a version of {name}."),
            };
            AwsError::new(400, "ParameterVersionNotFound", why)
        })
    }

    /// `Parameter` as GetParameter answers it: the one place where a value leaves.
    pub(super) fn answer(
        &self,
        version: &Version,
        decrypt: bool,
        clock: Clock,
        selector: Option<&str>,
    ) -> Value {
        let open = decrypt || version.kind != Kind::SecureString;
        let value = if open {
            version.value.as_str()
        } else {
            &version.sealed
        };
        let mut answer = json!({
            "Name": self.name,
            "Type": version.kind.name(),
            "Value": value,
            "Version": version.number,
            "LastModifiedDate": instant(clock.told(version.modified)),
            "ARN": self.arn,
            "DataType": version.data_type,
        });
        if let Some(selector) = selector {
            answer["Selector"] = json!(selector);
        }
        answer
    }

    /// What DescribeParameters and GetParameterHistory tell of a version.
    pub(super) fn metadata(&self, version: &Version, clock: Clock) -> Value {
        let mut answer = json!({
            "Name": self.name,
            "Type": version.kind.name(),
            "Version": version.number,
            "LastModifiedDate": instant(clock.told(version.modified)),
            "LastModifiedUser": version.modified_by,
            "Tier": "Standard",
            "Policies": [],
            "DataType": version.data_type,
        });
        let optional = [
            ("Description", &version.description),
            ("AllowedPattern", &version.allowed_pattern),
        ];
        for (name, value) in optional {
            if let Some(text) = value {
                answer[name] = json!(text);
            }
        }
        if version.kind == Kind::SecureString {
            answer["KeyId"] = json!("alias/aws/ssm");
        }
        answer
    }
}

/// A parameter of the caller's account and region, by its name.
pub(super) fn find<'c>(cx: &'c mut Context<'_>, name: &str) -> Result<&'c mut Parameter, AwsError> {
    let place = (cx.region.to_owned(), name.to_owned());
    let found = cx.account().parameters.get_mut(&place);
    found.ok_or_else(|| super::not_found(name))
}
