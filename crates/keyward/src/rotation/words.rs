//! What a rotation says when it cannot go on.

use keyward_core::{Error, ErrorCode, ProfileName, Result};
use keyward_profile::{Base, Plan};
use keyward_vault::Revocation;

use super::{journal::Journal, run::Run, targets::RotationTarget};
use crate::iam::{KeyStatus, LastUse, ListedKey};

/// The user's name in an ARN; only users have keys that keyward rotates.
pub(super) fn user_of(arn: &str) -> Result<&str> {
    let resource = arn.splitn(6, ':').nth(5).unwrap_or_default();
    if resource == "root" {
        return Err(Error::new(
            ErrorCode::NotSupported,
            format!("this is a key of the account's root user ({arn}); keyward rotates keys of IAM users only"),
        )
        .with_hint("make an IAM user or a role for this work, and delete the root user's key in the console"));
    }
    let name = resource
        .strip_prefix("user/")
        .and_then(|path| path.rsplit('/').next());
    name.ok_or_else(|| {
        Error::new(
            ErrorCode::NotSupported,
            format!("the key belongs to {arn}, which is no IAM user; there is nothing to rotate"),
        )
    })
}

/// The account in an ARN.
pub(super) fn account_of(arn: &str) -> &str {
    arn.split(':').nth(4).unwrap_or_default()
}

pub(super) fn key_of_another(id: &str, user: &str) -> Error {
    Error::new(
        ErrorCode::AccountMismatch,
        format!("IAM does not list {id} among the keys of {user}"),
    )
    .with_hint(
        "the credentials that sign must be of the key's own account, and may list its user's keys",
    )
}

/// A key that was revoked signs nothing.
pub(super) fn revoked(profile: &ProfileName, revocation: &Revocation) -> Error {
    Error::new(
        ErrorCode::ExpiredCredentials,
        format!(
            "the key of {profile} was revoked at {} and cannot sign for a new one",
            revocation.at()
        ),
    )
    .with_hint(format!(
        "sign as another profile: `keyward rotate {profile} --with PROFILE`"
    ))
}

/// Nobody wants a key back that has leaked.
pub(super) fn former_revoked(profile: &ProfileName, id: &str) -> Error {
    Error::new(
        ErrorCode::NotSupported,
        format!("the former key {id} of {profile} was revoked; it does not come back"),
    )
    .with_hint(format!(
        "go on with the new one: `keyward rotate {profile}`"
    ))
}

pub(super) fn two_keys(user: &str, other: &ListedKey) -> Error {
    let (state, hint) = match other.status {
        KeyStatus::Active => (
            "active",
            "find out who uses it; delete one of the two in IAM, then run this again",
        ),
        KeyStatus::Inactive => (
            "inactive",
            "if nobody misses it, delete it in IAM (aws iam delete-access-key), then run this again",
        ),
    };
    let since = other
        .created
        .map_or_else(String::new, |at| format!(", made {at}"));
    full(format!(
        "{user} has a second access key, {} ({state}{since}), and AWS allows two: there is no room for a new one",
        other.id
    ))
    .with_hint(hint)
}

pub(super) fn no_room(user: &str, other: &str, is_orphan: bool) -> Error {
    let (what, hint) = if is_orphan {
        (
            "made by a request whose answer was lost, inactive now",
            "let keyward delete it: run this again with --delete-orphans",
        )
    } else {
        (
            "not made by keyward",
            "delete one that nobody uses in IAM, then run this again",
        )
    };
    full(format!(
        "{user} has a second access key, {other} ({what}): there is no room for a new one"
    ))
    .with_hint(hint)
}

/// Under the code by which AWS would refuse a third key.
fn full(message: String) -> Error {
    Error::new(ErrorCode::AwsRefused, message).with_aws_code("LimitExceeded")
}

pub(super) fn another_account(id: &str, account: &str, wanted: &str) -> Error {
    Error::new(
        ErrorCode::AccountMismatch,
        format!("the key {id} is of account {account}, not {wanted}"),
    )
    .with_hint("name the profile of that account, or drop --account")
}

/// A profile whose credentials come from elsewhere, though it is known.
pub(super) fn no_key_of_its_own(profile: &ProfileName, plan: &Plan) -> Option<Error> {
    let (what, hint) = match &plan.base {
        Base::Vault { name } if !plan.steps.is_empty() => (
            format!("stands on the key of {name}"),
            format!("rotate that one: `keyward rotate {name}`"),
        ),
        Base::StaticKeys {
            profile: holder, ..
        } => (
            format!("stands on a key in plaintext, in [{holder}]"),
            format!("bring it into the vault first: `keyward import --profile {holder}`"),
        ),
        Base::CredentialProcess { .. } | Base::Environment { .. } | Base::Vault { .. } => {
            return None;
        }
        base => (
            format!("gets sessions that AWS renews ({})", base.name()),
            "there is no long-lived key to rotate".to_owned(),
        ),
    };
    let message = format!("the vault has no key of {profile}, which {what}");
    Some(Error::new(ErrorCode::EntryNotFound, message).with_hint(hint))
}

pub(super) fn unanswered(error: Error) -> Error {
    let hint = "the key in place works on; run this again: keyward then looks whether AWS made a key, and goes on";
    error
        .in_context("AWS may have made a key or not")
        .with_hint(hint)
}

pub(super) fn not_sealed(error: Error, id: &str, deleted: bool) -> Error {
    let what = if deleted {
        format!("the new key {id} could not be sealed, so it was deleted again")
    } else {
        format!("the new key {id} could not be sealed, nor deleted")
    };
    error
        .in_context(what)
        .with_hint("the key in place works on; free some space or mend the disk, then run this again: keyward clears up what is left")
}

/// The disk failed while the new key was being sealed, maybe after it was.
pub(super) fn perhaps_sealed(error: Error, id: &str) -> Error {
    error
        .in_context(format!(
            "it is not certain that the new key {id} was sealed"
        ))
        .with_hint("the key in place works on; run this again: keyward looks, and goes on")
}

/// Which target holds which key.
pub(super) fn targets_failed(
    run: &Run<'_>,
    journal: &Journal,
    failed: &[(RotationTarget, Error)],
) -> Error {
    let new = &run.sealed.entry.access_key_id;
    let old = run.sealed.former();
    let old = old.map_or("the old key", |key| key.access_key_id.as_str());
    let written = journal.written.iter();
    let written = written.filter_map(|text| RotationTarget::parse(text).ok());
    let holders: Vec<_> = std::iter::once("the vault".to_owned())
        .chain(written.map(|target| target.to_string()))
        .collect();
    let reasons: Vec<_> = failed
        .iter()
        .map(|(target, error)| format!("{target} could not be written ({})", error.message()))
        .collect();
    let code = failed.first();
    let code = code.map_or(ErrorCode::Unexpected, |(_, error)| error.code());
    let profile = run.profile;
    Error::new(
        code,
        format!(
            "{} and may still hold {old}; {new} is in {}; both keys stay active",
            reasons.join(", "),
            holders.join(", ")
        ),
    )
    .with_hint(format!(
        "mend it and run `keyward rotate {profile}` again, drop it with --forget-target, or go back with --rollback"
    ))
}

pub(super) fn not_proved(error: Error, id: &str) -> Error {
    error
        .in_context(format!("AWS does not take the new key {id} yet"))
        .with_hint("the key in place works on; run this again in a few minutes, or drop the new key with --rollback")
}

/// Of a command line; the rest may hold anything.
pub(super) fn first_word(line: &str) -> String {
    line.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Of the user's own command only the first word is shown: the rest may hold anything.
pub(super) fn proof_failed(error: &Error, line: &str, id: &str) -> Error {
    let word = first_word(line);
    Error::new(
        error.code(),
        format!(
            "AWS knows the new key {id}, but the command that is to prove it ({word} …) {}",
            error.message()
        ),
    )
    .with_hint("the key in place works on; mend what the command tells and run this again, drop the command (--no-prove-with), or the new key (--rollback)")
}

pub(super) fn another_user(id: &str, expected: &str, found: &str) -> Error {
    Error::new(
        ErrorCode::AccountMismatch,
        format!("the new key {id} is of {found}, not of {expected}"),
    )
    .with_hint("`keyward rotate --rollback` deletes it")
}

pub(super) fn damaged(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::VaultDamaged,
        format!("the rotation of {profile} lacks a key that its journal speaks of"),
    )
    .with_hint("the key in place works on; restore the vault from a copy, or look at the user's keys in IAM")
}

pub(super) fn nothing_to_roll_back(profile: &ProfileName) -> Error {
    Error::new(
        ErrorCode::InvalidArgument,
        format!("no rotation of {profile} is under way: there is nothing to roll back"),
    )
    .with_hint(
        "a former key that was deleted cannot be brought back; `keyward rotate` makes a new one",
    )
}

pub(super) fn foreign_key(user: &str, id: &str) -> String {
    format!("{user} has another key, {id}, that keyward did not make; it was left alone")
}

pub(super) fn orphan(id: &str, deleted: bool) -> String {
    let what = if deleted { "deleted" } else { "deactivated" };
    format!("{id} came of a request whose answer was lost; nobody has its secret: {what}")
}

pub(super) fn still_used(id: &str, used: &LastUse) -> String {
    format!(
        "the old key {id} was used for {} at {}: somebody has it from elsewhere; it stays active",
        used.service, used.at
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_users_have_keys_to_rotate() {
        assert_eq!(
            user_of("arn:aws:iam::123456789012:user/a/b/bob").unwrap(),
            "bob"
        );
        let root = user_of("arn:aws:iam::123456789012:root").unwrap_err();
        assert!(root.message().contains("root user"));
        assert!(user_of("arn:aws:sts::123456789012:assumed-role/app/x").is_err());
    }
}
