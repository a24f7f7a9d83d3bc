//! STS clients: AWS's own crate, with its endpoint rules, signing and retries.

use std::{error::Error as StdError, fmt, sync::OnceLock, time::Duration};

use aws_sdk_sts::config::SharedHttpClient;
use aws_sdk_sts::{
    Client,
    config::{BehaviorVersion, Config, Region, retry::RetryConfig, timeout::TimeoutConfig},
    error::{DisplayErrorContext, ProvideErrorMetadata, SdkError},
};
use aws_smithy_http_client::{
    Builder,
    tls::{Provider as TlsProvider, rustls_provider::CryptoMode},
};
use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::Settings;

use crate::{
    http::innermost,
    provider::{sdk_credentials, without_secrets},
};

/// AWS's global STS endpoint answers from here, and every SDK falls back to it without a region.
const DEFAULT_REGION: &str = "us-east-1";

/// What `sts_regional_endpoints = legacy` means (AWS SDKs and Tools Reference Guide, "AWS STS
/// Regional endpoints"): in these regions, one endpoint for all, signed for us-east-1.
const GLOBAL_ENDPOINT: &str = "https://sts.amazonaws.com";
const LEGACY_REGIONS: &[&str] = &[
    "ap-northeast-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "aws-global",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
const ATTEMPT_PATIENCE: Duration = Duration::from_secs(10);
const CALL_PATIENCE: Duration = Duration::from_secs(30);

/// One connection pool each for https and plain http, built at the first need: a static profile
/// pays for neither.
#[derive(Default)]
pub(crate) struct StsClients {
    https: OnceLock<SharedHttpClient>,
    http: OnceLock<SharedHttpClient>,
}

impl StsClients {
    /// A client that signs with `credentials`.
    pub(crate) fn client(
        &self,
        settings: &Settings,
        step_region: Option<&str>,
        credentials: &Credentials,
    ) -> Result<Client> {
        let config = self.config(settings, step_region)?;
        let config = config.credentials_provider(sdk_credentials(credentials));
        Ok(Client::from_conf(config.build()))
    }

    /// A client for the calls that carry a token instead of a signature.
    pub(crate) fn unsigned_client(&self, settings: &Settings) -> Result<Client> {
        Ok(Client::from_conf(self.config(settings, None)?.build()))
    }

    fn config(
        &self,
        settings: &Settings,
        step_region: Option<&str>,
    ) -> Result<aws_sdk_sts::config::Builder> {
        let region = step_region
            .or(settings.region.as_ref().map(|r| r.value.as_str()))
            .unwrap_or(DEFAULT_REGION)
            .to_owned();
        let (endpoint, region) = match endpoint(settings) {
            None if settings.sts_global_endpoint && LEGACY_REGIONS.contains(&region.as_str()) => {
                (Some(GLOBAL_ENDPOINT.to_owned()), DEFAULT_REGION.to_owned())
            }
            endpoint => (endpoint, region),
        };
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(self.http_client(endpoint.as_deref()))
            .region(Region::new(region))
            .retry_config(RetryConfig::standard().with_max_attempts(3))
            .timeout_config(
                TimeoutConfig::builder()
                    .connect_timeout(CONNECT_PATIENCE)
                    .operation_attempt_timeout(ATTEMPT_PATIENCE)
                    .operation_timeout(CALL_PATIENCE)
                    .build(),
            );
        config.set_endpoint_url(endpoint);
        Ok(config)
    }

    fn http_client(&self, endpoint: Option<&str>) -> SharedHttpClient {
        let plain = endpoint.is_some_and(|url| url.starts_with("http://"));
        let client = if plain {
            self.http.get_or_init(|| Builder::new().build_http())
        } else {
            self.https.get_or_init(|| {
                Builder::new()
                    .tls_provider(TlsProvider::Rustls(CryptoMode::Ring))
                    .build_https()
            })
        };
        client.clone()
    }
}

/// The configured endpoint, checked before anything shows it: a typing mistake is named with its
/// place, and a password in it is not shown.
///
/// # Errors
/// `invalid_argument`.
pub(crate) fn check_endpoint(settings: &Settings) -> Result<()> {
    let Some(endpoint) = &settings.sts_endpoint else {
        return Ok(());
    };
    let rest = endpoint
        .value
        .strip_prefix("https://")
        .or_else(|| endpoint.value.strip_prefix("http://"));
    let authority = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let wrong = match authority {
        Some(authority) if authority.contains('@') => "holds a user name or a password",
        Some(authority) if !authority.is_empty() => return Ok(()),
        _ => "is not a URL",
    };
    Err(Error::new(
        ErrorCode::InvalidArgument,
        format!("{}: the endpoint {wrong}", endpoint.location),
    )
    .with_hint("write it as https://host or http://host:port"))
}

/// The configured endpoint as a client takes it.
fn endpoint(settings: &Settings) -> Option<String> {
    let endpoint = settings.sts_endpoint.as_ref()?;
    Some(endpoint.value.trim_end_matches('/').to_owned())
}

/// An SDK error in keyward's words: AWS's own code and sentence where AWS answered.
pub(crate) fn refused<E>(
    error: &SdkError<E, aws_sdk_sts::config::http::HttpResponse>,
    what: &str,
    settings: &Settings,
    with: Option<&Credentials>,
) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    match error {
        SdkError::ServiceError(answer) => {
            let status = answer.raw().status().as_u16();
            aws_refused(answer.err(), status, what, with)
        }
        SdkError::TimeoutError(_) => Error::new(
            ErrorCode::Timeout,
            format!("{what}: no answer in time from {}", where_to(settings)),
        ),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => Error::new(
            ErrorCode::Timeout,
            format!("{what}: no connection in time to {}", where_to(settings)),
        ),
        SdkError::DispatchFailure(failure) => Error::new(
            ErrorCode::Network,
            format!(
                "{what}: no connection to {}: {}",
                where_to(settings),
                failure
                    .as_connector_error()
                    .map_or_else(|| "unknown cause".to_owned(), |error| innermost(error))
            ),
        )
        .with_hint(network_hint(settings)),
        SdkError::ResponseError(_) => Error::new(
            ErrorCode::Network,
            format!(
                "{what}: {} answered something that is not STS",
                where_to(settings)
            ),
        )
        .with_passing(true),
        other => Error::new(
            ErrorCode::Unexpected,
            format!("{what}: {}", DisplayErrorContext(other)),
        ),
    }
}

fn aws_refused(
    error: &impl ProvideErrorMetadata,
    status: u16,
    what: &str,
    with: Option<&Credentials>,
) -> Error {
    let code = error.code().unwrap_or("no error code");
    let message = error.message().unwrap_or("AWS gave no reason");
    // Whoever answers at a wrong endpoint may echo what was sent.
    let message = without_secrets(message, with);
    let throttled = matches!(
        code,
        "Throttling" | "ThrottlingException" | "RequestLimitExceeded"
    );
    Error::new(
        ErrorCode::AwsRefused,
        format!("AWS refused {what} ({code}): {message}"),
    )
    .with_aws_code(code)
    .with_passing(status >= 500 || throttled)
    .with_optional_hint(hint_for(code))
}

fn hint_for(code: &str) -> Option<&'static str> {
    Some(match code {
        "AccessDenied" => {
            "the role's trust policy must name this caller (and its external id, if it wants one), and the caller must be allowed to call sts:AssumeRole"
        }
        "InvalidClientTokenId" => {
            "AWS does not know this key id, or it is inactive; check it in the IAM console and store a new one with `keyward add`"
        }
        "SignatureDoesNotMatch" => {
            "the secret does not belong to the key id, or this machine's clock is wrong"
        }
        "ExpiredToken" | "ExpiredTokenException" => {
            "the credentials below have expired; get fresh ones"
        }
        "RegionDisabledException" => {
            "STS is not activated in this region for the account; set another region"
        }
        "ValidationError" => "a parameter of the role is out of AWS's bounds",
        _ => return None,
    })
}

fn where_to(settings: &Settings) -> String {
    match &settings.sts_endpoint {
        Some(endpoint) => format!("{} ({})", endpoint.value, endpoint.location),
        None => "AWS STS".to_owned(),
    }
}

fn network_hint(settings: &Settings) -> &'static str {
    if settings.sts_endpoint.is_some() {
        "nothing answers at that endpoint: is it right, and is the sandbox or proxy running?"
    } else {
        "check the connection to the internet, and the region"
    }
}

impl fmt::Debug for StsClients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StsClients")
    }
}
