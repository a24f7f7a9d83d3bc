//! Who made a request, once it is proved.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A principal of one account, as a snapshot holds it too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub(crate) enum Principal {
    /// Nobody signed. Only S3 hears such a caller, and a bucket policy has to let it in.
    Anonymous,
    Root {
        account: String,
    },
    User {
        account: String,
        name: String,
        arn: String,
        id: String,
    },
    AssumedRole {
        account: String,
        role_name: String,
        role_arn: String,
        role_id: String,
        session_name: String,
    },
    /// A session of GetFederationToken.
    FederatedUser {
        account: String,
        name: String,
        /// The user or root who made it: its policies are what the session can have at most.
        issuer: Box<Principal>,
    },
}

impl Principal {
    /// Twelve digits; empty for the anonymous.
    pub(crate) fn account(&self) -> &str {
        match self {
            Self::Anonymous => "",
            Self::Root { account }
            | Self::User { account, .. }
            | Self::AssumedRole { account, .. }
            | Self::FederatedUser { account, .. } => account,
        }
    }

    /// The ARN as GetCallerIdentity tells it.
    pub(crate) fn arn(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Root { account } => format!("arn:aws:iam::{account}:root"),
            Self::User { arn, .. } => arn.clone(),
            Self::AssumedRole {
                account,
                role_name,
                session_name,
                ..
            } => {
                format!("arn:aws:sts::{account}:assumed-role/{role_name}/{session_name}")
            }
            Self::FederatedUser { account, name, .. } => {
                format!("arn:aws:sts::{account}:federated-user/{name}")
            }
        }
    }

    /// `UserId` as GetCallerIdentity tells it.
    pub(crate) fn user_id(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Root { account } => account.clone(),
            Self::User { id, .. } => id.clone(),
            Self::AssumedRole {
                role_id,
                session_name,
                ..
            } => format!("{role_id}:{session_name}"),
            Self::FederatedUser { account, name, .. } => format!("{account}:{name}"),
        }
    }

    /// The name of the IAM user, where it is one.
    pub(crate) fn user_name(&self) -> Option<&str> {
        match self {
            Self::User { name, .. } => Some(name),
            Self::Anonymous
            | Self::Root { .. }
            | Self::AssumedRole { .. }
            | Self::FederatedUser { .. } => None,
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.arn())
    }
}
