//! Where AWS's tools disagree, as data: one column a tool, one row a difference.

mod rows;
mod words;

pub use rows::{ROWS, Row};
pub use words::{CredentialSource, Link, LoneRole, MetadataSwitch, ProfileSource};

use self::{
    Link::{Container, Environment, Metadata, Profile, WebIdentityVariables},
    ProfileSource::{
        Login, Process, Role, RoleWithoutKeys, RoleWithoutToken, Sso, SsoOfRole, Static,
        StaticOfConfig, StaticOfCredentials, WebIdentity,
    },
};

/// The rules by which a plan is made: one column of the table in [`ROWS`], which says where each of
/// them comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rules {
    /// `js-v3`, `js-v2`, `cli`.
    pub name: &'static str,
    /// Where credentials are looked for, first come first served.
    pub chain: &'static [Link],
    /// The same in a profile that another one names as its source.
    pub source_order: &'static [ProfileSource],
    /// Key variables in the environment are used although `AWS_PROFILE` is set. A profile that the
    /// program names beats them everywhere.
    pub keys_beat_profile_variable: bool,
    /// A profile that a variable names must exist although the environment's keys are used.
    pub profile_must_exist: bool,
    /// What stands before `_ACCESS_KEY_ID` and its companions.
    pub key_prefixes: &'static [&'static str],
    /// What a session token is called, the first one that is there: in capitals behind a prefix, in
    /// small letters behind `aws_`.
    pub session_tokens: &'static [&'static str],
    /// `AWS_CREDENTIAL_EXPIRATION` and `AWS_ACCOUNT_ID` are read.
    pub expiration_and_account_variables: bool,
    /// What names the profile, the first one that is set.
    pub profile_variables: &'static [&'static str],
    /// What names the region, the first one that is set.
    pub region_variables: &'static [&'static str],
    /// The config file, and a credentials file that a variable names, are read only where this
    /// variable is set.
    pub config_file_variable: Option<&'static str>,
    /// `role_arn` without a source.
    pub lone_role: LoneRole,
    /// Where `credential_source` counts.
    pub credential_source: CredentialSource,
    /// What `AWS_EC2_METADATA_DISABLED` has to say for the metadata service to be left alone.
    pub metadata_switch: MetadataSwitch,
}

impl Rules {
    /// SDK for JavaScript v3.
    pub const JS_V3: Self = Self {
        name: "js-v3",
        chain: &[
            Environment,
            Profile(&[Role, Static, WebIdentity, Process, Sso, Login]),
            WebIdentityVariables,
            Container,
            Metadata,
        ],
        source_order: &[Static, Role, WebIdentity, Process, Sso, Login],
        keys_beat_profile_variable: false,
        profile_must_exist: true,
        key_prefixes: &["AWS"],
        session_tokens: &["SESSION_TOKEN"],
        expiration_and_account_variables: true,
        profile_variables: &["AWS_PROFILE"],
        region_variables: &["AWS_REGION"],
        config_file_variable: None,
        lone_role: LoneRole::PassedOver,
        credential_source: CredentialSource::Alone,
        metadata_switch: MetadataSwitch::OffUnlessFalse,
    };

    /// SDK for JavaScript v2.
    pub const JS_V2: Self = Self {
        name: "js-v2",
        chain: &[
            Environment,
            Profile(&[Sso, Role, Static]),
            Container,
            Profile(&[Process]),
            WebIdentityVariables,
            Profile(&[WebIdentity]),
            Metadata,
        ],
        source_order: &[Static, Role],
        keys_beat_profile_variable: true,
        profile_must_exist: false,
        key_prefixes: &["AWS", "AMAZON"],
        session_tokens: &["SESSION_TOKEN"],
        expiration_and_account_variables: false,
        profile_variables: &["AWS_PROFILE"],
        region_variables: &["AWS_REGION", "AMAZON_REGION"],
        config_file_variable: Some("AWS_SDK_LOAD_CONFIG"),
        lone_role: LoneRole::HidesKeys,
        credential_source: CredentialSource::Unknown,
        metadata_switch: MetadataSwitch::OffWhenSet,
    };

    /// AWS CLI, version 2, and boto3.
    pub const CLI: Self = Self {
        name: "cli",
        chain: &[
            Environment,
            Profile(&[RoleWithoutToken]),
            WebIdentityVariables,
            Profile(&[
                WebIdentity,
                SsoOfRole,
                StaticOfCredentials,
                Login,
                Process,
                StaticOfConfig,
            ]),
            Container,
            Metadata,
        ],
        source_order: &[
            RoleWithoutKeys,
            WebIdentity,
            SsoOfRole,
            StaticOfCredentials,
            Login,
            Process,
            StaticOfConfig,
        ],
        keys_beat_profile_variable: true,
        profile_must_exist: true,
        key_prefixes: &["AWS"],
        session_tokens: &["SECURITY_TOKEN", "SESSION_TOKEN"],
        expiration_and_account_variables: true,
        profile_variables: &["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
        region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
        config_file_variable: None,
        lone_role: LoneRole::IsError,
        credential_source: CredentialSource::OfRole,
        metadata_switch: MetadataSwitch::OffWhenTrue,
    };

    /// Every column of the table.
    pub const ALL: [Self; 3] = [Self::JS_V3, Self::JS_V2, Self::CLI];

    /// Whether the config file is read in this environment.
    #[must_use]
    pub fn reads_config_file(&self, env: impl Fn(&str) -> Option<String>) -> bool {
        self.config_file_variable
            .is_none_or(|name| env(name).is_some())
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::JS_V3
    }
}
