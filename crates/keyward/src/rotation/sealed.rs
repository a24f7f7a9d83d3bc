//! The entry and its journal, read and committed together.

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result, Secret};
use keyward_vault::{AccessKey, Entry, Expected, Rotation};

use super::journal::Journal;
use crate::vault_access::VaultAccess;

/// One state of an entry. A commit replaces exactly this state, or fails.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    pub(super) entry: Entry,
    version: u64,
    pub(super) journal: Option<Journal>,
}

impl Sealed {
    pub(super) fn read(vault: &VaultAccess, profile: &ProfileName) -> Result<Self> {
        vault.with(|vault| {
            let found = vault.entry(profile).zip(vault.get(profile)?);
            let (info, entry) = found.ok_or_else(|| no_entry(profile))?;
            let journal = entry.rotation.as_ref();
            let journal = journal.map(|rotation| Journal::parse(&rotation.journal, profile));
            Ok(Self {
                journal: journal.transpose()?,
                version: info.version,
                entry,
            })
        })
    }

    /// Seals `entry` with `journal` in the place of this state.
    ///
    /// # Errors
    /// `entry_changed` where somebody else was faster; the vault's own.
    pub(super) fn commit(
        &self,
        vault: &VaultAccess,
        profile: &ProfileName,
        mut entry: Entry,
        journal: Option<Journal>,
    ) -> Result<Self> {
        match (&journal, &mut entry.rotation) {
            (None, rotation) => *rotation = None,
            (Some(journal), Some(rotation)) => rotation.journal = journal.to_text(),
            (Some(journal), rotation @ None) => {
                *rotation = Some(Rotation {
                    journal: journal.to_text(),
                    ..Rotation::default()
                });
            }
        }
        let expected = Expected::Version(self.version);
        let version = vault.with(|vault| vault.put(profile, &entry, expected))?;
        Ok(Self {
            entry,
            version,
            journal,
        })
    }

    pub(super) fn next(&self) -> Option<&AccessKey> {
        self.entry.rotation.as_ref()?.next.as_ref()
    }

    pub(super) fn former(&self) -> Option<&AccessKey> {
        self.entry.rotation.as_ref()?.former.as_ref()
    }

    /// The key that programs get.
    pub(super) fn current(&self) -> AccessKey {
        AccessKey {
            access_key_id: self.entry.access_key_id.clone(),
            secret_access_key: self.entry.secret_access_key.clone(),
        }
    }
}

/// A key as it signs.
pub(super) fn credentials(key: &AccessKey) -> Credentials {
    let secret: Secret = key.secret_access_key.clone();
    Credentials::long_lived(key.access_key_id.clone(), secret, "rotation")
}

fn no_entry(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::EntryNotFound,
        format!("the vault has no key of {profile}"),
    )
    .with_hint(format!(
        "bring it there: `keyward import --profile {profile}` or `keyward add {profile}`"
    ))
}
