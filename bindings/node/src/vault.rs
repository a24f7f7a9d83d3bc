//! `Vault` of the npm package: the long-lived keys of a vault, one call an operation.

use std::{collections::HashMap, path::Path, sync::Arc};

use keyward::{Ask, Engine, NewKey};
use keyward_core::{Error, ErrorCode, ProfileName, Result, Secret, World};
use napi::bindgen_prelude::spawn_blocking;
use napi_derive::napi;
use serde_json::{Value, json};

use crate::convert::{NativeCredentials, NativeOutcome};

/// A vault and what opens it. Every call sees what other processes wrote.
#[napi]
pub struct NativeVault {
    engine: Engine,
}

/// A key as JavaScript gives it.
#[napi(object)]
pub struct NativeKey {
    /// `AKIA…`.
    pub access_key_id: String,
    /// The secret.
    pub secret_access_key: String,
    /// Twelve digits, where they are known.
    pub account_id: Option<String>,
}

#[napi]
impl NativeVault {
    /// The vault of this environment (`KEYWARD_HOME`, `KEYWARD_IDENTITY_FILE`), with a passphrase for the case that nothing
    /// else opens it.
    #[napi(constructor)]
    pub fn new(env: HashMap<String, String>, passphrase: Option<String>) -> Self {
        let world = World::real().with_env(env);
        let ask = Arc::new(Passphrase(passphrase.map(Secret::new)));
        Self {
            engine: Engine::builder(world).ask(ask).build(),
        }
    }

    /// Opens it, so that a mistake is told at once.
    #[napi]
    pub async fn unlock(&self) -> NativeOutcome {
        self.work(|engine| text(&engine.with_vault(|_| Ok(Value::Null))?))
            .await
    }

    /// The entries as JSON, without their secrets.
    #[napi]
    pub async fn list(&self) -> NativeOutcome {
        self.work(|engine| {
            let entries = engine.with_vault(|vault| Ok(vault.entries()))?;
            let shown = entries.iter().map(|entry| {
                json!({
                    "profile": entry.name,
                    "accessKeyId": entry.access_key_id,
                    "accountId": entry.account_id,
                    "addedAt": entry.added_at,
                    "version": entry.version,
                })
            });
            text(&shown.collect())
        })
        .await
    }

    /// The key of a profile.
    #[napi]
    pub async fn get(&self, profile: String) -> NativeOutcome {
        self.work::<NativeCredentials>(move |engine| {
            Ok(engine.vault_key(&profile.parse()?)?.into())
        })
        .await
    }

    /// Stores a key.
    #[napi]
    pub async fn put(&self, profile: String, key: NativeKey, replace: bool) -> NativeOutcome {
        let key = NewKey {
            access_key_id: key.access_key_id,
            secret_access_key: Secret::new(key.secret_access_key),
            account_id: key.account_id,
        };
        self.work(move |engine| {
            let profile: ProfileName = profile.parse()?;
            engine.add_vault_key(&profile, key, replace)?;
            text(&Value::Null)
        })
        .await
    }

    /// Forgets a key; JSON `false` where there was none.
    #[napi]
    pub async fn remove(&self, profile: String) -> NativeOutcome {
        self.work(move |engine| text(&engine.remove_vault_key(&profile.parse()?)?.into()))
            .await
    }

    /// A vault may take a second of key derivation, a lock, or a slow disk.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T> + Send + 'static,
    ) -> NativeOutcome
    where
        Result<T>: Into<NativeOutcome>,
    {
        let engine = self.engine.clone();
        let answer = spawn_blocking(move || work(&engine)).await;
        let broken = |error: napi::tokio::task::JoinError| {
            Error::new(ErrorCode::Unexpected, error.to_string())
        };
        answer.map_err(broken).and_then(|answer| answer).into()
    }
}

fn text(value: &Value) -> Result<String> {
    Ok(value.to_string())
}

struct Passphrase(Option<Secret>);

impl Ask for Passphrase {
    fn passphrase(&self, _home: &Path) -> Result<Option<Secret>> {
        Ok(self.0.clone())
    }
}
