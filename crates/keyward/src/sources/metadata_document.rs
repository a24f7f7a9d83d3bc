//! The JSON that container and instance endpoints answer with.

use keyward_core::{Credentials, Error, ErrorCode, Result, Secret, Timestamp};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::http::Answer;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    /// IMDS only: `Success`, or why not.
    code: Option<String>,
    message: Option<String>,
    access_key_id: Option<String>,
    secret_access_key: Option<Zeroizing<String>>,
    token: Option<Zeroizing<String>>,
    expiration: Option<String>,
    account_id: Option<String>,
}

/// Reads credentials; `place` is the endpoint, for messages.
pub(super) fn read(answer: &Answer, place: &str, source: &'static str) -> Result<Credentials> {
    let rubbish =
        |why: &str| Error::new(ErrorCode::Unexpected, format!("{place}: the answer {why}"));
    // serde's own words could quote a secret.
    let document: Document = serde_json::from_slice(&answer.body)
        .map_err(|_| rubbish("is not the JSON it should be"))?;
    if let Some(code) = document.code.filter(|code| code != "Success") {
        let why = document.message.unwrap_or_default();
        return Err(
            Error::new(ErrorCode::AwsRefused, format!("{place}: {code} {why}")).with_aws_code(code),
        );
    }
    let text = |value: Option<Zeroizing<String>>, field: &str| {
        value
            .filter(|value| !value.is_empty())
            .map(|value| Secret::new(value.as_str()))
            .ok_or_else(|| rubbish(&format!("has no {field}")))
    };
    let expiration = document
        .expiration
        .as_deref()
        .and_then(Timestamp::parse)
        .ok_or_else(|| rubbish("has no Expiration in RFC 3339"))?;
    Ok(Credentials {
        access_key_id: document
            .access_key_id
            .filter(|id| !id.is_empty())
            .ok_or_else(|| rubbish("has no AccessKeyId"))?,
        secret_access_key: text(document.secret_access_key, "SecretAccessKey")?,
        session_token: Some(text(document.token, "Token")?),
        expiration: Some(expiration),
        account_id: document.account_id,
        credential_scope: None,
        source,
    })
}

/// What an endpoint said beside a status that is not success: `Code` or `code`, `Message` or `message`.
pub(super) fn refusal(answer: &Answer, place: &str) -> Error {
    let said: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let field = |names: [&str; 2]| {
        names
            .iter()
            .find_map(|name| said[name].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let (code, message) = (field(["Code", "code"]), field(["Message", "message"]));
    let words = format!("{place}: HTTP {} {code} {message}", answer.status);
    Error::new(ErrorCode::AwsRefused, words.trim_end().to_owned())
        .with_aws_code(if code.is_empty() {
            answer.status.to_string()
        } else {
            code
        })
        .with_passing(answer.status >= 500 || answer.status == 429)
}
