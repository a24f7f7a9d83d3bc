//! What IAM knows of a long-lived key and its user.

use keyward_core::{Credentials, Result, Timestamp};
use keyward_profile::Plan;

use crate::{Engine, iam::Iam};

/// Of the key that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Whether its user has an MFA device.
    pub has_mfa: bool,
}

impl Engine {
    /// Asks IAM with the key itself.
    ///
    /// # Errors
    /// `aws_refused` where the user may call neither `iam:ListAccessKeys` nor `iam:ListMFADevices` on
    /// itself; `network` or `timeout`.
    pub async fn key_facts(&self, plan: &Plan, credentials: &Credentials) -> Result<KeyFacts> {
        let aws = self.aws(plan);
        let iam = Iam {
            aws: &aws,
            credentials,
            mfa: None,
        };
        let keys = iam.list_access_keys(None).await?;
        let own = keys
            .into_iter()
            .find(|key| key.id == credentials.access_key_id);
        Ok(KeyFacts {
            created: own.and_then(|key| key.created),
            has_mfa: !iam.list_mfa_devices().await?.is_empty(),
        })
    }
}
