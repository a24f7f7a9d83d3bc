//! IAM Identity Center's OIDC service: clients, device codes, authorisation codes, tokens.
//! <https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html>

pub(crate) mod authorize;
pub(crate) mod create_token;
pub(crate) mod device;
pub(crate) mod register_client;
pub(crate) mod start_device_authorization;

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::identity::consent::Consent;
use crate::protocol::{AwsError, Reply};
use crate::request::Request;
use crate::state::State;
use crate::state::ephemeral::Ephemeral;

pub(crate) const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
pub(crate) const AUTHORIZATION_CODE: &str = "authorization_code";
pub(crate) const REFRESH_TOKEN: &str = "refresh_token";
/// The scope that comes with refresh tokens.
const ACCOUNT_ACCESS: &str = "sso:account:access";

/// A registered client.
pub(crate) struct Client {
    name: String,
    secret: Zeroizing<String>,
    scopes: Vec<String>,
    /// Empty where the registration named none: device codes then, as before PKCE.
    grants: Vec<String>,
    redirects: Vec<String>,
}

/// What a person has said to a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Open,
    Allowed,
    Denied,
}

/// A device that waits for its approval.
pub(crate) struct Device {
    client_id: String,
    user_code: String,
    decision: Decision,
    polled: Option<OffsetDateTime>,
    /// Seconds between two polls.
    interval: i64,
}

/// A live sign-in of the user; its tokens end together.
pub(crate) struct Access {
    pub(crate) login: u64,
}

/// What a refresh token is good for.
pub(crate) struct Refresh {
    login: u64,
    client_id: String,
}

/// The service's state.
#[derive(Default)]
pub(crate) struct Oidc {
    clients: Ephemeral<Client>,
    devices: Ephemeral<Device>,
    consent: Consent<()>,
    /// User codes behind the forms of the device page.
    device_forms: Ephemeral<String>,
    pub(crate) access: Ephemeral<Access>,
    refresh: Ephemeral<Refresh>,
    logins: u64,
    /// What every new access token lives, where control has said so.
    pub(crate) token_lifetime: Option<Duration>,
}

impl std::fmt::Debug for Oidc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Oidc")
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}

impl Oidc {
    /// Ends every sign-in that `ended` names: bearer and refresh tokens.
    pub(crate) fn end(&mut self, ended: impl Fn(u64) -> bool) {
        self.access.retain(|access| !ended(access.login));
        self.refresh.retain(|refresh| !ended(refresh.login));
    }

    /// Answers for the person at the device page. Whether such a device waits.
    pub(crate) fn decide(&mut self, user_code: &str, decision: Decision) -> bool {
        let asked = plain(user_code);
        let mut open = self.devices.values_mut();
        let device = open.find(|d| d.decision == Decision::Open && plain(&d.user_code) == asked);
        device.map(|device| device.decision = decision).is_some()
    }

    /// Everything issued that opens something.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let tokens = self.access.tokens().chain(self.refresh.tokens());
        tokens
            .chain(self.consent.tokens())
            .chain(self.devices.tokens())
            .collect()
    }

    /// The client of a request that says who it is.
    fn client(&self, id: &str, secret: &str, now: OffsetDateTime) -> Result<&Client, AwsError> {
        let invalid = || error("InvalidClientException", "Invalid client provided");
        let client = self.clients.live(id, now).ok_or_else(invalid)?;
        let right = client.secret.as_bytes().ct_eq(secret.as_bytes());
        if bool::from(right) {
            Ok(client)
        } else {
            Err(invalid())
        }
    }
}

impl Client {
    fn may(&self, grant: &str) -> bool {
        if self.grants.is_empty() {
            grant != AUTHORIZATION_CODE
        } else {
            self.grants.iter().any(|known| known == grant)
        }
    }

    /// Whether its sign-ins come with refresh tokens.
    fn refreshes(&self) -> bool {
        self.may(REFRESH_TOKEN) && self.scopes.iter().any(|scope| scope == ACCOUNT_ACCESS)
    }
}

/// A user code without its dash, in upper case.
fn plain(user_code: &str) -> String {
    user_code.replace('-', "").trim().to_uppercase()
}

type Answered = Result<Value, AwsError>;

/// Puts an answer or a refusal into the service's shape.
fn reply(answered: Answered) -> Reply {
    match answered {
        Ok(body) => Reply::json(200, &body).header("cache-control", "no-store"),
        Err(refusal) => {
            let body = json!({
                "error": oauth_code(refusal.code),
                "error_description": refusal.message,
            });
            crate::identity::refuse(&refusal, &body)
        }
    }
}

/// A refusal; InvalidClientException is 401, all others 400.
fn error(code: &'static str, message: &str) -> AwsError {
    let status = if code == "InvalidClientException" {
        401
    } else {
        400
    };
    AwsError::new(status, code, message)
}

fn invalid_request(message: &str) -> AwsError {
    error("InvalidRequestException", message)
}

/// `InvalidGrantException` → `invalid_grant`, as OAuth writes it.
fn oauth_code(code: &str) -> String {
    let mut text = String::new();
    for letter in code.trim_end_matches("Exception").chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// Reads a JSON body.
fn body<T: DeserializeOwned>(request: &Request) -> Result<T, AwsError> {
    serde_json::from_slice(&request.body).map_err(|_| invalid_request("Invalid request provided"))
}

/// A field that has to be there.
fn required<'a>(value: Option<&'a String>, name: &str) -> Result<&'a str, AwsError> {
    let value = value.map(String::as_str).filter(|value| !value.is_empty());
    value.ok_or_else(|| invalid_request(&format!("Missing required parameter {name}")))
}

/// The state, split so that the service's own part can be changed beside the clock.
fn parts(state: &mut State) -> (&mut Oidc, OffsetDateTime) {
    let now = state.clock.now();
    (&mut state.identity.oidc, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_oauth() {
        assert_eq!(
            oauth_code("AuthorizationPendingException"),
            "authorization_pending"
        );
        assert_eq!(oauth_code("SlowDownException"), "slow_down");
        assert_eq!(oauth_code("InvalidGrantException"), "invalid_grant");
    }
}
