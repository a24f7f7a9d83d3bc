//! What IAM knows of a vault entry's key.

use keyward_core::{ProfileName, Result, Timestamp};

use super::{RotateOptions, observe, run::Run, signer::Signer, words};
use crate::Engine;

/// A key's birth and its last use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHistory {
    /// When AWS made it.
    pub created: Option<Timestamp>,
    /// When it was used last, as far as AWS has heard; none where it never was.
    pub last_used: Option<LastUsed>,
}

/// A use of a key, which AWS reports late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUsed {
    /// When.
    pub at: Timestamp,
    /// For which service, as `s3`.
    pub service: String,
}

impl Engine {
    /// Asks IAM when the vault's key of `profile` was made and used last.
    ///
    /// # Errors
    /// `aws_refused` without `iam:ListAccessKeys` and `iam:GetAccessKeyLastUsed`; `network`, `timeout`;
    /// the vault's own.
    pub async fn key_history(
        &self,
        profile: &ProfileName,
        options: &RotateOptions,
    ) -> Result<KeyHistory> {
        let run = Run::new(self, profile, options).await?;
        let arn = observe::arn(&run).await?;
        let signer = Signer::of(&run, words::user_of(&arn)?).await?;
        let id = &run.sealed.entry.access_key_id;
        let used = signer.iam(&run).access_key_last_used(id).await?;
        let listed = signer.iam(&run).list_access_keys(signer.user()).await?;
        let own = listed.into_iter().find(|key| key.id == *id);
        Ok(KeyHistory {
            created: own.and_then(|key| key.created),
            last_used: used.map(|used| LastUsed {
                at: used.at,
                service: used.service,
            }),
        })
    }
}
