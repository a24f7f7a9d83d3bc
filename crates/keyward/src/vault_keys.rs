//! Keys of the vault, one by one: what `keyward add` and `keyward remove` do, and `Vault` of the Node module.

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result, Secret};
use keyward_vault::{Entry, EntryInfo, Expected};

use crate::Engine;

/// A long-lived key on its way into the vault.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// `AKIA…`.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: Secret,
    /// The twelve-digit account, where it is known.
    pub account_id: Option<String>,
}

impl Engine {
    /// The key of an entry.
    ///
    /// # Errors
    /// `entry_not_found`; the vault's own.
    pub fn vault_key(&self, profile: &ProfileName) -> Result<Credentials> {
        self.vault().credentials(profile)
    }

    /// Whether a key may be stored under this name now: the entry that it would replace.
    ///
    /// # Errors
    /// `entry_exists` without `replace`; `invalid_argument` while the entry's key is being rotated; the vault's own.
    pub fn room_for_key(&self, profile: &ProfileName, replace: bool) -> Result<Option<EntryInfo>> {
        let there = self.with_vault(|vault| Ok(vault.entry(profile)))?;
        if there.is_some() && !replace {
            return Err(Error::new(
                ErrorCode::EntryExists,
                format!("the vault has a key under {profile} already"),
            )
            .with_hint("ask for it to be replaced, or choose another profile name"));
        }
        self.refuse_while_rotating(profile)?;
        Ok(there)
    }

    /// Stores a key.
    ///
    /// # Errors
    /// `invalid_argument` of what is no long-lived key; as [`Engine::room_for_key`].
    pub fn add_vault_key(&self, profile: &ProfileName, key: NewKey, replace: bool) -> Result<()> {
        check_key_id(&key.access_key_id)?;
        check_secret(&key.secret_access_key)?;
        let there = self.room_for_key(profile, replace)?;
        // A device belongs to a user, not to the user's key.
        let former = self.with_vault(|vault| vault.get(profile))?;
        let entry = Entry {
            access_key_id: key.access_key_id,
            secret_access_key: key.secret_access_key,
            account_id: key.account_id,
            added_at: self.world().now(),
            import_record: None,
            rotation: None,
            targets: Vec::new(),
            revocation: None,
            mfa_seeds: former.map(|entry| entry.mfa_seeds).unwrap_or_default(),
            prove_with: None,
        };
        let expected = there.map_or(Expected::Absent, |there| Expected::Version(there.version));
        self.with_vault(|vault| vault.put(profile, &entry, expected))?;
        Ok(())
    }

    /// Forgets a key; false where there was none.
    ///
    /// # Errors
    /// `invalid_argument` while it is being rotated; the vault's own.
    pub fn remove_vault_key(&self, profile: &ProfileName) -> Result<bool> {
        let Some(there) = self.with_vault(|vault| Ok(vault.entry(profile)))? else {
            return Ok(false);
        };
        self.refuse_while_rotating(profile)?;
        self.with_vault(|vault| vault.remove_if(profile, Expected::Version(there.version)))
    }
}

/// What no key id that AWS ever issued looks like; typing mistakes more than malice.
///
/// # Errors
/// `invalid_argument`.
pub fn check_key_id(id: &str) -> Result<()> {
    if id.starts_with("ASIA") {
        return Err(temporary_credentials());
    }
    let id_fits = (16..=128).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    if !id_fits {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the access key id is not one: 16 to 128 letters and digits, mostly starting with AKIA",
        )
        .with_hint("copy it again"));
    }
    Ok(())
}

fn check_secret(secret: &Secret) -> Result<()> {
    let text = secret.expose();
    if text.len() < 16 || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Error::new(
            ErrorCode::InvalidArgument,
            "the secret access key is not one: it is too short, or has a space in it",
        )
        .with_hint("AWS's have 40 characters; copy it again"));
    }
    Ok(())
}

/// What a session is told that should be stored.
#[must_use]
pub fn temporary_credentials() -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        "these are temporary credentials; the vault keeps long-lived keys and makes sessions from them",
    )
    .with_hint("add the key of the IAM user that they came from")
}
