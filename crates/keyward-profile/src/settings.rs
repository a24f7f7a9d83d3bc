//! How AWS is called: the part of a plan that is not credentials.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use crate::Located;

/// Region, endpoints and manners, from the environment and the selected profile (AWS SDKs and Tools
/// Reference Guide, "Settings reference").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// `AWS_REGION`, else the profile's `region`.
    pub region: Option<Located<String>>,
    /// Where a service was put: `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, then `services` and
    /// `endpoint_url` of the profile; empty where `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` says so.
    pub endpoints: BTreeMap<Service, Located<String>>,
    /// `sts_regional_endpoints = legacy` was asked for: the global endpoint.
    pub sts_global_endpoint: bool,
    /// `AWS_USE_FIPS_ENDPOINT`, `use_fips_endpoint`.
    pub use_fips_endpoint: bool,
    /// `AWS_USE_DUALSTACK_ENDPOINT`, `use_dualstack_endpoint`.
    pub use_dualstack_endpoint: bool,
    /// `AWS_RETRY_MODE`, `retry_mode`.
    pub retry_mode: RetryMode,
    /// `AWS_MAX_ATTEMPTS`, `max_attempts`: tries of one call, the first one included.
    pub max_attempts: Option<u32>,
    /// `AWS_CA_BUNDLE`, `ca_bundle`: a PEM file whose certificates are trusted instead of the machine's.
    pub ca_bundle: Option<Located<String>>,
    /// The instance's metadata service.
    pub metadata: MetadataSettings,
    /// `hand_over_seconds`, keyward's own: for how long a program may keep a key that has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over_seconds: Option<u32>,
}

impl Settings {
    /// Where a service was put, if anywhere.
    #[must_use]
    pub fn endpoint(&self, service: Service) -> Option<&Located<String>> {
        self.endpoints.get(&service)
    }
}

/// The services of AWS that keyward itself calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// AWS Security Token Service.
    Sts,
    /// The access portal of IAM Identity Center.
    Sso,
    /// IAM Identity Center's OpenID Connect service.
    SsoOidc,
    /// AWS Sign-In.
    Signin,
    /// AWS Identity and Access Management.
    Iam,
    /// IAM Roles Anywhere.
    RolesAnywhere,
    /// Amazon Cognito Federated Identities.
    CognitoIdentity,
    /// AWS Secrets Manager.
    SecretsManager,
    /// AWS Systems Manager, with its Parameter Store.
    Ssm,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Sts,
        Self::Sso,
        Self::SsoOidc,
        Self::Signin,
        Self::Iam,
        Self::RolesAnywhere,
        Self::CognitoIdentity,
        Self::SecretsManager,
        Self::Ssm,
    ];

    /// Its key in a `services` section; in upper case, the end of `AWS_ENDPOINT_URL_<SERVICE>` (AWS
    /// SDKs and Tools Reference Guide, "Identifiers for service-specific endpoints").
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sts => "sts",
            Self::Sso => "sso",
            Self::SsoOidc => "sso_oidc",
            Self::Signin => "signin",
            Self::Iam => "iam",
            Self::RolesAnywhere => "rolesanywhere",
            Self::CognitoIdentity => "cognito_identity",
            Self::SecretsManager => "secrets_manager",
            Self::Ssm => "ssm",
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sts => "STS",
            Self::Sso => "the access portal",
            Self::SsoOidc => "SSO-OIDC",
            Self::Signin => "Sign-In",
            Self::Iam => "IAM",
            Self::RolesAnywhere => "IAM Roles Anywhere",
            Self::CognitoIdentity => "Cognito Identity",
            Self::SecretsManager => "Secrets Manager",
            Self::Ssm => "SSM",
        })
    }
}

/// How calls are tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryMode {
    /// The default. `legacy`, which botocore and SDK v2 still know, counts as this one.
    #[default]
    Standard,
    /// Slows down on throttling too.
    Adaptive,
}

/// How the instance's metadata service is asked (AWS SDKs and Tools Reference Guide, "IMDS credential
/// provider").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MetadataSettings {
    /// `AWS_EC2_METADATA_SERVICE_ENDPOINT`, `ec2_metadata_service_endpoint`.
    pub endpoint: Option<Located<String>>,
    /// `AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE`, `ec2_metadata_service_endpoint_mode`: `IPv6`.
    pub ipv6: bool,
    /// `AWS_EC2_METADATA_V1_DISABLED`, `ec2_metadata_v1_disabled`.
    pub v1_disabled: bool,
    /// `AWS_METADATA_SERVICE_TIMEOUT`, `metadata_service_timeout`: seconds for one try.
    pub timeout_seconds: Option<u32>,
    /// `AWS_METADATA_SERVICE_NUM_ATTEMPTS`, `metadata_service_num_attempts`.
    pub attempts: Option<u32>,
}
