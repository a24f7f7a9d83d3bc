//! What a caller asks the engine for.

use keyward_core::{Credentials, Error, ErrorCode, ProfileName, Result};
use keyward_profile::{
    AssumeRole, Base, GetSessionToken, GithubActions, Located, Location, Plan, Settings, Step,
};

use crate::mfa::{self, MfaAnswers};

/// Which credentials are wanted. The default asks for what the SDK's own chain would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The profile; none leaves the choice to `AWS_PROFILE` and the environment.
    pub profile: Option<ProfileName>,
    /// A role to assume on top of whatever the profile gives.
    pub role: Option<AssumeRole>,
    /// A token by which `role` is assumed, in place of the profile's credentials.
    pub web_identity: Option<WebIdentitySource>,
    /// What stands in place of the profile's credentials, below `role` or a session.
    pub master: Option<Credentials>,
    /// A `GetSessionToken` session where the plan would end in a long-lived key.
    pub session: Option<GetSessionToken>,
    /// Credentials of any other account are refused.
    pub account_id: Option<String>,
    /// The MFA device, where the profile names none: of the session, or of the role.
    pub mfa_serial: Option<String>,
    /// Codes of it, or who knows them.
    pub mfa: MfaAnswers,
    /// A region for STS that wins over files and environment.
    pub region: Option<String>,
    /// A region for STS where neither files nor environment name one.
    pub fallback_region: Option<String>,
    /// Do not serve what is kept: the caller knows that it no longer works.
    pub force_refresh: bool,
}

/// Where a web identity token comes from, without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebIdentitySource {
    /// The OIDC token of the GitHub Actions job that this is.
    GithubActions {
        /// Whom the token is for; STS by default.
        audience: Option<String>,
    },
}

impl Request {
    /// The credentials of one profile.
    #[must_use]
    pub fn profile(profile: ProfileName) -> Self {
        Self {
            profile: Some(profile),
            ..Self::default()
        }
    }

    /// The plan where no profile is looked at but for settings.
    ///
    /// # Errors
    /// `invalid_argument`: a web identity without a role, or beside other credentials.
    pub(crate) fn without_profile(&self, settings: Settings) -> Result<Plan> {
        match (&self.web_identity, &self.master) {
            (Some(source), None) => self.by_web_identity(source, settings),
            (None, Some(master)) => Ok(self.by_program(master, settings)),
            _ => Err(Error::new(
                ErrorCode::InvalidArgument,
                "a web identity token and credentials of the program exclude each other",
            )
            .with_hint("leave one of them out")),
        }
    }

    /// The plan of a role by a web identity token.
    fn by_web_identity(&self, source: &WebIdentitySource, settings: Settings) -> Result<Plan> {
        let WebIdentitySource::GithubActions { audience } = source;
        let role = self.role.clone().ok_or_else(|| {
            Error::new(
                ErrorCode::InvalidArgument,
                "a web identity token is good for a role, and none is named",
            )
            .with_hint("name it: params: { RoleArn: 'arn:aws:iam::ACCOUNT:role/NAME' }")
        })?;
        let mut plan = Plan {
            profile: None,
            base: Base::GithubActions(GithubActions {
                role,
                audience: audience.clone(),
            }),
            steps: Vec::new(),
            settings,
        };
        self.lay_region_on(&mut plan);
        Ok(plan)
    }

    /// The plan on credentials that the program brings: the profile gives settings alone.
    fn by_program(&self, master: &Credentials, settings: Settings) -> Plan {
        self.lay_on(
            Plan {
                profile: None,
                base: Base::Program {
                    access_key_id: master.access_key_id.clone(),
                    secret_access_key: master.secret_access_key.clone(),
                    session_token: master.session_token.clone(),
                },
                steps: Vec::new(),
                settings,
            },
            None,
        )
    }

    /// Lays on a plan what was asked for beyond the profile, whose own MFA session is `own`.
    pub(crate) fn lay_on(&self, mut plan: Plan, own: Option<GetSessionToken>) -> Plan {
        self.lay_region_on(&mut plan);
        if let Some(role) = &self.role {
            plan.steps.push(Step::AssumeRole(role.clone()));
        }
        if let Some(session) = &self.session
            && plan.steps.is_empty()
        {
            let duration_seconds = session.duration_seconds;
            let own = own.filter(|_| session.mfa_serial.is_none());
            let session = own.unwrap_or_else(|| session.clone());
            plan.steps.push(Step::GetSessionToken(GetSessionToken {
                duration_seconds,
                ..session
            }));
        }
        self.lay_device_on(&mut plan);
        mfa::share(&mut plan);
        plan
    }

    /// A device that the program names; AWS takes its code beside the long-lived key alone.
    fn lay_device_on(&self, plan: &mut Plan) {
        let Some(serial) = &self.mfa_serial else {
            return;
        };
        match plan.steps.first_mut() {
            Some(Step::AssumeRole(role)) => role.mfa_serial = Some(serial.clone()),
            Some(Step::GetSessionToken(session)) => session.mfa_serial = Some(serial.clone()),
            None => plan.steps.push(Step::GetSessionToken(GetSessionToken {
                mfa_serial: Some(serial.clone()),
                ..GetSessionToken::default()
            })),
        }
    }

    /// A region that the program names wins everywhere, a fallback only where nothing else names one.
    fn lay_region_on(&self, plan: &mut Plan) {
        let located = |region: &String| Located {
            value: region.clone(),
            location: Location::Program,
        };
        if let Some(region) = &self.region {
            plan.settings.region = Some(located(region));
            for step in &mut plan.steps {
                if let Step::AssumeRole(step) = step {
                    step.region = Some(region.clone());
                }
            }
        } else if plan.settings.region.is_none() {
            plan.settings.region = self.fallback_region.as_ref().map(located);
        }
    }
}
