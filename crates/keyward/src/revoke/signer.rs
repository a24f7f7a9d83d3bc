//! Who signs.

use std::sync::Arc;

use keyward_core::{Credentials, Result};
use keyward_profile::Plan;

use super::RevokeOptions;
use crate::{
    Engine, Request,
    aws::Aws,
    iam::{Iam, MfaSession},
};

/// Credentials for IAM, and the settings that they come with.
pub(super) struct Signer {
    pub(super) credentials: Credentials,
    pub(super) plan: Plan,
    aws: Aws,
    mfa: Option<MfaSession>,
    /// Whether another key or session signs: then the key that leaked may die first.
    pub(super) is_other: bool,
}

impl Signer {
    /// The profile that the options name; none where they name none.
    pub(super) async fn other(engine: &Engine, options: &RevokeOptions) -> Result<Option<Self>> {
        let Some(profile) = &options.sign_with else {
            return Ok(None);
        };
        let caller = engine
            .iam_caller(&Request::profile(profile.clone()))
            .await?;
        Ok(Some(Self {
            aws: engine.aws(&caller.plan),
            plan: caller.plan,
            credentials: caller.credentials,
            mfa: caller.mfa,
            is_other: true,
        }))
    }

    /// What the plan itself has. Without the session of its MFA device: the policy that is to be
    /// attached denies that session, too.
    pub(super) fn own(engine: &Engine, plan: &Plan, credentials: Credentials) -> Self {
        Self {
            aws: engine.aws(plan),
            plan: plan.clone(),
            credentials,
            mfa: None,
            is_other: false,
        }
    }

    /// What stands below the plan's roles; the session itself where nothing does.
    pub(super) async fn below(engine: &Engine, plan: &Plan) -> Result<Self> {
        let credentials = engine
            .credentials_after(Arc::new(plan.clone()), 0, false)
            .await?;
        Ok(Self::own(engine, plan, credentials))
    }

    /// The same, unless it signs with one of these keys itself.
    pub(super) fn but_for(self, access_key_ids: &[String]) -> Option<Self> {
        (!access_key_ids.contains(&self.credentials.access_key_id)).then_some(self)
    }

    pub(super) fn iam(&self) -> Iam<'_> {
        Iam {
            aws: &self.aws,
            credentials: &self.credentials,
            mfa: self.mfa.as_ref(),
        }
    }
}
