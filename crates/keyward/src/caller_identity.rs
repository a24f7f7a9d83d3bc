//! `sts:GetCallerIdentity`: who AWS says we are.

use keyward_core::{Credentials, Result};
use keyward_profile::Plan;
use serde::Serialize;

use crate::{Engine, sts::refused};

/// The answer of `GetCallerIdentity` (AWS STS API Reference).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallerIdentity {
    /// The twelve-digit account.
    pub account: String,
    /// The user, or the role and session.
    pub arn: String,
    /// The unique id, for a role with the session name behind a colon.
    pub user_id: String,
}

impl Engine {
    /// Asks AWS who these credentials are, at the endpoint and region of the plan.
    ///
    /// # Errors
    /// `aws_refused`, `network` or `timeout`.
    pub async fn caller(&self, plan: &Plan, credentials: &Credentials) -> Result<CallerIdentity> {
        let client = self.aws(plan).sts(None, credentials)?;
        let answer = client.get_caller_identity().send().await.map_err(|error| {
            refused(
                &error,
                "GetCallerIdentity",
                &plan.settings,
                Some(credentials),
            )
        })?;
        Ok(CallerIdentity {
            account: answer.account.unwrap_or_default(),
            arn: answer.arn.unwrap_or_default(),
            user_id: answer.user_id.unwrap_or_default(),
        })
    }
}
