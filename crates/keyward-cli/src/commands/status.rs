//! `keyward status`: how old each key of the vault is, and how its rotation stands.

use std::time::{Duration, SystemTime};

use clap::Args;
use keyward::{Engine, KeyHistory, RotateOptions, RotationReport, key_id};
use keyward_core::{Error, ProfileName, Result, Timestamp, World};
use keyward_vault::Revocation;
use serde_json::{Value, json};

use super::{rotate, timer};
use crate::{
    context, duration,
    exit::{Exit, as_json, fail},
    screen, table,
};

/// The age at which a key is due; what auditors ask for (CIS AWS
/// Foundations Benchmark, "access keys are rotated every 90 days or less").
const DUE_AT: Duration = Duration::from_secs(90 * 86_400);

#[derive(Args)]
#[command(after_help = "Examples:
  keyward status
  keyward status --online       asks AWS when each key was made and used last
  keyward status --json

Ends with 8 where a key is overdue: older than 90 days, or a step of its rotation was due a day ago.
Without --online a key counts from the day that it came into the vault; AWS may have made it earlier.")]
pub(crate) struct Status {
    /// Ask AWS about each key
    #[arg(long)]
    online: bool,
    /// Print the keys as JSON
    #[arg(long)]
    json: bool,
}

/// A step of a rotation that is late by so much is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(86_400);

struct Key {
    profile: ProfileName,
    access_key_id: String,
    account_id: Option<String>,
    added_at: Timestamp,
    history: Option<Result<KeyHistory>>,
    rotation: Option<RotationReport>,
    revoked_at: Option<Timestamp>,
}

pub(super) fn run(status: &Status) -> Exit {
    match keys(status) {
        Ok(keys) => tell(status, &keys),
        Err(error) => fail(&error, status.json),
    }
}

fn keys(status: &Status) -> Result<Vec<Key>> {
    let engine = context::engine();
    let entries = engine.with_vault(|vault| Ok(vault.entries()))?;
    context::block_on(async {
        let mut keys = Vec::new();
        for entry in entries {
            let sealed = engine.with_vault(|vault| vault.get(&entry.name))?;
            let revoked_at = sealed.and_then(|sealed| sealed.revoked().map(Revocation::at));
            keys.push(Key {
                rotation: engine.rotation(&entry.name)?,
                // A revoked key has nobody to ask with.
                history: match revoked_at {
                    Some(_) => None,
                    None => history(status, &engine, &entry.name).await,
                },
                revoked_at,
                account_id: entry
                    .account_id
                    .or(key_id::account_of(&entry.access_key_id)),
                access_key_id: entry.access_key_id,
                added_at: entry.added_at,
                profile: entry.name,
            });
        }
        Ok(keys)
    })
}

async fn history(
    status: &Status,
    engine: &Engine,
    profile: &ProfileName,
) -> Option<Result<KeyHistory>> {
    let options = RotateOptions::default();
    match status.online {
        true => Some(engine.key_history(profile, &options).await),
        false => None,
    }
}

impl Key {
    fn history(&self) -> Option<&KeyHistory> {
        self.history.as_ref()?.as_ref().ok()
    }

    fn error(&self) -> Option<&Error> {
        self.history.as_ref()?.as_ref().err()
    }

    /// When it was made, as far as is known.
    fn born(&self) -> Timestamp {
        let created = self.history().and_then(|history| history.created);
        created.unwrap_or(self.added_at)
    }

    fn due(&self) -> Timestamp {
        self.born() + DUE_AT
    }

    /// A dead key cannot be too old; a rotation that would replace it can be forgotten.
    fn is_overdue(&self, now: Timestamp) -> bool {
        let next = self.rotation.as_ref().and_then(|rotation| rotation.next);
        let is_due = self.revoked_at.is_none() && self.due() <= now;
        is_due || next.is_some_and(|next| next + FORGOTTEN <= now)
    }
}

fn tell(status: &Status, keys: &[Key]) -> Exit {
    let now: Timestamp = SystemTime::now().into();
    if status.json {
        screen::print_json(&json!(
            keys.iter()
                .map(|key| document(key, now))
                .collect::<Vec<_>>()
        ));
    } else if keys.is_empty() {
        screen::note("the vault is empty; `keyward import` or `keyward add` fill it");
    } else {
        print(status, keys, now);
    }
    if keys.iter().any(|key| key.is_overdue(now)) {
        Exit::Findings
    } else {
        Exit::Done
    }
}

fn print(status: &Status, keys: &[Key], now: Timestamp) {
    let mut heading = vec!["PROFILE", "KEY", "AGE", "DUE", "ROTATION"];
    if status.online {
        heading.push("LAST USE");
    }
    let rows: Vec<_> = keys.iter().map(|key| row(status, key, now)).collect();
    table::print(&heading, &rows);
    for line in timer::in_words(&World::real()) {
        screen::note(&line);
    }
    for key in keys {
        if let Some(error) = key.error() {
            screen::note(&format!("{}: {}", key.profile, error.message()));
        }
        if let Some(at) = key.revoked_at {
            let profile = &key.profile;
            screen::note(&format!(
                "{profile} was revoked at {at} and has no key that works: keyward rotate {profile} --with PROFILE"
            ));
        }
        if key.is_overdue(now) {
            screen::note(&format!(
                "{} is overdue: keyward rotate {}",
                key.profile, key.profile
            ));
        }
    }
}

fn row(status: &Status, key: &Key, now: Timestamp) -> Vec<String> {
    let short = screen::short_key_id(&key.access_key_id);
    let account = key.account_id.as_ref();
    let age = duration::in_words(now.remaining(key.born()));
    let mut cells = vec![
        key.profile.to_string(),
        account.map_or(short.clone(), |account| {
            format!("{short} (account {account})")
        }),
        age,
        match key.revoked_at {
            Some(_) => "revoked".to_owned(),
            None => day(key.due()),
        },
        key.rotation.as_ref().map_or("-".to_owned(), rotation),
    ];
    if status.online {
        let used = key.history().and_then(|history| history.last_used.as_ref());
        cells.push(match used {
            Some(used) => format!("{} {}", day(used.at), used.service),
            None if key.history().is_none() => "unknown".to_owned(),
            None => "never".to_owned(),
        });
    }
    cells
}

fn rotation(report: &RotationReport) -> String {
    let state = match report.former_revoked {
        true => "the revoked key is to be deleted",
        false => rotate::state_in_words(report.state),
    };
    match report.next {
        Some(next) => format!("{state}; goes on {next}"),
        None => format!("{state}; run keyward rotate {}", report.profile),
    }
}

fn day(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}

fn document(key: &Key, now: Timestamp) -> Value {
    let history = key.history();
    json!({
        "profile": key.profile,
        "accessKeyId": key.access_key_id,
        "accountId": key.account_id,
        "addedAt": key.added_at,
        "createdAt": history.and_then(|history| history.created),
        "ageInDays": now.remaining(key.born()).as_secs() / 86_400,
        "due": key.due(),
        "overdue": key.is_overdue(now),
        "revokedAt": key.revoked_at,
        "lastUsed": history.and_then(|history| history.last_used.as_ref()).map(|used| json!({
            "at": used.at,
            "service": used.service,
        })),
        "rotation": key.rotation.as_ref().map(rotate::report_document),
        "error": key.error().map(as_json),
    })
}
