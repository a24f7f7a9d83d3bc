//! What was found.

use keyward_core::{Secret, key_id};
use serde::{Serialize, Serializer};

/// One credential, with all its parts that stand together.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What kind of credential it is.
    pub kind: Kind,
    /// How sure that is.
    pub confidence: Confidence,
    /// The access key id, which is no secret, but tells the account.
    #[serde(serialize_with = "shortened")]
    pub key_id: Option<String>,
    /// Twelve digits, read from the key id.
    pub account_id: Option<String>,
    /// Masked wherever it is printed.
    #[serde(skip)]
    pub secret_access_key: Option<Secret>,
    /// Masked wherever it is printed.
    #[serde(skip)]
    pub session_token: Option<Secret>,
    /// A Bedrock API key; masked wherever it is printed.
    #[serde(skip)]
    pub api_key: Option<Secret>,
    /// Where its parts stand, in order; never empty.
    pub places: Vec<Place>,
    /// The line of the first part, masked and cut to a length that a screen has.
    pub shown: String,
}

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Which part.
    pub what: What,
    /// From 1.
    pub line: u64,
    /// From 1, in bytes (of UTF-8 where the file is UTF-16).
    pub column: u64,
    /// In bytes.
    pub length: u64,
    /// From the file's beginning, in bytes (of UTF-8 where the file is UTF-16).
    pub offset: u64,
}

/// The parts of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// An access key id.
    KeyId,
    /// A secret access key.
    SecretAccessKey,
    /// A session token.
    SessionToken,
    /// A Bedrock API key.
    BedrockApiKey,
}

/// Kinds of credentials (IAM User Guide, "Unique identifiers").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// `AKIA…`: a user's or root's, good until somebody deletes it.
    AccessKey,
    /// `ASIA…`: of STS, good for hours.
    TemporaryCredentials,
    /// `ABIA…`: a bearer token of STS.
    BearerToken,
    /// `ACCA…`: a credential for one context.
    ContextCredential,
    /// A secret whose key id is not near.
    SecretAccessKey,
    /// A token whose key id is not near.
    SessionToken,
    /// For Amazon Bedrock alone.
    BedrockApiKey,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Confidence {
    /// One part only, known by its name or its first letters.
    Medium,
    /// A key id with its secret, or a form that nothing else has.
    High,
}

impl Finding {
    /// The rule, stable: reports and baselines name it.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match (self.kind, &self.secret_access_key) {
            (Kind::AccessKey, Some(_)) => "aws-access-key",
            (Kind::AccessKey, None) => "aws-access-key-id",
            (Kind::TemporaryCredentials, Some(_)) => "aws-temporary-credentials",
            (Kind::TemporaryCredentials, None) => "aws-temporary-key-id",
            (Kind::BearerToken, _) => "aws-bearer-token",
            (Kind::ContextCredential, _) => "aws-context-credential",
            (Kind::SecretAccessKey, _) => "aws-secret-access-key",
            (Kind::SessionToken, _) => "aws-session-token",
            (Kind::BedrockApiKey, _) => "aws-bedrock-api-key",
        }
    }

    /// Id and secrets, in a fixed order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        let secrets = [&self.secret_access_key, &self.session_token, &self.api_key];
        let secrets = secrets.into_iter().flatten().map(Secret::expose);
        self.key_id.as_deref().into_iter().chain(secrets)
    }

    /// One sentence for people.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = match self.kind {
            Kind::AccessKey => "a long-lived access key",
            Kind::TemporaryCredentials => "temporary credentials",
            Kind::BearerToken => "a bearer token of STS",
            Kind::ContextCredential => "a context-specific credential",
            Kind::SecretAccessKey => "a secret access key",
            Kind::SessionToken => "a session token",
            Kind::BedrockApiKey => "an API key for Amazon Bedrock",
        };
        let has_id_only = self.key_id.is_some() && self.secret_access_key.is_none();
        let parts = if has_id_only { ", its id alone" } else { "" };
        let id = self
            .key_id
            .as_deref()
            .map(|id| format!(" {}", key_id::short(id)));
        let account = self.account_id.as_ref();
        let account = account.map(|account| format!(" of account {account}"));
        format!(
            "{what}{}{}{parts}",
            id.unwrap_or_default(),
            account.unwrap_or_default()
        )
    }
}

#[allow(
    clippy::ref_option,
    reason = "the shape that serde asks of such a function"
)]
fn shortened<S: Serializer>(id: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    id.as_deref().map(key_id::short).serialize(serializer)
}
