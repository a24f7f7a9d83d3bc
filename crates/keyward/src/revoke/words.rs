//! What a revocation says when it cannot begin.

use keyward_core::{Error, ErrorCode, ProfileName, Result};

/// The user's name in an ARN.
pub(super) fn user_name(arn: &str) -> Result<&str> {
    let resource = arn.splitn(6, ':').nth(5).unwrap_or_default();
    if resource == "root" {
        return Err(Error::new(
            ErrorCode::NotSupported,
            format!("this is a key of the account's root user ({arn}), which no policy binds"),
        )
        .with_hint("sign in to the console as the root user, and delete the key under \"Security credentials\" at once"));
    }
    let name = resource
        .strip_prefix("user/")
        .and_then(|path| path.rsplit('/').next());
    name.ok_or_else(|| not_revocable(arn))
}

/// The role's name in an ARN.
pub(super) fn role_name(arn: &str) -> Option<&str> {
    let resource = arn.splitn(6, ':').nth(5)?.strip_prefix("role/")?;
    resource.rsplit('/').next().filter(|name| !name.is_empty())
}

pub(super) fn no_role(arn: &str) -> Error {
    Error::new(
        ErrorCode::ProfileInvalid,
        format!("{arn:?} is not the ARN of a role"),
    )
    .with_hint("it is written arn:aws:iam::ACCOUNT:role/NAME")
}

pub(super) fn not_revocable(arn: &str) -> Error {
    Error::new(
        ErrorCode::NotSupported,
        format!("the credentials belong to {arn}, which is neither an IAM user nor a role"),
    )
    .with_hint("revoke the profile of whoever opened this session")
}

pub(super) fn identity_center(arn: &str) -> Error {
    Error::new(
        ErrorCode::NotSupported,
        format!("{arn} is a session of IAM Identity Center, whose roles AWS manages itself"),
    )
    .with_hint("end the person's sessions in the console of Identity Center (Users, Active sessions), and revoke the permission set's with a policy of its own")
}

pub(super) fn another_account(arn: &str, account: &str) -> Error {
    Error::new(
        ErrorCode::AccountMismatch,
        format!("{arn} is of another account than who would sign ({account})"),
    )
    .with_hint("sign as a profile of that account: --with PROFILE")
}

/// AWS no longer takes the key that should sign.
pub(super) fn no_longer_taken(id: &str, profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::ExpiredCredentials,
        format!("AWS no longer takes {id}: it is inactive or deleted, and cannot sign what is left to do"),
    )
    .with_hint(format!(
        "sign as another profile: `keyward revoke {profile} --with PROFILE`"
    ))
}
