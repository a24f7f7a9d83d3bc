//! From the file to a state.

use std::collections::BTreeMap;
use std::path::Path;

use hyper::body::Bytes;
use redb::{Database, ReadTransaction, ReadableDatabase as _, TableDefinition, TableError};
use serde::de::DeserializeOwned;

use super::DataError;
use super::tables::{
    ACCOUNTS, BUCKETS, FORMAT, MESSAGES, META, OBJECTS, PARTS, SESSIONS, SMS, UPLOADS, split,
};
use crate::snapshot::{Document, Place, VERSION, WireObject, WirePart, WireSettings, WireUpload};
use crate::state::State;

/// The state in the file; `None` where nothing was ever written.
pub(super) fn state(database: &Database, file: &Path) -> Result<Option<State>, DataError> {
    read(database).map_err(|problem| match problem {
        Problem::Format(format) => DataError::newer(file, &format),
        Problem::Damage(why) => DataError::damaged(file, &why),
    })
}

enum Problem {
    /// The layout is of another version.
    Format(String),
    Damage(String),
}

impl<E: std::fmt::Display> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::Damage(error.to_string())
    }
}

fn read(database: &Database) -> Result<Option<State>, Problem> {
    let transaction = database.begin_read()?;
    let meta = match transaction.open_table(META) {
        Ok(meta) => meta,
        Err(TableError::TableDoesNotExist(_)) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let text = |name| {
        let value = meta.get(name)?;
        let bytes = value.map(|value| value.value().to_vec());
        Ok::<_, redb::StorageError>(bytes.unwrap_or_default())
    };
    let format = text("format")?;
    if format != FORMAT.as_bytes() {
        return Err(Problem::Format(String::from_utf8_lossy(&format).into()));
    }
    let settings: WireSettings = serde_json::from_slice(&text("settings")?)?;
    let document = Document {
        version: VERSION,
        settings,
        accounts: documents(&transaction, ACCOUNTS)?,
        buckets: documents(&transaction, BUCKETS)?,
        sessions: documents(&transaction, SESSIONS)?,
        sms: list(&transaction, SMS)?,
        messages: list(&transaction, MESSAGES)?,
    };
    let mut state = document.restore()?;
    objects(&transaction, &mut state)?;
    uploads(&transaction, &mut state)?;
    parts(&transaction, &mut state)?;
    Ok(Some(state))
}

fn documents<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    table: TableDefinition<'_, &str, &[u8]>,
) -> Result<BTreeMap<String, T>, Problem> {
    let mut all = BTreeMap::new();
    for entry in transaction.open_table(table)?.range::<&str>(..)? {
        let (name, value) = entry?;
        all.insert(
            name.value().to_owned(),
            serde_json::from_slice(value.value())?,
        );
    }
    Ok(all)
}

fn list<T: DeserializeOwned>(
    transaction: &ReadTransaction,
    table: TableDefinition<'_, u64, &[u8]>,
) -> Result<Vec<T>, Problem> {
    let mut all = Vec::new();
    for entry in transaction.open_table(table)?.range::<u64>(..)? {
        let (_, value) = entry?;
        all.push(serde_json::from_slice(value.value())?);
    }
    Ok(all)
}

fn objects(transaction: &ReadTransaction, state: &mut State) -> Result<(), Problem> {
    let now = state.clock.now();
    for entry in transaction.open_table(OBJECTS)?.range::<(&str, &str)>(..)? {
        let (place, value) = entry?;
        let (name, key) = place.value();
        let bucket = state.buckets.get_mut_unnoticed(name);
        let bucket = bucket.ok_or("an object without its bucket")?;
        let (head, body) = split(value.value()).ok_or("an object that is cut off")?;
        let head: WireObject = serde_json::from_slice(head)?;
        let object = head.with_body(Bytes::copy_from_slice(body), Place::ROOT, now)?;
        bucket.objects.insert(key.to_owned(), object);
    }
    Ok(())
}

fn uploads(transaction: &ReadTransaction, state: &mut State) -> Result<(), Problem> {
    for entry in transaction.open_table(UPLOADS)?.range::<(&str, &str)>(..)? {
        let (place, value) = entry?;
        let (name, id) = place.value();
        let bucket = state.buckets.get_mut_unnoticed(name);
        let bucket = bucket.ok_or("an upload without its bucket")?;
        let upload: WireUpload = serde_json::from_slice(value.value())?;
        let upload = upload.restore(Place::ROOT)?;
        bucket.uploads.insert(id.to_owned(), upload);
    }
    Ok(())
}

fn parts(transaction: &ReadTransaction, state: &mut State) -> Result<(), Problem> {
    let table = transaction.open_table(PARTS)?;
    for entry in table.range::<(&str, &str, u32)>(..)? {
        let (place, value) = entry?;
        let (name, id, number) = place.value();
        let bucket = state.buckets.get_mut_unnoticed(name);
        let upload = bucket.and_then(|bucket| bucket.uploads.get_mut_unnoticed(id));
        let upload = upload.ok_or("a part without its upload")?;
        let (head, body) = split(value.value()).ok_or("a part that is cut off")?;
        let head: WirePart = serde_json::from_slice(head)?;
        let part = head.with_body(Bytes::copy_from_slice(body), Place::ROOT)?;
        upload.parts.insert(number, part);
    }
    Ok(())
}
