//! `sts:GetCallerIdentity`: who AWS says we are.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_sts::{
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::BeforeDeserializationInterceptorContextRef,
    },
    error::BoxError,
};
use aws_smithy_types::date_time::{DateTime, Format};
use keyward_core::{Credentials, Result, Timestamp};
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

/// A question for the caller that looks at the clock too: an answer's `Date` tells the server's,
/// be it a refusal.
#[derive(Clone, Debug)]
pub struct Probe {
    /// Who AWS says we are.
    pub caller: Result<CallerIdentity>,
    /// The `Date` of its answer.
    pub server_time: Option<Timestamp>,
    /// This machine's clock when the answer was there.
    pub asked_at: Timestamp,
}

/// Keeps the `Date` of the first answer.
#[derive(Clone, Debug, Default)]
struct DateSeen(Arc<Mutex<Option<Timestamp>>>);

impl Intercept for DateSeen {
    fn name(&self) -> &'static str {
        "DateSeen"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let date = context.response().headers().get("date");
        let date = date.and_then(|text| DateTime::from_str(text, Format::HttpDate).ok());
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = seen.or(date.map(|date| Timestamp::from_unix(date.secs())));
        Ok(())
    }
}

impl Engine {
    /// As [`Engine::caller`], with the server's clock beside it.
    pub async fn probe(&self, plan: &Plan, credentials: &Credentials) -> Probe {
        let seen = DateSeen::default();
        let caller = self.ask_caller(plan, credentials, Some(seen.clone())).await;
        let server_time = *seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        Probe {
            caller,
            server_time,
            asked_at: self.world().now(),
        }
    }

    /// Asks AWS who these credentials are, at the endpoint and region of the plan.
    ///
    /// # Errors
    /// `aws_refused`, `network` or `timeout`.
    pub async fn caller(&self, plan: &Plan, credentials: &Credentials) -> Result<CallerIdentity> {
        self.ask_caller(plan, credentials, None).await
    }

    async fn ask_caller(
        &self,
        plan: &Plan,
        credentials: &Credentials,
        date: Option<DateSeen>,
    ) -> Result<CallerIdentity> {
        let client = self.aws(plan).sts(None, credentials)?;
        let mut call = client.get_caller_identity().customize();
        if let Some(date) = date {
            call = call.interceptor(date);
        }
        let answer = call.send().await.map_err(|error| {
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
