//! What AWS means when it refuses a code, in words that help.

use keyward_core::{Error, ErrorCode};

use super::{Proof, code::Origin};

/// Less than this is the network's doing.
const SKEW: i64 = 15;

/// Whether AWS says no at all.
pub(crate) fn is_denied(error: &Error) -> bool {
    error.aws_code() == Some("AccessDenied")
}

/// Whether AWS refuses the device or its code, whatever it is that it does not like.
pub(crate) fn is_about_mfa(error: &Error) -> bool {
    is_denied(error) && error.message().contains("MFA")
}

/// Whether AWS refuses the six digits: mistyped, too old, or used already. It does not tell which.
pub(super) fn is_of_the_code(error: &Error) -> bool {
    is_denied(error) && error.message().contains("invalid MFA one time pass code")
}

/// Whether nobody was there, or did not answer.
pub(crate) fn is_of_a_person(error: &Error) -> bool {
    matches!(
        error.code(),
        ErrorCode::MfaRequired | ErrorCode::PromptUnavailable | ErrorCode::Timeout
    )
}

/// What to do about a clock that is off.
pub(super) const SET_THE_CLOCK: &str =
    "set the clock: codes are made from the time, and are good for about a minute and a half";

/// By how much AWS's clock is ahead of this machine's, where that explains a refusal.
pub(super) fn clock(ahead: i64) -> String {
    match ahead {
        SKEW.. => format!("; this machine's clock is {ahead} s behind AWS's"),
        _ if ahead <= -SKEW => format!("; this machine's clock is {} s ahead of AWS's", -ahead),
        _ => String::new(),
    }
}

/// The refusal of the six digits.
pub(super) fn of_code(error: &Error, proof: &Proof, origin: Origin) -> Error {
    let clock = clock(proof.skew());
    Error::new(
        ErrorCode::AwsRefused,
        format!(
            "AWS refused the code of the MFA device {} ({}): {}{clock}",
            proof.serial,
            error.aws_code().unwrap_or_default(),
            match origin {
                Origin::Vault => "the vault made it, and waited for a new one",
                _ => "it is mistyped, too old, or was used already",
            },
        ),
    )
    .with_aws_code(error.aws_code().unwrap_or_default())
    .with_hint(if clock.is_empty() && origin == Origin::Vault {
        "is the seed in the vault still the device's? `keyward mfa add --replace` stores another"
    } else if clock.is_empty() {
        "a code is good once: wait until the device shows the next one; if it goes on, the device's clock is off: resynchronise it in the IAM console"
    } else {
        SET_THE_CLOCK
    })
}

/// Any other refusal of a call with a code.
pub(super) fn explained(error: Error, serial: &str) -> Error {
    if !is_denied(&error) {
        return error;
    }
    let message = error.message();
    if message.contains("session credentials") {
        return error.with_hint("AWS takes a code only beside a long-lived key: this role stands on a session (a role, sign-in or token); put mfa_serial into the profile below it, the one with the key");
    }
    if message.contains("verify your MFA serial number") {
        return error.with_hint(format!(
            "is {serial} a device of the user whose key this is? IAM's console shows it under security credentials"
        ));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(message: &'static str) -> Error {
        Error::new(ErrorCode::AwsRefused, message).with_aws_code("AccessDenied")
    }

    #[test]
    fn a_refused_code_is_told_from_other_refusals() {
        assert!(is_of_the_code(&denied(
            "AWS refused GetSessionToken (AccessDenied): MultiFactorAuthentication failed with invalid MFA one time pass code. "
        )));
        let other =
            denied("MultiFactorAuthentication failed, cannot be used with session credentials.");
        assert!(!is_of_the_code(&other) && is_denied(&other));
        let hint = explained(other, "s").hint().unwrap_or_default().to_owned();
        assert!(hint.contains("long-lived key"), "{hint}");
    }
}
