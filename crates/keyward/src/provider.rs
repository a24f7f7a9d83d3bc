//! The engine as a credentials provider of the AWS SDK for Rust.

use std::time::SystemTime;

use aws_credential_types::{
    Credentials as SdkCredentials,
    provider::{self, ProvideCredentials, error::CredentialsError, future},
};
use keyward_core::{Credentials, ErrorCode, PLACEHOLDER};

use crate::{Engine, Request, hand_over};

/// Hands keyward's credentials to any client of the AWS SDK for Rust.
///
/// ```no_run
/// # fn example() -> keyward_core::Result<keyward::Provider> {
/// let provider = keyward::Provider::new(
///     keyward::Engine::real(),
///     keyward::Request::profile("prod".parse()?),
/// );
/// # Ok(provider)
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Provider {
    engine: Engine,
    request: Request,
}

impl Provider {
    /// Credentials for `request`, asked of `engine` whenever the SDK wants some.
    #[must_use]
    pub fn new(engine: Engine, request: Request) -> Self {
        Self { engine, request }
    }

    async fn load(&self) -> provider::Result {
        match self.engine.resolve(&self.request).await {
            Ok((plan, credentials)) => Ok(sdk_credentials(&hand_over(
                credentials,
                &plan.settings,
                self.engine.world().now(),
            ))),
            Err(error) if error.code() == ErrorCode::NoCredentials => {
                Err(CredentialsError::not_loaded(error))
            }
            Err(error) => Err(CredentialsError::provider_error(error)),
        }
    }
}

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}

/// The SDK's own credential type, which zeroizes and hides what it holds.
pub(crate) fn sdk_credentials(credentials: &Credentials) -> SdkCredentials {
    let mut builder = SdkCredentials::builder()
        .access_key_id(&credentials.access_key_id)
        .secret_access_key(credentials.secret_access_key.expose())
        .provider_name("keyward");
    if let Some(token) = &credentials.session_token {
        builder = builder.session_token(token.expose());
    }
    builder.set_expiry(credentials.expiration.map(SystemTime::from));
    if let Some(account) = &credentials.account_id {
        builder = builder.account_id(account.as_str());
    }
    builder.build()
}

/// Somebody else's words, with the secrets that they were sent taken out.
pub(crate) fn without_secrets(text: &str, sent: Option<&Credentials>) -> String {
    let Some(sent) = sent else {
        return text.to_owned();
    };
    let secrets = [Some(&sent.secret_access_key), sent.session_token.as_ref()];
    let known = secrets.into_iter().flatten().filter(|s| !s.is_empty());
    known.fold(text.to_owned(), |text, secret| {
        text.replace(secret.expose(), PLACEHOLDER)
    })
}

#[cfg(test)]
mod tests {
    use keyward_core::Secret;

    use super::*;

    #[test]
    fn what_was_sent_is_taken_out_of_somebody_elses_words() {
        let mut sent =
            Credentials::long_lived("AKIAIOSFODNN7EXAMPLE", Secret::new("wJalr"), "test");
        sent.session_token = Some(Secret::new("FwoGZ"));
        let echoed = without_secrets("token FwoGZ of key wJalr is bad", Some(&sent));
        assert_eq!(echoed, "token [secret] of key [secret] is bad");
        assert_eq!(without_secrets("token FwoGZ", None), "token FwoGZ");
    }
}
