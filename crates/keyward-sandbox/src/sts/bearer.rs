//! What the two doors for bearers of a provider's token have in common: a trust policy is asked, a
//! session is made, and no key has signed.

use super::assume_role::{self, Target};
use super::session_options;
use crate::authorization::{Ask, Keys, trust};
use crate::protocol::{Answer, AwsError};
use crate::state::account::Role;
use crate::state::sessions::Details;
use crate::state::{LoggedDecision, State};

/// A token that has been found good.
pub(super) struct Bearer<'a> {
    /// `sts:AssumeRoleWithSAML` or its sister.
    pub(super) action: &'static str,
    pub(super) target: &'a Target<'a>,
    /// ARN of the provider.
    pub(super) provider: String,
    /// What the names of the token's condition keys begin with.
    pub(super) claims: &'a str,
    pub(super) keys: Keys,
    pub(super) session_name: &'a str,
    /// As asked for.
    pub(super) seconds: Option<i64>,
    /// No session is longer, where the token says so.
    pub(super) longest: Option<i64>,
    pub(super) details: Details,
}

impl Bearer<'_> {
    /// The session, where the role's trust policy lets the bearer in. `log` gets what it said.
    pub(super) fn admit(self, state: &mut State, log: &mut Vec<LoggedDecision>) -> Answer {
        let role = self.target.find(state).cloned();
        let role = role.ok_or_else(|| denied(self.action))?;
        self.ask(state, &role, log)?;
        let seconds = assume_role::within_role(self.seconds, &role)?;
        let seconds = self.longest.map_or(seconds, |longest| longest.min(seconds));
        let details = Details {
            provider: Some(self.provider),
            ..self.details
        };
        let account = self.target.account;
        assume_role::answer(state, account, &role, self.session_name, seconds, details)
    }

    /// Tags and a source identity are permissions of their own.
    fn ask(
        &self,
        state: &State,
        role: &Role,
        log: &mut Vec<LoggedDecision>,
    ) -> Result<(), AwsError> {
        let keys = session_options::keys(self.session_name, &self.details);
        for action in session_options::actions(self.action, &self.details) {
            let ask = Ask::new(action, role.arn.as_str())
                .keys(keys.clone())
                .keys(self.keys.clone());
            let said = trust::bearer(state, role, &self.provider, self.claims, &ask, log);
            if !said.is_allowed() {
                return Err(denied(action));
            }
        }
        Ok(())
    }
}

pub(super) fn denied(action: &str) -> AwsError {
    let why = format!("Not authorized to perform {action}");
    AwsError::new(403, "AccessDenied", why)
}

pub(super) fn invalid(why: impl Into<String>) -> AwsError {
    AwsError::new(400, "InvalidIdentityToken", why)
}
