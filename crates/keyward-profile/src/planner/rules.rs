//! Where AWS's tools disagree, as data.

use self::ProfileSource::{Login, Process, Role, Sso, Static, WebIdentity};

/// The rules by which a plan is made: one row of the table below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rules {
    /// `js-v3`, `js-v2`, `cli`.
    pub name: &'static str,
    /// Key variables in the environment are used although `AWS_PROFILE` is set. A profile that the
    /// program names beats them everywhere.
    pub keys_beat_profile_variable: bool,
    /// What stands before `_ACCESS_KEY_ID` and its companions.
    pub key_prefixes: &'static [&'static str],
    /// `AWS_CREDENTIAL_EXPIRATION` and `AWS_ACCOUNT_ID` are read.
    pub expiration_and_account_variables: bool,
    /// What names the profile, the first one that is set.
    pub profile_variables: &'static [&'static str],
    /// What names the region, the first one that is set.
    pub region_variables: &'static [&'static str],
    /// What in a profile gives credentials, first come first served. A profile that another one
    /// names as its source gives its static keys first, whatever stands here.
    pub profile_order: &'static [ProfileSource],
    /// `role_arn` without a source is an error even where the profile has keys of its own.
    pub lone_role_arn_is_error: bool,
    /// Keys of a profile that hold its session token.
    pub session_token_keys: &'static [&'static str],
    /// What `AWS_EC2_METADATA_DISABLED` has to say for the metadata service to be left alone.
    pub metadata_switch: MetadataSwitch,
}

/// Which values of `AWS_EC2_METADATA_DISABLED` count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MetadataSwitch {
    /// Any value but `false` turns the service off.
    OffUnlessFalse,
    /// Any value turns it off.
    OffWhenSet,
    /// `true` in any case turns it off.
    OffWhenTrue,
}

impl MetadataSwitch {
    /// Whether this value turns the service off.
    #[must_use]
    pub fn is_off(self, value: &str) -> bool {
        match self {
            Self::OffUnlessFalse => value != "false",
            Self::OffWhenSet => true,
            Self::OffWhenTrue => value.eq_ignore_ascii_case("true"),
        }
    }
}

/// A part of a profile that gives credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileSource {
    /// `role_arn` with `source_profile` or `credential_source`.
    Role,
    /// The vault's entry, else `aws_access_key_id` and its companions.
    Static,
    /// `web_identity_token_file`.
    WebIdentity,
    /// `credential_process`.
    Process,
    /// `sso_session`, `sso_start_url` and theirs.
    Sso,
    /// `login_session`.
    Login,
}

impl Rules {
    /// SDK for JavaScript v3.
    ///
    /// Sources: `credential-provider-node/src/defaultProvider.ts` (order; the environment is skipped
    /// for `AWS_PROFILE`), `credential-provider-env/src/fromEnv.ts` (variables),
    /// `credential-provider-ini/src/resolveProfileData.ts` (order within a profile; a role without a
    /// source is passed over).
    pub const JS_V3: Self = Self {
        name: "js-v3",
        keys_beat_profile_variable: false,
        key_prefixes: &["AWS"],
        expiration_and_account_variables: true,
        profile_variables: &["AWS_PROFILE"],
        region_variables: &["AWS_REGION"],
        profile_order: &[Role, Static, WebIdentity, Process, Sso, Login],
        lone_role_arn_is_error: false,
        session_token_keys: &["aws_session_token"],
        metadata_switch: MetadataSwitch::OffUnlessFalse,
    };

    /// SDK for JavaScript v2.
    ///
    /// Sources: `lib/node_loader.js` (order of the default chain: SSO stands before the files, the
    /// process and the token file behind them; `AMAZON_` variables and region),
    /// `lib/credentials/environment_credentials.js`, `lib/credentials/shared_ini_file_credentials.js`
    /// ("source_profile is not set").
    pub const JS_V2: Self = Self {
        name: "js-v2",
        keys_beat_profile_variable: true,
        key_prefixes: &["AWS", "AMAZON"],
        expiration_and_account_variables: false,
        profile_variables: &["AWS_PROFILE"],
        region_variables: &["AWS_REGION", "AMAZON_REGION"],
        profile_order: &[Sso, Role, Static, Process, WebIdentity, Login],
        lone_role_arn_is_error: true,
        session_token_keys: &["aws_session_token"],
        metadata_switch: MetadataSwitch::OffWhenSet,
    };

    /// AWS CLI.
    ///
    /// Sources: AWS CLI User Guide, "Configuration and credential precedence" and "Environment
    /// variables"; botocore `credentials.py` (order within a profile, `aws_security_token`; a role
    /// without a source is partial credentials).
    pub const CLI: Self = Self {
        name: "cli",
        keys_beat_profile_variable: true,
        key_prefixes: &["AWS"],
        expiration_and_account_variables: true,
        profile_variables: &["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
        region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
        profile_order: &[Role, WebIdentity, Sso, Static, Login, Process],
        lone_role_arn_is_error: true,
        session_token_keys: &["aws_session_token", "aws_security_token"],
        metadata_switch: MetadataSwitch::OffWhenTrue,
    };
}

impl Default for Rules {
    fn default() -> Self {
        Self::JS_V3
    }
}
