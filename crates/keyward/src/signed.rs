//! Signed calls to services whose own crates would cost minutes of building for a handful of
//! operations: IAM ([`crate::iam`]), Secrets Manager and SSM ([`crate::json_api`]). The signature is by AWS's own crate, the connection the one
//! of every other call.

use std::time::{Duration, SystemTime};

use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4::SigningParams,
};
use hyper::Method;
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret};
use zeroize::Zeroizing;

use crate::{
    aws::Aws,
    http::{Answer, Question},
    provider::sdk_credentials,
};

/// For one try, as the SDKs have it.
const PATIENCE: Duration = Duration::from_secs(10);
/// Before the second try; doubled before each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Whether an error code says: not so fast. What was asked for was not done.
pub(crate) fn is_throttling(code: &str) -> bool {
    matches!(
        code,
        "Throttling"
            | "ThrottlingException"
            | "ThrottledException"
            | "TooManyRequestsException"
            | "RequestLimitExceeded"
    )
}

/// One request before its signature.
pub(crate) struct Call<'a> {
    /// As the credential scope names it: `iam`, `secretsmanager`, `ssm`.
    pub(crate) service: &'static str,
    /// Of the credential scope.
    pub(crate) region: &'a str,
    pub(crate) url: &'a str,
    /// In lower case; all of them are signed.
    pub(crate) headers: &'a [(&'static str, &'a str)],
    /// May hold secrets.
    pub(crate) body: &'a Zeroizing<Vec<u8>>,
}

/// Signs a POST and sends it once. An answer of any status is an answer.
///
/// # Errors
/// `network`, `timeout`, or a proxy or certificate bundle that cannot be right.
pub(crate) async fn send(aws: &Aws, credentials: &Credentials, call: &Call<'_>) -> Result<Answer> {
    let network = aws.network()?;
    let question = Question {
        method: Method::POST,
        url: call.url,
        headers: headers(credentials, call)?,
        patience: PATIENCE,
        network: &network,
    };
    aws.http.ask_with(question, call.body.clone()).await
}

/// Sends at most `attempts` times, again while what `judge` says of the answer may be gone in a moment.
///
/// # Errors
/// Of the last try.
pub(crate) async fn send_until<T>(
    aws: &Aws,
    credentials: &Credentials,
    call: &Call<'_>,
    attempts: u32,
    judge: impl Fn(Answer) -> Result<T>,
) -> Result<T> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..attempts {
        match send(aws, credentials, call).await.and_then(&judge) {
            Err(error) if error.is_passing() => tokio::time::sleep(pause).await,
            answer => return answer,
        }
        pause *= 2;
    }
    send(aws, credentials, call).await.and_then(judge)
}

fn headers(credentials: &Credentials, call: &Call<'_>) -> Result<Vec<(&'static str, Secret)>> {
    let signature = signature(credentials, call).map_err(|error| {
        let message = format!("the request to {} cannot be signed: {error}", call.url);
        Error::new(ErrorCode::Unexpected, message)
    })?;
    let given = call
        .headers
        .iter()
        .map(|(name, value)| (*name, Secret::new(*value)));
    Ok(given.chain(signature).collect())
}

type Refused = Box<dyn std::error::Error + Send + Sync>;

fn signature(
    credentials: &Credentials,
    call: &Call<'_>,
) -> std::result::Result<Vec<(&'static str, Secret)>, Refused> {
    let identity = sdk_credentials(credentials).into();
    let params = SigningParams::builder()
        .identity(&identity)
        .region(call.region)
        .name(call.service)
        // AWS judges by its own clock: never a fake one's.
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()?
        .into();
    let body = SignableBody::Bytes(call.body);
    let request = SignableRequest::new("POST", call.url, call.headers.iter().copied(), body)?;
    let (instructions, _) = sign(request, &params)?.into_parts();
    let (headers, _) = instructions.into_parts();
    let headers = headers.iter();
    Ok(headers
        .map(|header| (header.name(), Secret::new(header.value())))
        .collect())
}
