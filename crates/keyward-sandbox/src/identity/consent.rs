//! What both sign-in services do once a browser's request is in order: ask the person, take the form
//! back, and send the browser on with a code or a refusal (RFC 6749, 4.1.2).

use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::{page, redirect};
use crate::protocol::{Reply, form};
use crate::request::Request;
use crate::state::ephemeral::{Entry, Ephemeral};

/// How long a code, or a form, is good for.
const LIFE: Duration = Duration::minutes(10);

/// What an authorisation code of the PKCE flow stands for. `U` is who signs in, where that varies.
pub(crate) struct Code<U> {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: String,
    pub(crate) user: U,
}

/// An approval page that has been shown, and what the browser takes back from it.
pub(crate) struct Form<U> {
    pub(crate) code: Code<U>,
    pub(crate) state: String,
}

/// The forms that were shown, and the codes that were given out.
#[derive(Debug)]
pub(crate) struct Consent<U> {
    forms: Ephemeral<Form<U>>,
    codes: Ephemeral<Code<U>>,
}

impl<U> Default for Consent<U> {
    fn default() -> Self {
        Self {
            forms: Ephemeral::default(),
            codes: Ephemeral::default(),
        }
    }
}

impl<U> Consent<U> {
    /// Keeps a form until it comes back; the token that it must bring.
    pub(crate) fn show(&mut self, form: Form<U>, now: OffsetDateTime) -> Zeroizing<String> {
        self.forms.issue("", form, now, now + LIFE)
    }

    /// `POST`: the decision on a form that was shown.
    pub(crate) fn decide(&mut self, request: &Request, now: OffsetDateTime) -> Reply {
        let fields = form::decode(&String::from_utf8_lossy(&request.body));
        let csrf = page::field(&fields, "csrf").unwrap_or_default();
        let Some(entry) = self.forms.take(&csrf).filter(|entry| entry.expires > now) else {
            return page::problem(
                403,
                "This form is no longer good. Start again in your terminal.",
            );
        };
        let form = entry.value;
        if page::field(&fields, "decision").as_deref() == Some("allow") {
            return self.allow(form, now);
        }
        redirect::to(
            &form.code.redirect_uri,
            &[("error", "access_denied"), ("state", &form.state)],
        )
    }

    /// Sends the browser on with a code.
    pub(crate) fn allow(&mut self, form: Form<U>, now: OffsetDateTime) -> Reply {
        let Form { code, state } = form;
        let uri = code.redirect_uri.clone();
        let code = self.codes.issue("", code, now, now + LIFE);
        redirect::to(&uri, &[("code", &code), ("state", &state)])
    }

    /// A code that is tried is spent, right or wrong.
    pub(crate) fn take_code(&mut self, code: &str) -> Option<Entry<Code<U>>> {
        self.codes.take(code)
    }

    /// Codes that are out, for the search of a test's outputs.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = String> {
        self.codes.tokens()
    }
}
