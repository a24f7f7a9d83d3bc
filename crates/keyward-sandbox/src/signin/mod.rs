//! The sign-in service behind `aws login`: OAuth 2 with PKCE, tokens bound to a key by DPoP.
//! <https://docs.aws.amazon.com/signin/latest/APIReference/Welcome.html>
//!
//! Whoever signs in is an IAM user of the default account, `admin` unless control names another.

pub(crate) mod authorize;
pub(crate) mod create_token;
mod dpop;
mod id_token;

use serde_json::json;
use time::OffsetDateTime;

use crate::identity::consent::Consent;
use crate::protocol::{AwsError, Reply};
use crate::state::State;
use crate::state::ephemeral::Ephemeral;

/// Where a sign-in on another device ends: a page that shows a code to type.
pub(crate) const CONFIRMATION: &str = "/v1/sessions/confirmation";
const SAME_DEVICE: &str = "arn:aws:signin:::devtools/same-device";
const CROSS_DEVICE: &str = "arn:aws:signin:::devtools/cross-device";

/// What a refresh token is good for, and for whose key.
struct Refresh {
    client_id: String,
    user: String,
    /// RFC 7638 thumbprint of the key that proved the first exchange.
    thumbprint: String,
    ends: OffsetDateTime,
    /// Control has said that the user's password changed.
    stale: bool,
}

/// The service's state.
pub(crate) struct Signin {
    /// Who signs in.
    pub(crate) user: String,
    consent: Consent<String>,
    refresh: Ephemeral<Refresh>,
    /// Proofs that have been seen; each is good once.
    proofs: Ephemeral<()>,
    issuer: id_token::Issuer,
}

impl Default for Signin {
    fn default() -> Self {
        Self {
            user: "admin".to_owned(),
            consent: Consent::default(),
            refresh: Ephemeral::default(),
            proofs: Ephemeral::default(),
            issuer: id_token::Issuer::default(),
        }
    }
}

impl std::fmt::Debug for Signin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signin")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

impl Signin {
    /// Makes every refresh token answer `USER_CREDENTIALS_CHANGED`.
    pub(crate) fn change_password(&mut self) {
        self.refresh
            .values_mut()
            .for_each(|refresh| refresh.stale = true);
    }

    /// Everything issued that opens something.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.refresh.tokens().chain(self.consent.tokens()).collect()
    }
}

/// Puts an answer or a refusal into the service's shape.
fn reply(answered: Result<serde_json::Value, AwsError>) -> Reply {
    match answered {
        Ok(body) => Reply::json(200, &body).header("cache-control", "no-store"),
        Err(refusal) => {
            let error = refusal
                .details
                .first()
                .map_or("server_error", |(_, word)| word.as_str());
            let body = json!({ "error": error, "message": refusal.message });
            crate::identity::refuse(&refusal, &body)
        }
    }
}

fn invalid(word: &str, message: &str) -> AwsError {
    AwsError::new(400, "ValidationException", message).with("error", word)
}

fn denied(word: &str, message: &str) -> AwsError {
    AwsError::new(400, "AccessDeniedException", message).with("error", word)
}

fn parts(state: &mut State) -> (&mut Signin, OffsetDateTime) {
    let now = state.clock.now();
    (&mut state.identity.signin, now)
}
