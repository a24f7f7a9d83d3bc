//! Seals a key in the vault with where it came from, and reads it back.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::Taken;
use keyward_vault::{Entry, Expected};

use super::origin::{Origin, remember};
use crate::Engine;

impl Engine {
    /// Refuses, before anything is written, what [`Engine::seal_key`] would refuse.
    pub(super) fn check_vault(&self, profile: &ProfileName, taken: &Taken) -> Result<()> {
        match self.vault().with(|vault| vault.get(profile))? {
            Some(entry) => same_key(entry, profile, taken).map(drop),
            None => Ok(()),
        }
    }

    /// Before anything else happens: the key is in the vault, and was read back from it.
    pub(super) fn seal_key(
        &self,
        profile: &ProfileName,
        origins: Vec<Origin>,
        taken: &Taken,
    ) -> Result<()> {
        let now = self.world().now();
        self.vault().with(|vault| {
            let expected = match vault.entry(profile) {
                Some(entry) => Expected::Version(entry.version),
                None => Expected::Absent,
            };
            let mut entry = match vault.get(profile)? {
                Some(entry) => same_key(entry, profile, taken)?,
                None => Entry {
                    access_key_id: taken.access_key_id.clone(),
                    secret_access_key: taken.secret_access_key.clone(),
                    account_id: taken.account_id.clone(),
                    added_at: now,
                    import_record: None,
                    rotation: None,
                    targets: Vec::new(),
                    mfa_seeds: Vec::new(),
                    prove_with: None,
                    revocation: None,
                },
            };
            remember(&mut entry, origins)?;
            vault.put(profile, &entry, expected)?;
            if vault.get(profile)?.as_ref() == Some(&entry) {
                return Ok(());
            }
            Err(Error::new(
                ErrorCode::VaultDamaged,
                format!("the key of {profile} could not be read back from the vault; the file is as it was"),
            ))
        })
    }
}

/// An import that was interrupted, or the same key in a second file.
fn same_key(entry: Entry, profile: &ProfileName, taken: &Taken) -> Result<Entry> {
    if entry.secret_access_key == taken.secret_access_key {
        return Ok(entry);
    }
    Err(Error::new(
        ErrorCode::EntryExists,
        format!(
            "the vault has another key under {profile} ({} there, {} in the file); nothing was written",
            entry.access_key_id, taken.access_key_id
        ),
    )
    .with_hint("rename the profile, or `keyward remove` the key in the vault first"))
}
