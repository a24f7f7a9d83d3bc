//! `getSigninToken`: credentials in, a token for a browser out, good for 15 minutes.

use std::time::Duration;

use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret};
use serde::Deserialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::{encoded, session::Session};
use crate::{
    aws::Aws,
    http::{Answer, Question},
};

const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Document {
    signin_token: Zeroizing<String>,
}

/// Asks the service at `base`. The session travels in the query, as the service wants it; no error
/// names the address.
pub(super) async fn get(aws: &Aws, base: &str, session: &Session) -> Result<Secret> {
    let url = Zeroizing::new(address(base, session));
    let network = aws.network()?;
    let question = Question {
        method: Method::GET,
        url: &url,
        headers: Vec::new(),
        patience: PATIENCE,
        network: &network,
    };
    let answer = aws.http.ask(question).await.map_err(|error| {
        Error::new(
            error.code(),
            format!("getSigninToken: no answer from {base}"),
        )
        .with_hint("check the connection, and the endpoint if one is configured")
    })?;
    read(&answer, base)
}

fn address(base: &str, session: &Session) -> String {
    let mut url = format!("{base}/federation?Action=getSigninToken&SessionType=json");
    if let Some(seconds) = session.duration_seconds {
        url.push_str(&format!("&SessionDuration={seconds}"));
    }
    let document = Zeroizing::new(document(&session.credentials));
    url.push_str("&Session=");
    url.push_str(&Zeroizing::new(encoded(&document)));
    url
}

fn document(credentials: &Credentials) -> String {
    let token = credentials.session_token.as_ref().map(Secret::expose);
    json!({
        "sessionId": credentials.access_key_id,
        "sessionKey": credentials.secret_access_key.expose(),
        "sessionToken": token.unwrap_or_default(),
    })
    .to_string()
}

/// The words of a refusal are not shown: they are a page for browsers, and could repeat the session.
fn read(answer: &Answer, base: &str) -> Result<Secret> {
    if !answer.is_success() {
        return Err(Error::new(
            ErrorCode::AwsRefused,
            format!("AWS refused getSigninToken (HTTP {}) at {base}", answer.status),
        )
        .with_passing(answer.status >= 500)
        .with_hint("the session must be one of AssumeRole, Identity Center or GetFederationToken, and not have ended; a --duration must fit the role"));
    }
    serde_json::from_slice::<Document>(&answer.body)
        .map(|document| Secret::new(document.signin_token.as_str()))
        .map_err(|_| {
            Error::new(
                ErrorCode::Unexpected,
                format!("getSigninToken: the answer of {base} has no SigninToken"),
            )
        })
}

/// The address with the token behind it.
pub(super) fn with(url: &str, token: &Secret) -> Secret {
    let token = Zeroizing::new(encoded(token.expose()));
    Secret::new(format!("{url}&SigninToken={}", *token))
}
