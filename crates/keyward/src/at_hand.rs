//! Credentials and a region without waiting, for callers that cannot: SDK v2 fills `AWS.config.credentials` while `require` runs.

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Link, LoneRole, Plan, ProfileSource, Rules, Step};

use crate::{Engine, Request, engine::unexpired, sources};

/// What of a profile counts. Both of AWS's files are read, as `keyward/aws-sdk` promises, with no variable that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtHand {
    /// What SDK v2 would use: a role comes before keys.
    Profile,
    /// The profile's own keys, or the vault's in their place, although it names a role.
    Keys,
}

impl AtHand {
    fn rules(self) -> Rules {
        let v2 = Rules {
            config_file_variable: None,
            ..Rules::JS_V2
        };
        match self {
            Self::Profile => v2,
            Self::Keys => Rules {
                chain: &[Link::Profile(&[ProfileSource::Static])],
                lone_role: LoneRole::PassedOver,
                ..v2
            },
        }
    }
}

impl Engine {
    /// Credentials that need no network, no process and no person. Opening the vault may still cost a key derivation.
    ///
    /// # Errors
    /// `not_supported` where the profile leads to more than that, or the source's own error.
    pub fn at_hand(&self, what: AtHand, request: &Request) -> Result<(Plan, Credentials)> {
        let plan = self.explain_by(what.rules(), request)?.1?;
        if let Some(step) = plan.steps.first() {
            let name = match step {
                Step::AssumeRole(_) => "AssumeRole",
                Step::GetSessionToken(_) => "GetSessionToken",
            };
            return Err(Error::new(
                ErrorCode::NotSupported,
                format!("{name} takes a call to AWS, and here nobody can wait"),
            )
            .with_hint("ask for these credentials asynchronously"));
        }
        let found = sources::at_hand(self.world(), self.vault(), &plan.base)?;
        let found = unexpired(found, self.world().now())?;
        Ok((plan, found))
    }

    /// The region of a profile, by its files and the environment.
    ///
    /// # Errors
    /// A file that cannot be read or parsed, or a setting that cannot be right.
    pub fn region(&self, profile: Option<&ProfileName>) -> Result<Option<String>> {
        let aws = self.aws_of(profile)?;
        Ok(aws
            .settings
            .region
            .as_ref()
            .map(|found| found.value.clone()))
    }
}
