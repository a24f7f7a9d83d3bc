//! IAM's refusals in keyward's words.

use keyward_core::{Credentials, Error, ErrorCode};

use super::answer;
use crate::{provider::without_secrets, signed::is_throttling};

/// AWS's own code and sentence, and what to do.
pub(super) fn refused(action: &str, status: u16, xml: &str, with: &Credentials) -> Error {
    let (code, message) = answer::error(xml)
        .unwrap_or_else(|| ("no error code".to_owned(), "AWS gave no reason".to_owned()));
    let message = without_secrets(&message, Some(with));
    let passing = status >= 500 || is_throttling(&code);
    let sentence = format!("AWS refused iam:{action} ({code}): {message}");
    Error::new(ErrorCode::AwsRefused, sentence)
        .with_optional_hint(hint(action, &code, with))
        .with_aws_code(code)
        .with_passing(passing)
}

/// The same, where a code might have changed it and nobody had one.
pub(super) fn unproved(refused: Error, serial: &str) -> Error {
    refused.with_hint(format!(
        "a policy may ask for MFA: give a code of {serial} (--mfa-code, or in a terminal), or store its seed (`keyward mfa add`)"
    ))
}

/// Whoever answered is not IAM.
pub(super) fn not_iam(action: &str, url: &str) -> Error {
    let sentence = format!("{url} answered iam:{action} with something that is not IAM's");
    Error::new(ErrorCode::Network, sentence).with_hint("is the endpoint right?")
}

fn hint(action: &str, code: &str, with: &Credentials) -> Option<&'static str> {
    Some(match code {
        "AccessDenied" => match action {
            "CreateAccessKey"
            | "UpdateAccessKey"
            | "DeleteAccessKey"
            | "ListAccessKeys"
            | "GetAccessKeyLastUsed" => {
                "the user needs iam:ListAccessKeys, CreateAccessKey, UpdateAccessKey, DeleteAccessKey and GetAccessKeyLastUsed on itself (arn:aws:iam::ACCOUNT:user/NAME); a policy may also ask for MFA: then sign with a profile that has an mfa_serial (`keyward rotate --with PROFILE`)"
            }
            _ => {
                "the caller's policies must allow it; a policy may also ask for MFA: then give a code"
            }
        },
        "InvalidClientTokenId" if with.session_token.is_some() => {
            "IAM does not take sessions without MFA; sign with the key itself, or give an MFA code"
        }
        "InvalidClientTokenId" => {
            "AWS does not know this key id, or it is inactive; check it in the IAM console"
        }
        "SignatureDoesNotMatch" => {
            "the secret does not belong to the key id, or this machine's clock is wrong"
        }
        code if is_throttling(code) => {
            "AWS has too many calls at once; nothing is lost: run this again in a minute"
        }
        "LimitExceeded" if action.starts_with("Put") => {
            "the inline policies of this user or role have no room for another one; delete one in the IAM console"
        }
        "UnmodifiableEntity" => {
            "AWS manages this role itself; for one of IAM Identity Center, end the person's sessions there"
        }
        "LimitExceeded" => "a user has at most two access keys; delete one that nobody uses",
        _ => return None,
    })
}
