//! Credentials of any other account than the one that a program insists on are refused.

use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::{Plan, Step};

use crate::Engine;

impl Engine {
    /// Asks AWS where it has not said already.
    pub(crate) async fn check_account(
        &self,
        wanted: &str,
        plan: &Plan,
        credentials: &Credentials,
    ) -> Result<()> {
        let account = match &credentials.account_id {
            Some(account) if says_aws(plan) => account.clone(),
            _ => self.caller(plan, credentials).await?.account,
        };
        if account == wanted {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::AccountMismatch,
            format!("the credentials found are of account {account}, not {wanted}"),
        )
        .with_hint("name the profile of that account, or drop accountId"))
    }
}

/// Whether the account beside the credentials is AWS's own word, from the ARN of the session that it
/// made. What a file, a variable or a process claims counts for nothing.
fn says_aws(plan: &Plan) -> bool {
    match plan.steps.last() {
        Some(Step::AssumeRole(_)) => true,
        Some(Step::GetSessionToken(_)) => false,
        None => plan.base.asks_sts(),
    }
}
