//! What users, roles and groups have in common: a name and policies.

use super::names;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Params};
use crate::state::account::Policies;

/// A user, a role or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    User,
    Role,
    Group,
}

impl Kind {
    /// The parameter that names it.
    pub(crate) fn parameter(self) -> &'static str {
        match self {
            Self::User => "UserName",
            Self::Role => "RoleName",
            Self::Group => "GroupName",
        }
    }

    /// As error messages call it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Role => "role",
            Self::Group => "group",
        }
    }

    /// Quota for the sum of its inline policies, in characters without white space.
    pub(crate) fn inline_quota(self) -> usize {
        match self {
            Self::User => 2_048,
            Self::Role => 10_240,
            Self::Group => 5_120,
        }
    }

    /// The name that a request gives, within IAM's bounds.
    pub(crate) fn name(self, params: &Params) -> Result<&str, AwsError> {
        let longest = if self == Self::Group { 128 } else { 64 };
        names::required(params, self.parameter(), longest)
    }
}

/// `NoSuchEntity` for a user, role or group.
pub(crate) fn absent(kind: Kind, name: &str) -> AwsError {
    not_found(format!(
        "The {} with name {name} cannot be found.",
        kind.word()
    ))
}

pub(crate) fn not_found(message: String) -> AwsError {
    AwsError::new(404, "NoSuchEntity", message)
}

pub(crate) fn conflict(message: &str) -> AwsError {
    AwsError::new(409, "DeleteConflict", message)
}

pub(crate) fn exists(what: &str, name: &str) -> AwsError {
    AwsError::new(
        409,
        "EntityAlreadyExists",
        format!("{what} with name {name} already exists."),
    )
}

/// The policies of the user, role or group that the request names, with its name.
pub(crate) fn policies<'a, 'p>(
    cx: &'a mut Context<'_>,
    params: &'p Params,
    kind: Kind,
) -> Result<(&'p str, &'a mut Policies), AwsError> {
    let name = kind.name(params)?;
    let account = cx.account();
    let policies = match kind {
        Kind::User => account.users.get_mut(name).map(|user| &mut user.policies),
        Kind::Role => account.roles.get_mut(name).map(|role| &mut role.policies),
        Kind::Group => account
            .groups
            .get_mut(name)
            .map(|group| &mut group.policies),
    };
    policies
        .map(|policies| (name, policies))
        .ok_or_else(|| absent(kind, name))
}

/// What has to go before the entity may go.
pub(crate) fn check_no_policies(policies: &Policies) -> Result<(), AwsError> {
    if !policies.attached.is_empty() {
        return Err(conflict(
            "Cannot delete entity, must detach all policies first.",
        ));
    }
    if !policies.inline.is_empty() {
        return Err(conflict(
            "Cannot delete entity, must delete policies first.",
        ));
    }
    Ok(())
}
