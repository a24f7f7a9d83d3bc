//! A secret of AWS Secrets Manager, a JSON object with the key in two of its fields.

use std::{fmt, time::Duration};

use keyward_core::{Error, ErrorCode, Result};
use keyward_profile::KeyPair;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    AwsPlace, KeyFields, Run, another_key,
    aws_place::{no_key, not_read_back, with_needs},
    is_ours,
    json_key::JsonKey,
};
use crate::{
    hosts::SECRETS_MANAGER,
    json_api::{Api, JsonApi},
    sources::token_document::Document,
};

const API: Api = Api {
    kind: SECRETS_MANAGER,
    name: "secretsmanager",
    target: "secretsmanager",
};
const NEEDS: &str = "who asks needs secretsmanager:GetSecretValue and PutSecretValue on it, and kms:Decrypt and GenerateDataKey where it has a KMS key of its own; another profile can ask: --target-profile";
/// Looks, and pauses between them, until what was written is read.
const LOOKS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(200);

/// A secret of AWS Secrets Manager, and where the key stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretPlace {
    /// Its name or ARN.
    pub secret: String,
    /// Where in the JSON object.
    pub fields: KeyFields,
    /// Where it is, and who writes it.
    pub at: AwsPlace,
}

impl fmt::Display for SecretPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "secretsmanager:{}{}{}",
            self.secret, self.fields, self.at
        )
    }
}

/// A secret's present version.
struct Held {
    text: Zeroizing<String>,
    version: String,
    key: KeyPair,
}

pub(super) async fn check(run: &Run<'_>, place: &SecretPlace) -> Result<()> {
    let api = place.open(run).await?;
    place.ours(run, &api).await.map(drop)
}

/// The request's token follows from what is replaced by what: AWS takes a repeated one for the same.
pub(super) async fn write(run: &Run<'_>, place: &SecretPlace, key: &KeyPair) -> Result<()> {
    let api = place.open(run).await?;
    let held = place.ours(run, &api).await?;
    if held.key == *key {
        return Ok(());
    }
    let found = JsonKey::find(&held.text, &place.fields);
    let found = found.ok_or_else(|| no_key(place, &place.fields))?;
    let sent = Document::of(&[
        ("SecretId", &place.secret),
        ("ClientRequestToken", &token(place, &held, key)),
        ("SecretString", &found.replaced(key)),
    ]);
    let put = api.ask("PutSecretValue", &sent).await;
    put.map_err(|error| with_needs(error, NEEDS))?;
    for _ in 0..LOOKS {
        if place.held(&api).await?.key == *key {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(not_read_back(place))
}

impl SecretPlace {
    async fn open(&self, run: &Run<'_>) -> Result<JsonApi> {
        let arn = self.secret.starts_with("arn:");
        let region = self.secret.split(':').nth(3).filter(|_| arn);
        self.at.open(run, &API, region).await
    }

    /// Refuses a key that is not this rotation's.
    async fn ours(&self, run: &Run<'_>, api: &JsonApi) -> Result<Held> {
        let held = self.held(api).await?;
        if is_ours(run, &held.key.access_key_id) {
            return Ok(held);
        }
        Err(another_key(run, self, &held.key.access_key_id))
    }

    async fn held(&self, api: &JsonApi) -> Result<Held> {
        let sent = Document::of(&[("SecretId", &self.secret)]);
        let answer = api.ask("GetSecretValue", &sent).await;
        let answer = answer.map_err(|error| with_needs(error, NEEDS))?;
        let nothing = || no_key(self, &self.fields);
        let text = Zeroizing::new(answer.text("/SecretString").ok_or_else(nothing)?.to_owned());
        let key = JsonKey::find(&text, &self.fields).and_then(|found| found.key());
        let version = answer.text("/VersionId").ok_or_else(|| {
            let message = format!("{self}: AWS's answer names no version");
            Error::new(ErrorCode::Unexpected, message)
        })?;
        Ok(Held {
            key: key.ok_or_else(nothing)?,
            version: version.to_owned(),
            text,
        })
    }
}

/// 64 characters, the most that AWS takes.
fn token(place: &SecretPlace, held: &Held, key: &KeyPair) -> String {
    let mut digest = Sha256::new();
    let place = place.to_string();
    for part in [&place, &held.version, &key.access_key_id] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    hex::encode(digest.finalize())
}
