//! The plan: a plain value that says where base credentials come from and which steps stand on top.
//!
//! The engine executes it, `keyward explain` prints it, and the cache is keyed by its prefixes.

use std::{fmt, path::Path, sync::Arc};

use keyward_core::{ProfileName, Secret};
use serde::Serialize;

use crate::Settings;

/// Where credentials come from, and what is done with them on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The profile that was selected; none where the environment decides alone.
    pub profile: Option<ProfileName>,
    /// Where the first credentials come from.
    pub base: Base,
    /// What turns them into the ones asked for, in order.
    pub steps: Vec<Step>,
    /// How AWS is called on the way.
    pub settings: Settings,
}

/// Where a value stands: a line of a file, or an environment variable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Location {
    /// A line of a file, counted from 1.
    File {
        /// The file.
        path: Arc<Path>,
        /// The line.
        line: u32,
    },
    /// An environment variable.
    Variable {
        /// Its name.
        name: String,
    },
    /// Given by the program that asks.
    Program,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Variable { name } => f.write_str(name),
            Self::Program => f.write_str("the program"),
        }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was read.
    pub location: Location,
}

/// A command line that may hold a secret among its arguments: only its first word is ever shown.
#[derive(Clone, PartialEq, Eq)]
pub struct SensitiveCommand(Secret);

impl SensitiveCommand {
    /// Wraps a command line as it stands in the file.
    #[must_use]
    pub fn new(command: impl Into<String>) -> Self {
        Self(Secret::new(command))
    }

    /// The same from a value of a file that was a secret all along.
    #[must_use]
    pub fn from_secret(command: Secret) -> Self {
        Self(command)
    }

    /// The program: the first word behind variables, quotes taken off; empty where that is unclear.
    #[must_use]
    pub fn program(&self) -> &str {
        crate::shell::program(self.0.expose())
    }

    /// Whether it ends as the pointer to this profile does, whichever program it starts.
    #[must_use]
    pub fn asks_for(&self, profile: &ProfileName) -> bool {
        let line = self.0.expose().trim_end();
        line.ends_with(&format!(" process {profile}"))
    }

    /// The whole line, for the shell that runs it.
    #[must_use]
    pub fn as_secret(&self) -> &Secret {
        &self.0
    }
}

impl fmt::Display for SensitiveCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(crate::shell::shown(self.0.expose()))?;
        f.write_str(" …")
    }
}

impl fmt::Debug for SensitiveCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for SensitiveCommand {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The closed set of sources. The engine matches it in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "source")]
pub enum Base {
    /// `AWS_ACCESS_KEY_ID` and its companions.
    Environment {
        /// The key id.
        access_key_id: String,
        /// The secret.
        secret_access_key: Secret,
        /// `AWS_SESSION_TOKEN`.
        session_token: Option<Secret>,
        /// `AWS_CREDENTIAL_EXPIRATION`, as it is written.
        expiration: Option<String>,
        /// `AWS_ACCOUNT_ID`.
        account_id: Option<String>,
        /// `AWS_CREDENTIAL_SCOPE`.
        #[serde(skip_serializing_if = "Option::is_none")]
        credential_scope: Option<String>,
    },
    /// Given by the program that asks, for a step on top.
    Program {
        /// The key id.
        access_key_id: String,
        /// The secret.
        secret_access_key: Secret,
        /// The token of a session.
        session_token: Option<Secret>,
    },
    /// The vault's entry of this name.
    Vault {
        /// The entry, and the profile it is bound to.
        name: ProfileName,
    },
    /// A key pair in plaintext in one of AWS's files.
    StaticKeys {
        /// The profile that holds it.
        profile: ProfileName,
        /// The key id and its line.
        access_key_id: Located<String>,
        /// The secret.
        secret_access_key: Secret,
        /// `aws_session_token`.
        session_token: Option<Secret>,
        /// `aws_account_id`.
        account_id: Option<String>,
        /// `aws_credential_scope`.
        #[serde(skip_serializing_if = "Option::is_none")]
        credential_scope: Option<String>,
    },
    /// `credential_process` of a profile.
    CredentialProcess {
        /// The profile that names it.
        profile: ProfileName,
        /// The command and its line.
        command: Located<SensitiveCommand>,
        /// `aws_account_id`.
        account_id: Option<String>,
    },
    /// A role by an OIDC token in a file.
    WebIdentity {
        /// `web_identity_token_file` or `AWS_WEB_IDENTITY_TOKEN_FILE`.
        token_file: Located<String>,
        /// `role_arn` or `AWS_ROLE_ARN`.
        role_arn: String,
        /// `role_session_name` or `AWS_ROLE_SESSION_NAME`.
        session_name: Option<String>,
    },
    /// A role by the OIDC token of a GitHub Actions job.
    GithubActions(GithubActions),
    /// A role by the assertion of an identity provider in a file.
    Saml(Saml),
    /// A role by an X.509 certificate.
    RolesAnywhere(RolesAnywhere),
    /// The role that an identity pool gives.
    CognitoIdentity(CognitoIdentity),
    /// IAM Identity Center.
    Sso {
        /// The profile that names it.
        profile: ProfileName,
        /// `sso_session`, where the profile uses one.
        session: Option<String>,
        /// `sso_account_id`; without it the session has tokens to give and no credentials.
        account_id: Option<String>,
        /// `sso_role_name`; there exactly where `account_id` is.
        role_name: Option<String>,
        /// `sso_region`, from the session or the profile.
        region: String,
        /// `sso_start_url`, from the session or the profile.
        start_url: String,
    },
    /// An `aws login` session.
    Login {
        /// The profile that names it.
        profile: ProfileName,
        /// `login_session`.
        session: Located<String>,
    },
    /// The endpoint of ECS or EKS.
    Container {
        /// What chose it: a variable, or `credential_source`.
        location: Location,
        /// The variable that holds the address.
        variable: &'static str,
    },
    /// The instance's metadata service.
    Imds {
        /// `credential_source`, where a profile asked for it; none at the end of the default chain.
        location: Option<Location>,
    },
}

/// `web_identity_source = github-actions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GithubActions {
    /// The role, with those of its parameters that AssumeRoleWithWebIdentity knows.
    pub role: AssumeRole,
    /// `web_identity_audience`: whom the token is for; STS by default.
    pub audience: Option<String>,
}

/// A role by a SAML assertion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Saml {
    /// The role, with those of its parameters that AssumeRoleWithSAML knows.
    pub role: AssumeRole,
    /// `saml_provider_arn`: the provider as IAM knows it.
    pub provider_arn: String,
    /// `saml_assertion_file`: in base64, or the XML itself.
    pub assertion_file: Located<String>,
}

/// A role by IAM Roles Anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RolesAnywhere {
    /// The role, with those of its parameters that CreateSession knows.
    pub role: AssumeRole,
    /// `rolesanywhere_trust_anchor_arn`; its region is the service's.
    pub trust_anchor_arn: Located<String>,
    /// `rolesanywhere_profile_arn`.
    pub profile_arn: String,
    /// `rolesanywhere_certificate`: a PEM file; certificates behind the first one are its chain.
    pub certificate: Located<String>,
    /// `rolesanywhere_private_key`: a PEM file.
    pub private_key: Located<String>,
    /// `rolesanywhere_certificate_chain`: a PEM file of those between the certificate and the anchor.
    pub chain: Option<Located<String>>,
}

/// An identity of Amazon Cognito's, in the enhanced flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CognitoIdentity {
    /// Whose.
    pub id: Located<CognitoId>,
    /// None for a guest.
    pub login: Option<CognitoLogin>,
    /// `cognito_custom_role_arn`: one of several roles that the login's token lists.
    pub custom_role_arn: Option<String>,
}

/// `REGION:UUID` of an identity, or of the pool that it is to be made in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum CognitoId {
    /// `cognito_identity_pool_id`
    Pool(String),
    /// `cognito_identity_id`
    Identity(String),
}

impl CognitoId {
    /// The id itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Pool(id) | Self::Identity(id) => id,
        }
    }
}

/// What a pool believes a user by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CognitoLogin {
    /// `cognito_login_provider`: as the pool names it.
    pub provider: String,
    /// `cognito_login_token_file`
    pub token_file: Located<String>,
}

impl Base {
    /// Whether STS gives these credentials: the account beside them is AWS's own word.
    #[must_use]
    pub fn asks_sts(&self) -> bool {
        matches!(
            self,
            Self::WebIdentity { .. } | Self::GithubActions(_) | Self::Saml(_)
        )
    }

    /// The source's name, as `keyward explain` and [`keyward_core::Credentials::source`] show it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Environment { .. } => "environment",
            Self::Program { .. } => "program",
            Self::Vault { .. } => "vault",
            Self::StaticKeys { .. } => "static_keys",
            Self::CredentialProcess { .. } => "credential_process",
            Self::WebIdentity { .. } => "web_identity",
            Self::GithubActions(_) => "github_actions",
            Self::Saml(_) => "saml",
            Self::RolesAnywhere(_) => "roles_anywhere",
            Self::CognitoIdentity(_) => "cognito_identity",
            Self::Sso { .. } => "sso",
            Self::Login { .. } => "login",
            Self::Container { .. } => "container",
            Self::Imds { .. } => "imds",
        }
    }
}

/// One call to STS on top of what came before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "step")]
#[expect(
    clippy::large_enum_variant,
    reason = "a plan has a handful of steps, most of them roles"
)]
pub enum Step {
    /// `sts:AssumeRole`.
    AssumeRole(AssumeRole),
    /// `sts:GetSessionToken`.
    GetSessionToken(GetSessionToken),
}

/// The parameters of `sts:AssumeRole` (AWS STS API Reference, "AssumeRole").
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssumeRole {
    /// `role_arn`.
    pub role_arn: Located<String>,
    /// `role_session_name`; the engine makes one up where there is none.
    pub session_name: Option<String>,
    /// `external_id`.
    pub external_id: Option<String>,
    /// `duration_seconds`, 900 to 43200.
    pub duration_seconds: Option<u32>,
    /// `source_identity`.
    pub source_identity: Option<String>,
    /// `session_tags`, as `key=value, key=value`.
    pub tags: Vec<(String, String)>,
    /// `transitive_session_tags`, as `key, key`.
    pub transitive_tag_keys: Vec<String>,
    /// `session_policy`: a policy document.
    pub policy: Option<String>,
    /// `session_policy_arns`, as `arn, arn`.
    pub policy_arns: Vec<String>,
    /// `mfa_serial`.
    pub mfa_serial: Option<String>,
    /// `mfa_process`: a command that prints a code of that device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_process: Option<Located<SensitiveCommand>>,
    /// `region` of the profile that names the role.
    pub region: Option<String>,
    /// The profile that names the role.
    pub profile: Option<ProfileName>,
}

impl AssumeRole {
    /// A step for this role with nothing else set.
    #[must_use]
    pub fn new(role_arn: Located<String>) -> Self {
        Self {
            role_arn,
            session_name: None,
            external_id: None,
            duration_seconds: None,
            source_identity: None,
            tags: Vec::new(),
            transitive_tag_keys: Vec::new(),
            policy: None,
            policy_arns: Vec::new(),
            mfa_serial: None,
            mfa_process: None,
            region: None,
            profile: None,
        }
    }
}

/// The parameters of `sts:GetSessionToken` (AWS STS API Reference, "GetSessionToken").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GetSessionToken {
    /// 900 to 129600; AWS's default is 12 hours.
    pub duration_seconds: Option<u32>,
    /// `mfa_serial`.
    pub mfa_serial: Option<String>,
    /// `mfa_process`: a command that prints a code of that device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mfa_process: Option<Located<SensitiveCommand>>,
}

impl Step {
    /// The MFA device whose code it needs.
    #[must_use]
    pub fn mfa_serial(&self) -> Option<&str> {
        match self {
            Self::AssumeRole(role) => role.mfa_serial.as_deref(),
            Self::GetSessionToken(session) => session.mfa_serial.as_deref(),
        }
    }

    /// The command that prints such a code.
    #[must_use]
    pub fn mfa_process(&self) -> Option<&Located<SensitiveCommand>> {
        match self {
            Self::AssumeRole(role) => role.mfa_process.as_ref(),
            Self::GetSessionToken(session) => session.mfa_process.as_ref(),
        }
    }
}

impl Plan {
    /// Whether step number `index` stands right above a session that its own MFA device has proved.
    #[must_use]
    pub fn is_proved_below(&self, index: usize) -> bool {
        let below = index.checked_sub(1).map(|below| &self.steps[below]);
        matches!(below, Some(below @ Step::GetSessionToken(_))
            if below.mfa_serial().is_some() && below.mfa_serial() == self.steps[index].mfa_serial())
    }
}
