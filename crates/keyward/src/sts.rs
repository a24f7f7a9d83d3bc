//! STS clients: AWS's own crate, with its endpoint rules, signing and retries.

use std::{error::Error as StdError, time::Duration};

use aws_sdk_sts::{
    Client,
    config::{
        BehaviorVersion, Builder, Config, Region,
        endpoint::{DefaultResolver, Params, ResolveEndpoint},
        retry::RetryConfig,
        timeout::TimeoutConfig,
    },
    error::{DisplayErrorContext, ProvideErrorMetadata, SdkError},
};
use keyward_core::{Credentials, Error, ErrorCode, Result};
use keyward_profile::{RetryMode, Service, Settings};

use crate::{
    aws::{Aws, without_slash},
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

const ATTEMPT_PATIENCE: Duration = Duration::from_secs(10);
const CALL_PATIENCE: Duration = Duration::from_secs(30);

impl Aws {
    /// An STS client that signs with `credentials`.
    pub(crate) fn sts(
        &self,
        step_region: Option<&str>,
        credentials: &Credentials,
    ) -> Result<Client> {
        let config = self.sts_config(step_region)?;
        let config = config.credentials_provider(sdk_credentials(credentials));
        Ok(Client::from_conf(config.build()))
    }

    /// One for the calls that carry a token instead of a signature.
    pub(crate) fn unsigned_sts(&self) -> Result<Client> {
        Ok(Client::from_conf(self.sts_config(None)?.build()))
    }

    fn sts_config(&self, step_region: Option<&str>) -> Result<Builder> {
        let settings = &self.settings;
        let (endpoint, region) = place(settings, step_region);
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .http_client(self.http.for_sdk(self.network()?))
            .region(Region::new(region))
            .use_fips(settings.use_fips_endpoint)
            .use_dual_stack(settings.use_dualstack_endpoint)
            .retry_config(self.retries())
            .timeout_config(
                TimeoutConfig::builder()
                    .operation_attempt_timeout(ATTEMPT_PATIENCE)
                    .operation_timeout(CALL_PATIENCE)
                    .build(),
            );
        config.set_endpoint_url(endpoint);
        Ok(config)
    }

    /// Where STS is asked, by AWS's own rules for its endpoints; none where they know no place.
    pub(crate) async fn sts_url(&self, step_region: Option<&str>) -> Option<String> {
        let (endpoint, region) = place(&self.settings, step_region);
        let question = Params::builder()
            .region(region)
            .use_fips(self.settings.use_fips_endpoint)
            .use_dual_stack(self.settings.use_dualstack_endpoint)
            .set_endpoint(endpoint)
            .build()
            .ok()?;
        let found = DefaultResolver::new().resolve_endpoint(&question).await;
        found.ok().map(|found| found.url().to_owned())
    }

    fn retries(&self) -> RetryConfig {
        let retries = match self.settings.retry_mode {
            RetryMode::Standard => RetryConfig::standard(),
            RetryMode::Adaptive => RetryConfig::adaptive(),
        };
        retries.with_max_attempts(self.max_attempts())
    }
}

/// Endpoint, where the SDK's own rules are not to find it, and region.
fn place(settings: &Settings, step_region: Option<&str>) -> (Option<String>, String) {
    let own = settings.region.as_ref().map(|found| found.value.as_str());
    let region = step_region.or(own).unwrap_or(DEFAULT_REGION);
    let endpoint = settings.endpoint(Service::Sts).map(without_slash);
    let has_own = settings.use_fips_endpoint || settings.use_dualstack_endpoint;
    if endpoint.is_none()
        && settings.sts_global_endpoint
        && !has_own
        && LEGACY_REGIONS.contains(&region)
    {
        return (Some(GLOBAL_ENDPOINT.to_owned()), DEFAULT_REGION.to_owned());
    }
    (endpoint, region.to_owned())
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
        SdkError::ServiceError(answer) if answer.err().code().is_some() => {
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
        // Such as the sign-in page of a guest network, or half an answer.
        SdkError::ServiceError(_) | SdkError::ResponseError(_) => Error::new(
            ErrorCode::Network,
            format!("{what}: {} did not answer as STS does", where_to(settings)),
        )
        .with_hint(network_hint(settings)),
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
    match settings.endpoint(Service::Sts) {
        Some(endpoint) => format!("{} ({})", endpoint.value, endpoint.location),
        None => "AWS STS".to_owned(),
    }
}

fn network_hint(settings: &Settings) -> &'static str {
    if settings.endpoint(Service::Sts).is_some() {
        "nothing answers at that endpoint: is it right, and is the sandbox or proxy running?"
    } else {
        "check the connection to the internet, and the region"
    }
}
