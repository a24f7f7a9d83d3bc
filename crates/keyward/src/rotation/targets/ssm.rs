//! SSM's Parameter Store: a SecureString that holds a JSON object, or one parameter for each half of the key.

use std::{fmt, time::Duration};

use keyward_core::{Error, ErrorCode, Result, Secret};
use keyward_profile::KeyPair;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{
    AwsPlace, KeyFields, Run, another_key,
    aws_place::{no_key, not_read_back, with_needs},
    is_ours,
    json_key::JsonKey,
};
use crate::{
    hosts::SSM,
    json_api::{Api, JsonApi},
    sources::token_document::Document,
};

const API: Api = Api {
    kind: SSM,
    name: "ssm",
    target: "AmazonSSM",
};
const NEEDS: &str = "who asks needs ssm:GetParameter and PutParameter on it and ssm:DescribeParameters, and kms:Decrypt and Encrypt where it has a KMS key of its own; another profile can ask: --target-profile";
/// The key of an account that nobody chose another for.
const DEFAULT_KEY: &str = "alias/aws/ssm";
/// Looks, and pauses between them, until what was written is read.
const LOOKS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);
/// AWS may answer DescribeParameters with empty pages.
const MOST_PAGES: usize = 20;

/// Where the key stands in SSM's Parameter Store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterPlace {
    /// How.
    pub form: ParameterForm,
    /// Where, and who writes it.
    pub at: AwsPlace,
}

/// How parameters hold a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterForm {
    /// One SecureString, a JSON object.
    Json {
        /// Its name.
        name: String,
        /// Where in the object.
        fields: KeyFields,
    },
    /// Two parameters. They are written one after the other, so that who reads both between gets halves of
    /// two keys.
    Pair {
        /// The one with the access key id.
        id: String,
        /// The one with the secret, a SecureString.
        secret: String,
    },
}

impl fmt::Display for ParameterPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            ParameterForm::Json { name, fields } => write!(f, "ssm:{name}{fields}{}", self.at),
            ParameterForm::Pair { id, secret } => write!(f, "ssm:{id},{secret}{}", self.at),
        }
    }
}

pub(super) async fn check(run: &Run<'_>, place: &ParameterPlace) -> Result<()> {
    let api = place.at.open(run, &API, None).await?;
    place.ours(run, &api).await.map(drop)
}

/// What is there already is not written again: each writing makes a version.
pub(super) async fn write(run: &Run<'_>, place: &ParameterPlace, key: &KeyPair) -> Result<()> {
    let api = place.at.open(run, &API, None).await?;
    if place.ours(run, &api).await? == *key {
        return Ok(());
    }
    match &place.form {
        ParameterForm::Json { name, fields } => {
            let text = secret(&api, name).await?;
            let found = JsonKey::find(&text, fields);
            let found = found.ok_or_else(|| no_key(place, fields))?;
            put(&api, name, &found.replaced(key)).await?;
        }
        ParameterForm::Pair { id, secret } => {
            // One after the other: AWS has no way to write two at once.
            put(&api, secret, key.secret_access_key.expose()).await?;
            put(&api, id, &key.access_key_id).await?;
        }
    }
    for _ in 0..LOOKS {
        if place.held(&api).await? == *key {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(not_read_back(place))
}

impl ParameterPlace {
    /// Refuses a key that is not this rotation's.
    async fn ours(&self, run: &Run<'_>, api: &JsonApi) -> Result<KeyPair> {
        let held = self.held(api).await?;
        if is_ours(run, &held.access_key_id) {
            return Ok(held);
        }
        Err(another_key(run, self, &held.access_key_id))
    }

    async fn held(&self, api: &JsonApi) -> Result<KeyPair> {
        match &self.form {
            ParameterForm::Json { name, fields } => {
                let text = secret(api, name).await?;
                let key = JsonKey::find(&text, fields).and_then(|found| found.key());
                key.ok_or_else(|| no_key(self, fields))
            }
            ParameterForm::Pair { id, secret: name } => Ok(KeyPair {
                access_key_id: get(api, id).await?.1.to_string(),
                secret_access_key: Secret::new(secret(api, name).await?.as_str()),
            }),
        }
    }
}

async fn ask(api: &JsonApi, action: &str, sent: &Document) -> Result<Document> {
    let answer = api.ask(action, sent).await;
    answer.map_err(|error| with_needs(error, NEEDS))
}

/// The type of a parameter, and its value.
async fn get(api: &JsonApi, name: &str) -> Result<(String, Zeroizing<String>)> {
    let sent = Document::json(json!({ "Name": name, "WithDecryption": true }));
    let answer = ask(api, "GetParameter", &sent).await?;
    let text = |pointer| answer.text(pointer).unwrap_or_default().to_owned();
    let value = Zeroizing::new(text("/Parameter/Value"));
    Ok((text("/Parameter/Type"), value))
}

/// A value that AWS keeps as a secret.
async fn secret(api: &JsonApi, name: &str) -> Result<Zeroizing<String>> {
    let (kind, value) = get(api, name).await?;
    if kind == "SecureString" {
        return Ok(value);
    }
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("the parameter {name} is a {kind}: a key would stand there in plaintext"),
    )
    .with_hint("AWS changes no type: delete the parameter and make it again as a SecureString"))
}

/// Another value under the same key of KMS, tier and description: what a request leaves out, AWS sets anew.
async fn put(api: &JsonApi, name: &str, value: &str) -> Result<()> {
    let mut sent = Document::json(request(&describe(api, name).await?));
    sent.set("", "Name", name);
    sent.set("", "Value", value);
    ask(api, "PutParameter", &sent).await.map(drop)
}

/// What is known of a parameter beside its value.
async fn describe(api: &JsonApi, name: &str) -> Result<Value> {
    let by_name = json!([{ "Key": "Name", "Option": "Equals", "Values": [name] }]);
    let mut sent = json!({ "ParameterFilters": by_name });
    for _ in 0..MOST_PAGES {
        let answer = ask(api, "DescribeParameters", &Document::json(sent.clone())).await?;
        if let Some(known) = answer.part("/Parameters/0") {
            return Ok(known.clone());
        }
        match answer.text("/NextToken") {
            Some(token) => sent["NextToken"] = json!(token),
            None => break,
        }
    }
    let message = format!("ssm:DescribeParameters does not know the parameter {name}");
    Err(Error::new(ErrorCode::AwsRefused, message).with_hint(NEEDS))
}

fn request(known: &Value) -> Value {
    let mut request = json!({ "Overwrite": true });
    for field in [
        "Type",
        "Tier",
        "Description",
        "AllowedPattern",
        "KeyId",
        "DataType",
    ] {
        let value = &known[field];
        if value.is_string() && *value != DEFAULT_KEY {
            request[field] = value.clone();
        }
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_aws_would_forget_is_sent_along() {
        let known = json!({
            "Name": "/a", "Type": "SecureString", "Version": 3, "Tier": "Advanced", "Policies": [],
            "Description": "of app", "KeyId": "alias/mine", "DataType": "text",
        });
        let expected = json!({
            "Overwrite": true, "Type": "SecureString", "Tier": "Advanced",
            "Description": "of app", "KeyId": "alias/mine", "DataType": "text",
        });
        assert_eq!(request(&known), expected);
        let default = json!({ "Type": "SecureString", "KeyId": DEFAULT_KEY });
        let expected = json!({ "Overwrite": true, "Type": "SecureString" });
        assert_eq!(request(&default), expected);
    }
}
