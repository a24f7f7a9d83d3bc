//! Who makes a request.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>

use crate::pattern::SplitArn;

/// The condition keys that follow from a principal, in lower case.
pub(super) const KEYS: [&str; 7] = [
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalservicename",
    "aws:principaltype",
    "aws:userid",
    "aws:username",
];

/// Who makes a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Principal {
    /// Nobody signed it.
    Anonymous,
    /// The root user of an account.
    Root {
        /// Twelve digits.
        account: String,
    },
    /// An IAM user, with a long-term key or a session of GetSessionToken.
    User {
        /// `arn:aws:iam::ACCOUNT:user/PATH/NAME`
        arn: String,
        /// `AIDA…`, where known.
        id: Option<String>,
    },
    /// A session of a role, by whatever door it was assumed.
    RoleSession {
        /// `arn:aws:iam::ACCOUNT:role/PATH/NAME`
        role_arn: String,
        /// What follows the role's name in the session's ARN.
        session_name: String,
        /// `AROA…`, where known.
        role_id: Option<String>,
        /// The identity provider, as `Federated` names it, of a session that came from one.
        provider: Option<String>,
    },
    /// A session of GetFederationToken.
    FederatedUser {
        /// `arn:aws:sts::ACCOUNT:federated-user/NAME`
        arn: String,
        /// The ARN of the user who called GetFederationToken, where known.
        issuer: Option<String>,
    },
    /// An identity of a provider that has no AWS credentials yet: the caller of
    /// AssumeRoleWithWebIdentity and AssumeRoleWithSAML.
    Federated {
        /// As the `Federated` principal names it: an ARN or a host name.
        provider: String,
    },
    /// An AWS service.
    Service {
        /// `ec2.amazonaws.com`
        name: String,
    },
}

impl Principal {
    /// From the ARN of a user, account root, role session or federated user. The ARN of a role alone
    /// is nobody who makes requests. A role of a session is taken to have the path `/`.
    #[must_use]
    pub fn from_arn(arn: &str) -> Option<Self> {
        let parts = SplitArn::new(arn)?;
        let account = parts.account();
        match (parts.service(), parts.resource().split_once('/')) {
            ("iam", None) if parts.resource() == "root" => Some(Self::Root {
                account: account.to_owned(),
            }),
            ("iam", Some(("user", _))) => Some(Self::User {
                arn: arn.to_owned(),
                id: None,
            }),
            ("sts", Some(("federated-user", _))) => Some(Self::FederatedUser {
                arn: arn.to_owned(),
                issuer: None,
            }),
            ("sts", Some(("assumed-role", session))) => {
                let (role, session_name) = session.split_once('/')?;
                Some(Self::RoleSession {
                    role_arn: format!("arn:{}:iam::{account}:role/{role}", parts.partition()),
                    session_name: session_name.to_owned(),
                    role_id: None,
                    provider: None,
                })
            }
            _ => None,
        }
    }

    /// The account it belongs to; none for services, providers and the anonymous.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account } => Some(account),
            Self::User { arn, .. } | Self::FederatedUser { arn, .. } => {
                SplitArn::new(arn).map(SplitArn::account)
            }
            Self::RoleSession { role_arn, .. } => SplitArn::new(role_arn).map(SplitArn::account),
            Self::Anonymous | Self::Federated { .. } | Self::Service { .. } => None,
        }
    }

    /// Its own ARN; of a role session the session's.
    #[must_use]
    pub fn arn(&self) -> Option<String> {
        match self {
            Self::Root { account } => Some(format!("arn:aws:iam::{account}:root")),
            Self::User { arn, .. } | Self::FederatedUser { arn, .. } => Some(arn.clone()),
            Self::RoleSession {
                role_arn,
                session_name,
                ..
            } => session_arn(role_arn, session_name),
            Self::Anonymous | Self::Federated { .. } | Self::Service { .. } => None,
        }
    }

    /// Whether it is a session of a service-linked role, which organization policies leave alone.
    pub(crate) fn is_service_linked(&self) -> bool {
        matches!(self, Self::RoleSession { role_arn, .. } if role_arn.contains(":role/aws-service-role/"))
    }

    /// The keys of [`KEYS`] that it has.
    pub(super) fn keys(&self) -> Vec<(&'static str, String)> {
        let service = match self {
            Self::Service { name } => Some(name.clone()),
            _ => None,
        };
        let all = [
            ("aws:principalaccount", self.account().map(str::to_owned)),
            ("aws:principalarn", self.principal_arn_key()),
            (
                "aws:principalisawsservice",
                Some(service.is_some().to_string()),
            ),
            ("aws:principalservicename", service),
            ("aws:principaltype", self.type_key().map(str::to_owned)),
            ("aws:userid", self.userid_key()),
            ("aws:username", self.username_key()),
        ];
        all.into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }

    /// For a role session the role's ARN, not the session's.
    fn principal_arn_key(&self) -> Option<String> {
        match self {
            Self::RoleSession { role_arn, .. } => Some(role_arn.clone()),
            _ => self.arn(),
        }
    }

    fn type_key(&self) -> Option<&'static str> {
        match self {
            Self::Anonymous => Some("Anonymous"),
            Self::Root { .. } => Some("Account"),
            Self::User { .. } => Some("User"),
            Self::RoleSession { .. } => Some("AssumedRole"),
            Self::FederatedUser { .. } => Some("FederatedUser"),
            Self::Federated { .. } | Self::Service { .. } => None,
        }
    }

    fn userid_key(&self) -> Option<String> {
        match self {
            Self::Anonymous => Some("anonymous".to_owned()),
            Self::Root { account } => Some(account.clone()),
            Self::User { id, .. } => id.clone(),
            Self::RoleSession {
                role_id,
                session_name,
                ..
            } => role_id.as_ref().map(|id| format!("{id}:{session_name}")),
            Self::FederatedUser { arn, .. } => {
                Some(format!("{}:{}", self.account()?, last_part(arn)?))
            }
            Self::Federated { .. } | Self::Service { .. } => None,
        }
    }

    /// Only users have a user name.
    fn username_key(&self) -> Option<String> {
        match self {
            Self::User { arn, .. } => last_part(arn).map(str::to_owned),
            _ => None,
        }
    }
}

/// The session's ARN has the role's name without its path.
fn session_arn(role_arn: &str, session_name: &str) -> Option<String> {
    let role = SplitArn::new(role_arn)?;
    Some(format!(
        "arn:{}:sts::{}:assumed-role/{}/{session_name}",
        role.partition(),
        role.account(),
        last_part(role_arn)?,
    ))
}

fn last_part(arn: &str) -> Option<&str> {
    arn.rsplit_once('/').map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_come_back_as_they_were() {
        for arn in [
            "arn:aws:iam::123456789012:root",
            "arn:aws:iam::123456789012:user/team/alice",
            "arn:aws:sts::123456789012:assumed-role/app/build-7",
            "arn:aws-cn:sts::123456789012:federated-user/bob",
        ] {
            let principal = Principal::from_arn(arn).unwrap();
            assert_eq!(principal.arn().as_deref(), Some(arn));
            assert_eq!(principal.account(), Some("123456789012"));
        }
        for arn in ["", "alice", "arn:aws:iam::123456789012:role/app"] {
            assert_eq!(Principal::from_arn(arn), None, "{arn}");
        }
    }

    #[test]
    fn a_role_session_is_known_by_its_role() {
        let session = Principal::RoleSession {
            role_arn: "arn:aws:iam::123456789012:role/path/app".into(),
            session_name: "build".into(),
            role_id: Some("AROAEXAMPLE".into()),
            provider: None,
        };
        let keys = session.keys();
        let value = |key| {
            keys.iter()
                .find(|(k, _)| *k == key)
                .map(|(_, v)| v.as_str())
        };
        assert_eq!(
            session.arn().as_deref(),
            Some("arn:aws:sts::123456789012:assumed-role/app/build")
        );
        assert_eq!(
            value("aws:principalarn"),
            Some("arn:aws:iam::123456789012:role/path/app")
        );
        assert_eq!(value("aws:userid"), Some("AROAEXAMPLE:build"));
        assert_eq!(value("aws:principaltype"), Some("AssumedRole"));
        assert_eq!(value("aws:username"), None);
        assert!(keys.iter().all(|(key, _)| KEYS.contains(key)));
    }
}
