//! Who signs the calls to IAM.

use keyward_core::{Credentials, ProfileName, Result};

use super::{run::Run, sealed, words};
use crate::{
    Request,
    iam::{Iam, MfaSession},
};

/// Credentials for IAM, and the user that has to be named under them.
pub(super) struct Signer {
    credentials: Credentials,
    user: Option<String>,
    mfa: Option<MfaSession>,
}

impl Signer {
    /// The profile that the options name, else the key that counts itself.
    pub(super) async fn of(run: &Run<'_>, user: &str) -> Result<Self> {
        let Some(profile) = &run.options.sign_with else {
            if let Some(revocation) = run.sealed.entry.revoked() {
                return Err(words::revoked(run.profile, revocation));
            }
            let request = request(run, run.profile);
            return Ok(Self {
                mfa: run.engine.mfa_session(&request).await?,
                credentials: sealed::credentials(&run.sealed.current()),
                // IAM knows the user by the key.
                user: None,
            });
        };
        let request = request(run, profile);
        let caller = run.engine.iam_caller(&request).await?;
        Ok(Self {
            credentials: caller.credentials,
            mfa: caller.mfa,
            user: Some(user.to_owned()),
        })
    }

    pub(super) fn iam<'a>(&'a self, run: &'a Run<'_>) -> Iam<'a> {
        Iam {
            aws: &run.aws,
            credentials: &self.credentials,
            mfa: self.mfa.as_ref(),
        }
    }

    pub(super) fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }
}

fn request(run: &Run<'_>, profile: &ProfileName) -> Request {
    Request {
        mfa: run.options.mfa.clone(),
        ..Request::profile(profile.clone())
    }
}
