//! What must not happen to an entry while its key is being rotated.

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use crate::Engine;

impl Engine {
    /// Refuses what would lose a key that only the rotation's journal knows. An entry that is not there
    /// is not being rotated.
    ///
    /// # Errors
    /// `invalid_argument` while a rotation of `profile` is under way; the vault's own.
    pub fn refuse_while_rotating(&self, profile: &ProfileName) -> Result<()> {
        let entry = self.vault().with(|vault| vault.get(profile))?;
        let Some(rotation) = entry.and_then(|entry| entry.rotation) else {
            return Ok(());
        };
        let lost = match rotation.next.or(rotation.former) {
            Some(key) => format!("; {} would be lost with it", key.access_key_id),
            None => String::new(),
        };
        Err(Error::new(
            ErrorCode::InvalidArgument,
            format!("the key of {profile} is being rotated{lost}"),
        )
        .with_hint(format!(
            "finish that first (`keyward rotate {profile}`) or take it back (`keyward rotate {profile} --rollback`)"
        )))
    }
}
