//! Who asks IAM, and what is done where a policy demands MFA (`aws:MultiFactorAuthPresent`): the refused
//! call is made once more with the session of the profile's MFA device, which all roles and processes
//! share. IAM takes a `GetSessionToken` session only with MFA (AWS STS API Reference, "GetSessionToken").

use std::sync::Arc;

use keyward_core::{Credentials, Result};
use keyward_profile::{GetSessionToken, Plan, Step};
use tokio::sync::OnceCell;

use super::Iam;
use crate::{Engine, Request, aws::Aws};

/// Whoever asks IAM.
pub(crate) struct IamCaller {
    pub(crate) plan: Plan,
    pub(crate) credentials: Credentials,
    pub(crate) mfa: Option<MfaSession>,
    aws: Aws,
}

/// The session of an MFA device, opened where it is first wanted.
pub(crate) struct MfaSession {
    pub(crate) serial: String,
    engine: Engine,
    plan: Arc<Plan>,
    opened: OnceCell<Credentials>,
}

impl IamCaller {
    /// IAM, as this caller.
    pub(crate) fn iam(&self) -> Iam<'_> {
        Iam {
            aws: &self.aws,
            credentials: &self.credentials,
            mfa: self.mfa.as_ref(),
        }
    }
}

impl MfaSession {
    /// The session, where it was opened already.
    pub(crate) fn opened(&self) -> Option<&Credentials> {
        self.opened.get()
    }

    /// The session: kept, or opened with a code.
    ///
    /// # Errors
    /// `mfa_required` where nobody has a code; AWS's refusal of it.
    pub(crate) async fn credentials(&self) -> Result<&Credentials> {
        let open = || {
            self.engine
                .credentials_after(Arc::clone(&self.plan), 1, false)
        };
        self.opened.get_or_try_init(open).await
    }
}

impl Engine {
    /// Whoever the request's credentials are, before IAM: a role, or a long-lived key with the session of
    /// its profile's `mfa_serial` in reserve.
    ///
    /// # Errors
    /// As [`Engine::resolve`].
    pub(crate) async fn iam_caller(&self, request: &Request) -> Result<IamCaller> {
        let plan = self.plan_for(&with_session(request)).await?;
        if !plan
            .steps
            .iter()
            .any(|step| matches!(step, Step::AssumeRole(_)))
        {
            return self.caller_by_key(request, plan).await;
        }
        let (plan, credentials) = self.resolve(request).await?;
        Ok(IamCaller {
            aws: self.aws(&plan),
            plan,
            credentials,
            mfa: None,
        })
    }

    /// The user whose long-lived key lies below the request's roles, before IAM.
    ///
    /// # Errors
    /// As [`Engine::resolve`].
    pub(crate) async fn iam_key_caller(&self, request: &Request) -> Result<IamCaller> {
        let plan = self.plan_for(&with_session(request)).await?;
        self.caller_by_key(request, plan).await
    }

    /// The session of the MFA device of the request's profile, in reserve; none where it names none.
    ///
    /// # Errors
    /// As [`Engine::plan_for`].
    pub(crate) async fn mfa_session(&self, request: &Request) -> Result<Option<MfaSession>> {
        let plan = self.plan_for(&with_session(request)).await?;
        Ok(session_of(self.answered_by(request), &plan))
    }

    async fn caller_by_key(&self, request: &Request, plan: Plan) -> Result<IamCaller> {
        let credentials = self
            .credentials_after(Arc::new(plan.clone()), 0, false)
            .await?;
        let mfa = match credentials.session_token {
            Some(_) => None,
            None => session_of(self.answered_by(request), &plan),
        };
        Ok(IamCaller {
            aws: self.aws(&plan),
            plan,
            credentials,
            mfa,
        })
    }
}

/// A session of the profile's device where it has no role.
fn with_session(request: &Request) -> Request {
    let mut request = request.clone();
    request.session.get_or_insert_with(GetSessionToken::default);
    request
}

/// The session that the plan begins with, if a code opens it.
fn session_of(engine: Engine, plan: &Plan) -> Option<MfaSession> {
    let first @ Step::GetSessionToken(_) = plan.steps.first()? else {
        return None;
    };
    let serial = first.mfa_serial()?.to_owned();
    let mut plan = plan.clone();
    plan.steps.truncate(1);
    Some(MfaSession {
        serial,
        engine,
        plan: Arc::new(plan),
        opened: OnceCell::new(),
    })
}
