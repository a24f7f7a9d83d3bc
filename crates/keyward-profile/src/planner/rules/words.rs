//! What a cell of the table may say.

use crate::{FileKind, Location, ProfileSet};

/// One place in the chain where credentials are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// `AWS_ACCESS_KEY_ID` and its companions.
    Environment,
    /// These parts of the selected profile, first come first served.
    Profile(&'static [ProfileSource]),
    /// `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`.
    WebIdentityVariables,
    /// The endpoint of ECS or EKS.
    Container,
    /// The instance's metadata service.
    Metadata,
}

/// A part of a profile that gives credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileSource {
    /// `role_arn` with `source_profile` or `credential_source`.
    Role,
    /// The same, where there is no `web_identity_token_file`.
    RoleWithoutToken,
    /// The same, where the profile has no keys of its own either.
    RoleWithoutKeys,
    /// The vault's entry, else `aws_access_key_id` and its companions.
    Static,
    /// The vault's entry, else the same in the credentials file.
    StaticOfCredentials,
    /// The same in the config file.
    StaticOfConfig,
    /// `web_identity_token_file`.
    WebIdentity,
    /// `credential_process`.
    Process,
    /// `sso_session`, `sso_start_url` and theirs; any of them.
    Sso,
    /// The same, where `sso_account_id` or `sso_role_name` is among them.
    SsoOfRole,
    /// `login_session`.
    Login,
}

impl ProfileSource {
    /// The one file whose static keys are meant.
    pub(crate) fn file(self) -> Option<FileKind> {
        match self {
            Self::StaticOfCredentials => Some(FileKind::Credentials),
            Self::StaticOfConfig => Some(FileKind::Config),
            _ => None,
        }
    }

    /// Whether it leads to another profile.
    pub(crate) fn is_role(self) -> bool {
        matches!(
            self,
            Self::Role | Self::RoleWithoutToken | Self::RoleWithoutKeys
        )
    }

    /// Whether keys that stand there are meant.
    pub(crate) fn means(self, set: &ProfileSet, location: &Location) -> bool {
        self.file().is_none_or(|file| set.file_of(location) == file)
    }
}

/// What `role_arn` without a source means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoneRole {
    /// Nothing.
    PassedOver,
    /// Nothing, but keys of the same profile are not used.
    HidesKeys,
    /// The profile is broken.
    IsError,
}

/// Where `credential_source` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialSource {
    /// Nowhere.
    Unknown,
    /// Beside `role_arn`.
    OfRole,
    /// Beside `role_arn`, and alone in a profile that another one names as its source.
    Alone,
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
