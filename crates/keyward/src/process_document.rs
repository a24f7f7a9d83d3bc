//! The JSON document that a `credential_process` prints and the SDKs read (AWS SDKs and Tools
//! Reference Guide, "Process credential provider").

use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, Timestamp};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Set for a `credential_process` that keyward runs, to the profiles it is resolving, so that a
/// keyward somewhere below does not run in a circle.
pub const RESOLVING: &str = "KEYWARD_RESOLVING";

/// Writing and reading the document.
pub struct ProcessDocument;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    version: u32,
    #[serde(default)]
    access_key_id: String,
    #[serde(default)]
    secret_access_key: Zeroizing<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    session_token: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expiration: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credential_scope: Option<String>,
}

impl ProcessDocument {
    /// The document on one line, without a line ending.
    ///
    /// # Errors
    /// None in practice: every field is text.
    pub fn write(credentials: &Credentials) -> Result<Zeroizing<String>> {
        let document = Document {
            version: 1,
            access_key_id: credentials.access_key_id.clone(),
            secret_access_key: owned(&credentials.secret_access_key),
            session_token: credentials.session_token.as_ref().map(owned),
            expiration: credentials.expiration.map(|at| at.to_string()),
            account_id: credentials.account_id.clone(),
            credential_scope: credentials.credential_scope.clone(),
        };
        serde_json::to_string(&document)
            .map(Zeroizing::new)
            .map_err(|error| Error::new(ErrorCode::Unexpected, format!("writing JSON: {error}")))
    }

    /// Reads what a process printed.
    ///
    /// # Errors
    /// `credential_process_failed` naming the field that is missing or wrong; never a value.
    pub fn read(text: &str) -> Result<Credentials> {
        let document: Document =
            serde_json::from_str(text).map_err(|error| rubbish(position(&error)))?;
        if document.version != 1 {
            return Err(rubbish(format!("has Version {}, not 1", document.version)));
        }
        if document.access_key_id.is_empty() {
            return Err(rubbish("has no AccessKeyId"));
        }
        if document.secret_access_key.is_empty() {
            return Err(rubbish("has no SecretAccessKey"));
        }
        Ok(Credentials {
            expiration: document.expiration.as_deref().map(instant).transpose()?,
            access_key_id: document.access_key_id,
            secret_access_key: Secret::new(document.secret_access_key.as_str()),
            session_token: document
                .session_token
                .map(|token| Secret::new(token.as_str())),
            account_id: document.account_id,
            credential_scope: document.credential_scope,
            source: "credential_process",
        })
    }
}

fn owned(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(secret.expose().to_owned())
}

fn instant(text: &str) -> Result<Timestamp> {
    Timestamp::parse(text).ok_or_else(|| rubbish("has an Expiration that is not RFC 3339"))
}

/// Where the JSON broke; serde's own words could quote a value.
fn position(error: &serde_json::Error) -> String {
    if error.is_data() {
        return format!(
            "has a field of the wrong type before column {}",
            error.column()
        );
    }
    format!(
        "is not JSON (line {}, column {})",
        error.line(),
        error.column()
    )
}

fn rubbish(why: impl std::fmt::Display) -> Error {
    Error::new(
        ErrorCode::CredentialProcessFailed,
        format!("the document that it printed {why}"),
    )
    .with_hint("it must print one JSON object with Version 1, AccessKeyId and SecretAccessKey, and nothing else")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let mut credentials = Credentials::long_lived(
            "AKIAIOSFODNN7EXAMPLE",
            Secret::new("s"),
            "credential_process",
        );
        credentials.session_token = Some(Secret::new("t"));
        credentials.expiration = Timestamp::parse("2026-11-23T09:00:00Z");
        let text = ProcessDocument::write(&credentials).unwrap();
        assert_eq!(ProcessDocument::read(&text).unwrap(), credentials);
    }

    #[test]
    fn says_what_is_missing_and_never_a_value() {
        for (text, want) in [
            ("", "not JSON"),
            ("{\"Version\":2}", "Version 2"),
            ("{\"Version\":1}", "AccessKeyId"),
            ("{\"Version\":1,\"AccessKeyId\":\"a\"}", "SecretAccessKey"),
            (
                "{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":77777}",
                "wrong type",
            ),
        ] {
            let error = ProcessDocument::read(text).unwrap_err();
            assert!(error.message().contains(want), "{error}");
            assert!(!error.message().contains("77777"), "{error}");
        }
    }
}
