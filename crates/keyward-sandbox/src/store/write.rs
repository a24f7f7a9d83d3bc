//! One transaction: what was touched, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use redb::{Table, WriteTransaction};
use serde::Serialize;

use super::changes::{Changes, Touched};
use super::tables::{
    ACCOUNTS, BUCKETS, FORMAT, MESSAGES, META, OBJECTS, PARTS, SESSIONS, SMS, UPLOADS, json,
    with_body,
};
use super::{Store, Written};
use crate::snapshot::{
    self, WireAccount, WireBucket, WireObject, WirePart, WireSession, WireUpload,
};
use crate::state::State;

type Done = Result<(), redb::Error>;

/// Documents that differ from the file's, by name; none where it is gone.
type Differing = BTreeMap<String, Option<Vec<u8>>>;

impl Store {
    /// Brings the file up to the state.
    pub(super) fn write(&mut self, state: &State, changes: &Changes) -> Done {
        match changes {
            Changes::Everything => {
                self.written = Written::default();
                self.commit(state, &Touched::all(state), true)
            }
            Changes::Some(touched) => self.commit(state, touched, false),
        }
    }

    fn commit(&mut self, state: &State, touched: &Touched, anew: bool) -> Done {
        let written = &mut self.written;
        let settings = json(&snapshot::settings(state));
        let accounts = differing(&written.accounts, &touched.accounts, |id| {
            let account = state.accounts.get(id)?;
            Some(json(&WireAccount::of(id, account, state.keys.values())))
        });
        let buckets = differing(&written.buckets, &touched.buckets, |name| {
            Some(json(&WireBucket::head(state.buckets.get(name)?)))
        });
        let same = settings == written.settings
            && accounts.is_empty()
            && buckets.is_empty()
            && touched.has_only_documents()
            && written.sms == state.outbox.len()
            && written.messages == state.published.len();
        if same && !anew {
            return Ok(());
        }
        let transaction = self.database.begin_write()?;
        if anew {
            empty(&transaction)?;
            let mut meta = transaction.open_table(META)?;
            meta.insert("format", FORMAT.as_bytes())?;
        }
        let mut meta = transaction.open_table(META)?;
        meta.insert("settings", settings.as_slice())?;
        drop(meta);
        put(&mut transaction.open_table(ACCOUNTS)?, &accounts)?;
        put(&mut transaction.open_table(BUCKETS)?, &buckets)?;
        clear_deleted(&transaction, &buckets)?;
        put_sessions(&transaction, state, touched)?;
        put_objects(&transaction, state, touched)?;
        put_uploads(&transaction, state, touched)?;
        append(
            &mut transaction.open_table(SMS)?,
            &state.outbox,
            written.sms,
        )?;
        append(
            &mut transaction.open_table(MESSAGES)?,
            &state.published,
            written.messages,
        )?;
        transaction.commit()?;
        written.settings = settings;
        note(&mut written.accounts, accounts);
        note(&mut written.buckets, buckets);
        written.sms = state.outbox.len();
        written.messages = state.published.len();
        Ok(())
    }
}

/// Of the documents that were touched, those that are not as they were written.
fn differing(
    written: &HashMap<String, Vec<u8>>,
    touched: &BTreeSet<String>,
    document: impl Fn(&str) -> Option<Vec<u8>>,
) -> Differing {
    let documents = touched.iter().map(|name| (name.clone(), document(name)));
    documents
        .filter(|(name, document)| written.get(name) != document.as_ref())
        .collect()
}

fn note(written: &mut HashMap<String, Vec<u8>>, documents: Differing) {
    for (name, document) in documents {
        match document {
            Some(document) => drop(written.insert(name, document)),
            None => drop(written.remove(&name)),
        }
    }
}

fn put(table: &mut Table<'_, &'static str, &'static [u8]>, documents: &Differing) -> Done {
    for (name, document) in documents {
        match document {
            Some(document) => drop(table.insert(name.as_str(), document.as_slice())?),
            None => drop(table.remove(name.as_str())?),
        }
    }
    Ok(())
}

fn empty(transaction: &WriteTransaction) -> Done {
    transaction.delete_table(META)?;
    transaction.delete_table(ACCOUNTS)?;
    transaction.delete_table(SESSIONS)?;
    transaction.delete_table(BUCKETS)?;
    transaction.delete_table(OBJECTS)?;
    transaction.delete_table(UPLOADS)?;
    transaction.delete_table(PARTS)?;
    transaction.delete_table(SMS)?;
    transaction.delete_table(MESSAGES)?;
    Ok(())
}

/// What was in buckets that are gone.
fn clear_deleted(transaction: &WriteTransaction, buckets: &Differing) -> Done {
    let gone = buckets.iter().filter(|(_, document)| document.is_none());
    for (name, _) in gone {
        let after = format!("{name}\0");
        let (name, after) = (name.as_str(), after.as_str());
        let mut objects = transaction.open_table(OBJECTS)?;
        objects.retain_in((name, "")..(after, ""), |_, _| false)?;
        let mut uploads = transaction.open_table(UPLOADS)?;
        uploads.retain_in((name, "")..(after, ""), |_, _| false)?;
        let mut parts = transaction.open_table(PARTS)?;
        parts.retain_in((name, "", 0)..(after, "", 0), |_, _| false)?;
    }
    Ok(())
}

fn put_sessions(transaction: &WriteTransaction, state: &State, touched: &Touched) -> Done {
    let mut table = transaction.open_table(SESSIONS)?;
    for id in &touched.sessions {
        match state.sessions.get(id) {
            Some(session) => {
                let value = json(&WireSession::of(session));
                table.insert(id.as_str(), value.as_slice())?;
            }
            None => drop(table.remove(id.as_str())?),
        }
    }
    Ok(())
}

fn put_objects(transaction: &WriteTransaction, state: &State, touched: &Touched) -> Done {
    let mut table = transaction.open_table(OBJECTS)?;
    for (bucket, key) in &touched.objects {
        let place = (bucket.as_str(), key.as_str());
        let known = state.buckets.get(bucket);
        match known.and_then(|known| known.objects.get(key)) {
            Some(object) => {
                let value = with_body(&WireObject::head(object), &object.body);
                table.insert(place, value.as_slice())?;
            }
            None => drop(table.remove(place)?),
        }
    }
    Ok(())
}

fn put_uploads(transaction: &WriteTransaction, state: &State, touched: &Touched) -> Done {
    let mut uploads = transaction.open_table(UPLOADS)?;
    let mut parts = transaction.open_table(PARTS)?;
    let known = |bucket: &str, id: &str| state.buckets.get(bucket)?.uploads.get(id);
    for (bucket, id) in &touched.uploads {
        let (bucket, id) = (bucket.as_str(), id.as_str());
        match known(bucket, id) {
            Some(upload) => {
                let value = json(&WireUpload::head(upload));
                uploads.insert((bucket, id), value.as_slice())?;
            }
            None => {
                uploads.remove((bucket, id))?;
                parts.retain_in((bucket, id, 0)..=(bucket, id, u32::MAX), |_, _| false)?;
            }
        }
    }
    for (bucket, id, number) in &touched.parts {
        let upload = known(bucket, id);
        if let Some(part) = upload.and_then(|upload| upload.parts.get(number)) {
            let value = with_body(&WirePart::head(part), &part.body);
            parts.insert((bucket.as_str(), id.as_str(), *number), value.as_slice())?;
        }
    }
    Ok(())
}

/// The messages behind those that are written. Fewer than those: somebody has emptied the box.
fn append(
    table: &mut Table<'_, u64, &'static [u8]>,
    messages: &[impl Serialize],
    written: usize,
) -> Done {
    let first = if messages.len() < written {
        table.retain(|_, _| false)?;
        0
    } else {
        written
    };
    for (number, message) in (0_u64..).zip(messages).skip(first) {
        table.insert(number, json(message).as_slice())?;
    }
    Ok(())
}
