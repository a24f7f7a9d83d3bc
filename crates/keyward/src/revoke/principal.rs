//! Whose sessions and keys: a user's or a role's.

use keyward_core::{Credentials, Result};
use keyward_profile::{Base, GithubActions, Plan, RolesAnywhere, Saml, Step};

use super::words;

/// What a profile stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// An IAM user, by its keys.
    User {
        /// With its path.
        arn: String,
        /// As IAM's calls name it.
        name: String,
        /// The keys to deactivate; the last one is the one that programs get.
        access_key_ids: Vec<String>,
    },
    /// A role.
    Role {
        /// As the profile names it, or AWS.
        arn: String,
        /// As IAM's calls name it.
        name: String,
    },
}

impl Principal {
    /// The user's or the role's.
    #[must_use]
    pub fn arn(&self) -> &str {
        match self {
            Self::User { arn, .. } | Self::Role { arn, .. } => arn,
        }
    }

    /// The keys to deactivate.
    #[must_use]
    pub fn access_key_ids(&self) -> &[String] {
        match self {
            Self::User { access_key_ids, .. } => access_key_ids,
            Self::Role { .. } => &[],
        }
    }

    pub(super) fn account(&self) -> &str {
        self.arn().split(':').nth(4).unwrap_or_default()
    }

    pub(super) fn role(arn: &str) -> Result<Self> {
        match words::role_name(arn) {
            Some(name) => Ok(Self::Role {
                arn: arn.to_owned(),
                name: name.to_owned(),
            }),
            None => Err(words::no_role(arn)),
        }
    }

    /// By what `GetCallerIdentity` says of the keys.
    pub(super) fn of_caller(arn: &str, access_key_ids: Vec<String>) -> Result<Self> {
        let name = words::user_name(arn)?;
        Ok(Self::User {
            arn: arn.to_owned(),
            name: name.to_owned(),
            access_key_ids,
        })
    }

    /// By what `GetCallerIdentity` says of a session that came from elsewhere.
    pub(super) fn of_session(arn: &str) -> Result<Self> {
        let parts: Vec<_> = arn.splitn(6, ':').collect();
        let role = parts.get(5).and_then(|it| it.strip_prefix("assumed-role/"));
        let Some(name) = role.and_then(|role| role.split('/').next()) else {
            return Err(words::not_revocable(arn));
        };
        if name.starts_with("AWSReservedSSO_") {
            return Err(words::identity_center(arn));
        }
        Ok(Self::Role {
            // The path is no part of a session's ARN, nor of what IAM's calls want.
            arn: format!("arn:{}:iam::{}:role/{name}", parts[1], parts[4]),
            name: name.to_owned(),
        })
    }
}

/// The role that a plan ends in, as far as the plan says.
pub(super) fn role_of(plan: &Plan) -> Option<&str> {
    let assumed = plan.steps.iter().rev().find_map(|step| match step {
        Step::AssumeRole(role) => Some(role.role_arn.value.as_str()),
        Step::GetSessionToken(_) => None,
    });
    assumed.or(match &plan.base {
        Base::WebIdentity { role_arn, .. } => Some(role_arn.as_str()),
        Base::GithubActions(GithubActions { role, .. })
        | Base::Saml(Saml { role, .. })
        | Base::RolesAnywhere(RolesAnywhere { role, .. }) => Some(role.role_arn.value.as_str()),
        _ => None,
    })
}

/// Whether credentials are a key's own.
pub(super) fn is_long_lived(credentials: &Credentials) -> bool {
    credentials.session_token.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_tells_its_role() {
        let arn = "arn:aws:sts::123456789012:assumed-role/app/i-1";
        let role = Principal::of_session(arn).unwrap();
        assert_eq!(role.arn(), "arn:aws:iam::123456789012:role/app");
        assert_eq!(role.account(), "123456789012");
        let people = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_admin_1/jane";
        let error = Principal::of_session(people).unwrap_err();
        assert!(error.message().contains("Identity Center"), "{error}");
        assert!(Principal::of_session("arn:aws:sts::123456789012:federated-user/x").is_err());
    }

    #[test]
    fn names_leave_the_path_out() {
        let user = Principal::of_caller("arn:aws:iam::123456789012:user/a/b/bob", Vec::new());
        assert!(matches!(user.unwrap(), Principal::User { name, .. } if name == "bob"));
        let role = Principal::role("arn:aws:iam::123456789012:role/a/app").unwrap();
        assert!(matches!(role, Principal::Role { name, .. } if name == "app"));
        let root = Principal::of_caller("arn:aws:iam::123456789012:root", Vec::new());
        assert!(root.unwrap_err().message().contains("root user"));
        assert!(Principal::role("app").is_err());
    }
}
