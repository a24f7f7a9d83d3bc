//! What requests have touched.

use std::collections::BTreeSet;

use crate::state::State;

/// Names of what may differ from the file.
#[derive(Debug)]
pub(crate) enum Changes {
    /// After a failure, and at the start.
    Everything,
    Some(Touched),
}

#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(super) accounts: BTreeSet<String>,
    pub(super) sessions: BTreeSet<String>,
    pub(super) buckets: BTreeSet<String>,
    /// Bucket and key.
    pub(super) objects: Vec<(String, String)>,
    /// Bucket and upload id.
    pub(super) uploads: Vec<(String, String)>,
    /// Bucket, upload id and number.
    pub(super) parts: Vec<(String, String, u32)>,
}

impl Changes {
    /// Takes them from the state, which begins anew.
    pub(crate) fn take(state: &mut State) -> Self {
        let mut touched = Touched {
            accounts: state.accounts.take_touched(),
            sessions: state.sessions.take_touched(),
            buckets: state.buckets.take_touched(),
            ..Touched::default()
        };
        for id in state.keys.take_touched() {
            match state.keys.get(&id) {
                Some(key) => drop(touched.accounts.insert(key.account.clone())),
                // Nobody knows any more whose it was.
                None => touched.accounts.extend(state.accounts.keys().cloned()),
            }
        }
        for name in &touched.buckets {
            let Some(bucket) = state.buckets.get_mut_unnoticed(name) else {
                continue;
            };
            let of_bucket = |key| (name.clone(), key);
            let keys = bucket.objects.take_touched();
            touched.objects.extend(keys.into_iter().map(of_bucket));
            for id in bucket.uploads.take_touched() {
                if let Some(upload) = bucket.uploads.get_mut_unnoticed(&id) {
                    let numbers = upload.parts.take_touched().into_iter();
                    let parts = numbers.map(|number| (name.clone(), id.clone(), number));
                    touched.parts.extend(parts);
                }
                touched.uploads.push((name.clone(), id));
            }
        }
        Self::Some(touched)
    }

    /// What was not worth a write of its own.
    pub(super) fn all_accounts(state: &State) -> Self {
        Self::Some(Touched {
            accounts: state.accounts.keys().cloned().collect(),
            ..Touched::default()
        })
    }
}

impl Touched {
    /// All that there is.
    pub(super) fn all(state: &State) -> Self {
        let mut all = Self {
            accounts: state.accounts.keys().cloned().collect(),
            sessions: state.sessions.keys().cloned().collect(),
            buckets: state.buckets.keys().cloned().collect(),
            ..Self::default()
        };
        for (name, bucket) in &state.buckets {
            let keys = bucket.objects.keys();
            all.objects
                .extend(keys.map(|key| (name.clone(), key.clone())));
            for (id, upload) in &bucket.uploads {
                all.uploads.push((name.clone(), id.clone()));
                let numbers = upload.parts.keys();
                let parts = numbers.map(|number| (name.clone(), id.clone(), *number));
                all.parts.extend(parts);
            }
        }
        all
    }

    /// Whether accounts and buckets are all; these are compared with what was written.
    pub(super) fn has_only_documents(&self) -> bool {
        let Self {
            accounts: _,
            buckets: _,
            sessions,
            objects,
            uploads,
            parts,
        } = self;
        sessions.is_empty() && objects.is_empty() && uploads.is_empty() && parts.is_empty()
    }
}
