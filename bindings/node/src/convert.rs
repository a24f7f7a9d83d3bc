//! Between JavaScript's values and the engine's. The only file here that reads a secret.

use std::collections::HashMap;

use keyward::{Explanation, Request, WebIdentitySource};
use keyward_core::{Credentials, Error, ErrorCode, Result, Secret};
use keyward_profile::{AssumeRole, Located, Location};
use napi_derive::napi;

/// What JavaScript asks for, checked in `js/options.cjs`.
#[napi(object)]
pub struct NativeRequest {
    /// The profile.
    pub profile: Option<String>,
    /// A role on top of it, in AWS's parameter names.
    pub params: Option<NativeAssumeRole>,
    /// The role is assumed by the OIDC token of this GitHub Actions job.
    pub github_actions: Option<NativeGithubActions>,
    /// The MFA device.
    pub mfa_serial: Option<String>,
    /// Any other account is refused.
    pub account_id: Option<String>,
    /// The region of STS, over files and environment.
    pub region: Option<String>,
    /// The region of STS where nothing else names one.
    pub fallback_region: Option<String>,
    /// What stands in place of the profile's credentials, below the role or the session.
    pub master: Option<NativeMaster>,
    /// Do not serve what is kept.
    pub force_refresh: Option<bool>,
}

/// An identity of the program's.
#[napi(object)]
pub struct NativeMaster {
    /// The key id.
    pub access_key_id: String,
    /// The secret.
    pub secret_access_key: String,
    /// Of a session.
    pub session_token: Option<String>,
}

/// `webIdentity: 'github-actions'`.
#[napi(object)]
pub struct NativeGithubActions {
    /// Whom the token is for; STS by default.
    pub audience: Option<String>,
}

/// The parameters of `sts:AssumeRole` in AWS's own names.
#[napi(object)]
pub struct NativeAssumeRole {
    /// `RoleArn`.
    #[napi(js_name = "RoleArn")]
    pub role_arn: String,
    /// `RoleSessionName`.
    #[napi(js_name = "RoleSessionName")]
    pub role_session_name: Option<String>,
    /// `ExternalId`.
    #[napi(js_name = "ExternalId")]
    pub external_id: Option<String>,
    /// `DurationSeconds`.
    #[napi(js_name = "DurationSeconds")]
    pub duration_seconds: Option<u32>,
    /// `SourceIdentity`.
    #[napi(js_name = "SourceIdentity")]
    pub source_identity: Option<String>,
    /// `Policy`.
    #[napi(js_name = "Policy")]
    pub policy: Option<String>,
    /// `PolicyArns`.
    #[napi(js_name = "PolicyArns")]
    pub policy_arns: Option<Vec<NativePolicyArn>>,
    /// `Tags`.
    #[napi(js_name = "Tags")]
    pub tags: Option<Vec<NativeTag>>,
    /// `TransitiveTagKeys`.
    #[napi(js_name = "TransitiveTagKeys")]
    pub transitive_tag_keys: Option<Vec<String>>,
    /// `SerialNumber`.
    #[napi(js_name = "SerialNumber")]
    pub serial_number: Option<String>,
}

/// An element of `PolicyArns`.
#[napi(object)]
pub struct NativePolicyArn {
    /// The ARN of a managed policy.
    pub arn: String,
}

/// An element of `Tags`.
#[napi(object)]
pub struct NativeTag {
    /// The key.
    #[napi(js_name = "Key")]
    pub key: String,
    /// The value.
    #[napi(js_name = "Value")]
    pub value: String,
}

/// Credentials as SDK v3's `AwsCredentialIdentity`, but for the expiry, which becomes a `Date` in
/// JavaScript.
#[napi(object)]
pub struct NativeCredentials {
    /// The key id.
    pub access_key_id: String,
    /// The secret.
    pub secret_access_key: String,
    /// Present on temporary credentials.
    pub session_token: Option<String>,
    /// Milliseconds since 1970.
    pub expiration: Option<f64>,
    /// The account, where the source told it.
    pub account_id: Option<String>,
    /// `AWS_CREDENTIAL_SCOPE` and its kin.
    pub credential_scope: Option<String>,
    /// The source's name.
    pub source: String,
    /// How they were come by, for SDK v3's user agent.
    pub features: Option<HashMap<String, String>>,
}

/// What went wrong, as data: JavaScript makes the `KeywardError` of it.
#[napi(object)]
pub struct NativeError {
    /// The stable code.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// What to do next.
    pub hint: Option<String>,
    /// AWS's own code, where AWS refused.
    pub aws_code: Option<String>,
    /// Whether it may be gone in a moment.
    pub passing: bool,
}

/// Exactly one of them is set.
#[napi(object)]
#[derive(Default)]
pub struct NativeOutcome {
    /// Of `credentials`.
    pub credentials: Option<NativeCredentials>,
    /// JSON text, of `explain`.
    pub json: Option<String>,
    /// Of either.
    pub error: Option<NativeError>,
}

impl TryFrom<NativeRequest> for Request {
    type Error = Error;

    fn try_from(request: NativeRequest) -> Result<Self> {
        Ok(Self {
            profile: request.profile.map(|name| name.parse()).transpose()?,
            role: request.params.map(AssumeRole::from),
            web_identity: request
                .github_actions
                .map(|job| WebIdentitySource::GithubActions {
                    audience: job.audience,
                }),
            master: request.master.map(Credentials::from),
            session: None,
            mfa_serial: request.mfa_serial,
            mfa: keyward::MfaAnswers::default(),
            account_id: request.account_id,
            region: request.region,
            fallback_region: request.fallback_region,
            force_refresh: request.force_refresh.unwrap_or(false),
        })
    }
}

impl From<NativeMaster> for Credentials {
    fn from(master: NativeMaster) -> Self {
        let secret = Secret::new(master.secret_access_key);
        let mut credentials = Self::long_lived(master.access_key_id, secret, "program");
        credentials.session_token = master.session_token.map(Secret::new);
        credentials
    }
}

impl From<NativeAssumeRole> for AssumeRole {
    fn from(params: NativeAssumeRole) -> Self {
        let mut role = Self::new(Located {
            value: params.role_arn,
            location: Location::Program,
        });
        role.session_name = params.role_session_name;
        role.external_id = params.external_id;
        role.duration_seconds = params.duration_seconds;
        role.source_identity = params.source_identity;
        role.policy = params.policy;
        let arns = params.policy_arns.unwrap_or_default();
        role.policy_arns = arns.into_iter().map(|policy| policy.arn).collect();
        let tags = params.tags.unwrap_or_default();
        role.tags = tags.into_iter().map(|tag| (tag.key, tag.value)).collect();
        role.mfa_serial = params.serial_number;
        role.transitive_tag_keys = params.transitive_tag_keys.unwrap_or_default();
        role
    }
}

impl From<Credentials> for NativeCredentials {
    fn from(credentials: Credentials) -> Self {
        Self {
            secret_access_key: credentials.secret_access_key.expose().to_owned(),
            session_token: credentials
                .session_token
                .map(|token| token.expose().to_owned()),
            // Exact for every date that AWS will ever send.
            #[allow(clippy::cast_precision_loss, reason = "seconds fit in 53 bits")]
            expiration: credentials.expiration.map(|at| at.unix() as f64 * 1000.0),
            access_key_id: credentials.access_key_id,
            account_id: credentials.account_id,
            credential_scope: credentials.credential_scope,
            features: None,
            source: credentials.source.to_owned(),
        }
    }
}

impl From<Error> for NativeError {
    fn from(error: Error) -> Self {
        Self {
            code: error.code().as_str().to_owned(),
            message: error.message().to_owned(),
            hint: error.hint().map(str::to_owned),
            aws_code: error.aws_code().map(str::to_owned),
            passing: error.is_passing(),
        }
    }
}

impl From<Result<NativeCredentials>> for NativeOutcome {
    fn from(answer: Result<NativeCredentials>) -> Self {
        match answer {
            Ok(credentials) => Self {
                credentials: Some(credentials),
                ..Self::default()
            },
            Err(error) => error.into(),
        }
    }
}

impl From<Result<String>> for NativeOutcome {
    fn from(answer: Result<String>) -> Self {
        match answer {
            Ok(json) => Self {
                json: Some(json),
                ..Self::default()
            },
            Err(error) => error.into(),
        }
    }
}

impl From<Error> for NativeOutcome {
    fn from(error: Error) -> Self {
        Self {
            error: Some(error.into()),
            ..Self::default()
        }
    }
}

/// An explanation as JSON text.
pub(crate) fn json(explanation: &Explanation) -> Result<String> {
    serde_json::to_string(explanation)
        .map_err(|error| Error::new(ErrorCode::Unexpected, format!("writing JSON: {error}")))
}
