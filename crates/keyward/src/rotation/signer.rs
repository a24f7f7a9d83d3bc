//! Who signs the calls to IAM.

use keyward_core::{Credentials, Result};

use super::{run::Run, sealed};
use crate::{Request, iam::Iam};

/// Credentials for IAM, and the user that has to be named under them.
pub(super) struct Signer {
    credentials: Credentials,
    user: Option<String>,
}

impl Signer {
    /// The profile that the options name, else the key that counts itself.
    pub(super) async fn of(run: &Run<'_>, user: &str) -> Result<Self> {
        let Some(profile) = &run.options.sign_with else {
            return Ok(Self {
                credentials: sealed::credentials(&run.sealed.current()),
                // IAM knows the user by the key.
                user: None,
            });
        };
        let request = Request::profile(profile.clone());
        Ok(Self {
            credentials: run.engine.credentials(&request).await?,
            user: Some(user.to_owned()),
        })
    }

    pub(super) fn iam<'a>(&'a self, run: &'a Run<'_>) -> Iam<'a> {
        Iam {
            aws: &run.aws,
            credentials: &self.credentials,
        }
    }

    pub(super) fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }
}
