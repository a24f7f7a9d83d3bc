//! IAM, as far as the life of an access key and an MFA device goes. One file per group of operations
//! (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html>).

mod access_keys;
mod answer;
mod caller;
pub(crate) mod deny_older;
mod endpoint;
mod mfa_devices;
mod policies;
mod users;
mod words;

pub(crate) use access_keys::{KeyStatus, LastUse, ListedKey, NewKey, is_gone};
pub(crate) use caller::{IamCaller, MfaSession};
pub(crate) use mfa_devices::{NewDevice, is_of_the_codes, is_taken};

use keyward_core::{Credentials, Error, Result};
use percent_encoding::utf8_percent_encode;
use zeroize::Zeroizing;

use crate::{
    aws::Aws,
    http::{Answer, ESCAPED},
    mfa::{is_denied, is_of_a_person},
    signed::{self, Call},
};

const VERSION: &str = "2010-05-08";
const FORM: &[(&str, &str)] = &[(
    "content-type",
    "application/x-www-form-urlencoded; charset=utf-8",
)];

/// IAM, asked with one set of credentials.
pub(crate) struct Iam<'a> {
    pub(crate) aws: &'a Aws,
    pub(crate) credentials: &'a Credentials,
    /// What a refused call is made once more with.
    pub(crate) mfa: Option<&'a MfaSession>,
}

impl Iam<'_> {
    /// Asks, and again while the refusal may be gone in a moment: for what may be done twice.
    async fn ask<T>(
        &self,
        action: &str,
        params: &[(&str, &str)],
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let attempts = self.aws.max_attempts();
        self.ask_at_most(attempts, action, params, read).await
    }

    /// Asks exactly once: for what would be done twice.
    async fn ask_once<T>(
        &self,
        action: &str,
        params: &[(&str, &str)],
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        self.ask_at_most(1, action, params, read).await
    }

    async fn ask_at_most<T>(
        &self,
        attempts: u32,
        action: &str,
        params: &[(&str, &str)],
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let body = form(action, params);
        let place = endpoint::of(&self.aws.settings);
        let call = Call {
            service: "iam",
            region: place.region,
            url: &place.url,
            headers: FORM,
            body: &body,
        };
        let once = async |with: &Credentials| {
            let judge = |answer: Answer| self.judge(action, &answer, with, &read);
            signed::send_until(self.aws, with, &call, attempts, judge).await
        };
        // What was refused was not done, so that it may be asked again.
        match once(self.signer()).await {
            Err(error) if self.may_want_proof(&error) => once(self.proved(error).await?).await,
            answer => answer,
        }
    }

    /// The session with MFA, once it is open.
    fn signer(&self) -> &Credentials {
        let session = self.mfa.and_then(MfaSession::opened);
        session.unwrap_or(self.credentials)
    }

    /// IAM does not tell whether it is MFA that it misses.
    fn may_want_proof(&self, error: &Error) -> bool {
        is_denied(error) && self.mfa.is_some_and(|mfa| mfa.opened().is_none())
    }

    /// The session with MFA, for a call that was `refused` without.
    async fn proved(&self, refused: Error) -> Result<&Credentials> {
        let Some(mfa) = self.mfa else {
            return Err(refused);
        };
        match mfa.credentials().await {
            Err(error) if is_of_a_person(&error) => Err(words::unproved(refused, &mfa.serial)),
            session => session,
        }
    }

    fn judge<T>(
        &self,
        action: &str,
        answer: &Answer,
        with: &Credentials,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let text = answer.text().unwrap_or_default();
        if !answer.is_success() {
            return Err(words::refused(action, answer.status, text, with));
        }
        read(text).ok_or_else(|| words::not_iam(action, &endpoint::of(&self.aws.settings).url))
    }
}

/// The Query protocol's body.
fn form(action: &str, params: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    let room = params
        .iter()
        .map(|(name, value)| name.len() + 3 * value.len() + 2);
    let mut body = Zeroizing::new(Vec::with_capacity(64 + action.len() + room.sum::<usize>()));
    body.extend_from_slice(format!("Action={action}&Version={VERSION}").as_bytes());
    for (name, value) in params {
        body.extend_from_slice(format!("&{name}=").as_bytes());
        for part in utf8_percent_encode(value, ESCAPED) {
            body.extend_from_slice(part.as_bytes());
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_escapes_what_it_must() {
        let body = form(
            "PutUserPolicy",
            &[("UserName", "a b@c"), ("PolicyDocument", "{\"ü\"}")],
        );
        let expected = "Action=PutUserPolicy&Version=2010-05-08&UserName=a%20b%40c&PolicyDocument=%7B%22%C3%BC%22%7D";
        assert_eq!(String::from_utf8_lossy(&body), expected);
    }
}
